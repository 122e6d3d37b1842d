import type { Entity } from '../../domain/meaning.ts'
import type { NumberKind } from '../brand-words.ts'
import { eachMatch, type Around, type Finder } from './finder.ts'

/** Between the word for it and the number: "nº", ":", "#", "es", "is" … */
const BETWEEN = String.raw`(?:\s*(?:n[º°.o]*|nr\.?|no\.?|num\.?|núm\.?|number|número|numero|code|código|codigo|codice|id|es|is|è|é|#|:|-|\(|,))*\s*`
const CODE = String.raw`(#?(?=[A-Z\d./-]*\d)[A-Z\d]+(?:[-./][A-Z\d]+)*)`
const AFTER = String.raw`(?![\p{L}\p{N}])`

/** What numbers are called, in our languages. */
const NAMED: readonly (readonly [NumberKind, string, string])[] = [
  ['flight', 'vuelo|volo|voo|flight|vol', String.raw`((?:[A-Z]{2}|[A-Z]\d|\d[A-Z])[ -]?\d{1,4}|\d{2,4})`],
  [
    'booking',
    'localizador|pnr|booking ref(?:erence)?|booking|reserva|reservación|código de reserva|prenotazione|codice di prenotazione|reservation|réservation',
    String.raw`([A-Z\d]{5,8}|${CODE.slice(1, -1)})`,
  ],
  [
    'order',
    'pedido|orden|order|ordine|encomenda|compra|commande|comanda|envío|guía|guia|tracking|seguimiento|spedizione|pacco|paquete|parcel|shipment|rastreio|objeto',
    CODE,
  ],
  [
    'ticket',
    'ticket|incidencia|reclamo|reclamación|caso|folio|protocolo|chamado|case|ref|reference|referencia|referência|riferimento|pratica|segnalazione|radicado|expediente|complaint|claim|sinistro|siniestro|reclamação|reclamo',
    CODE,
  ],
]
const SHORTEST: Record<NumberKind, number> = { flight: 2, booking: 5, order: 4, ticket: 4 }

const DEFAULTS = NAMED.map(([kind, names, code]) => ({ kind, pattern: new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${names})${BETWEEN}${code}${AFTER}`, 'giu') }))
/** One look instead of four: most texts name no number. */
const ANY_NAME = new RegExp(NAMED.map(([, names]) => names).join('|'), 'i')
/** A flight by itself, where the airlines are known. */
const FLIGHT = /(?<![\p{L}\p{N}])([A-Z]{2}|[A-Z]\d|\d[A-Z])[ -]?(\d{2,4})(?![\p{L}\p{N}])/gu

/** Numbers of orders, bookings, flights and tickets: the brand's own patterns first, then whatever is called by such a name. */
export const findReferences: Finder = function* (text, around) {
  yield* own(text, around)
  if (around.brand.airlines.length > 0)
    yield* eachMatch(text, FLIGHT, (found) => (around.brand.airlines.includes(found[1]!) ? entityOf('flight', found[0], found.index) : null))
  if (!ANY_NAME.test(text)) return
  for (const { kind, pattern } of DEFAULTS)
    yield* eachMatch(text, pattern, (found) => {
      const written = found.slice(1).find((group) => group !== undefined)!
      const start = found.index + found[0].length - written.length
      return written.length >= SHORTEST[kind] && sound(kind, written) ? entityOf(kind, written, start) : null
    })
}

function* own(text: string, { brand }: Around): Iterable<Entity> {
  for (const [kind, pattern] of brand.patterns)
    yield* eachMatch(text, pattern, ({ 0: written, index }) => (written === '' ? null : entityOf(kind, written, index)))
}

function entityOf(kind: NumberKind, written: string, start: number): Entity {
  const hash = written.startsWith('#') ? 1 : 0
  return { kind, value: written.slice(hash).replace(/\s/g, '').toUpperCase(), start: start + hash, end: start + written.length }
}

/** A booking without a digit is one only in capitals: "reserva cancelada" is none. */
function sound(kind: NumberKind, written: string): boolean {
  return kind !== 'booking' || /\d/.test(written) || written === written.toUpperCase()
}

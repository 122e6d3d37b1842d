import type { Json } from '../../src/domain/network-name.ts'

const WORDS = [
  'El vuelo de las 18:30 a Rionegro sigue sin salir y en el mostrador no hay nadie que nos diga nada',
  'Buenos días, ¿me pueden ayudar con el cambio de fecha de mi reserva? Gracias de antemano',
  'Il pacco risulta consegnato ma a casa non è arrivato nulla, numero spedizione 8842190',
  'Complimenti al personale del volo di ieri, gentilissimi',
  'Boa tarde, é possível mudar o nome no bilhete? Obrigada desde já!',
  'Paguei duas vezes a mesma fatura e ninguém responde, já são três dias à espera',
  'My order 771-2290 was cancelled without a word, can somebody please explain what happened?',
  'Third time I write about the same thing. Is anybody there at all?',
]

/** `count` messages as a busy brand gets them: a third open a matter, the others go on in one; every word its own. */
export function busyDay(count: number, seed: string): Json[] {
  const start = Temporal.Instant.from('2026-11-20T06:00:00Z').epochMilliseconds
  return Array.from({ length: count }, (_, n) => {
    const person = Math.floor(n / 3) + (n % 3 === 2 ? -Math.min(40, Math.floor(n / 6)) : 0)
    const goesOn = n % 3 !== 0
    return {
      kind: 'message',
      network: 'x',
      id: `${seed}${n}`,
      at: Temporal.Instant.fromEpochMilliseconds(start + n * 20).toString(),
      author: { id: `${seed}-${person}`, handle: `vecina_${seed}${person}`, name: `Vecina ${person}` },
      visibility: 'public',
      text: `@aeroandes ${WORDS[n % WORDS.length]} (${n.toString(36)} ${((n * 2_654_435_761) % 1_000_000).toString(36)})`,
      addressed: ['900'],
      ...(goesOn && n % 3 === 1 ? { replyTo: `${seed}${n - 1}`, thread: `${seed}${n - 1}` } : {}),
    }
  })
}

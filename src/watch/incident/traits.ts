import { fold } from '../../domain/fold.ts'
import type { Matter } from '../../domain/matter.ts'
import type { ConceptHit, FindConcepts } from '../../understanding/concepts.ts'
import { TOKEN, tokenise, type Token } from '../../understanding/tokens.ts'
import { signatureOf, type Signature } from './signature.ts'

/** `run`: a flight or train of a day; `number`: an error, a batch, any other code; `name`: a place or whatever else is written large. */
export type TraitKind = 'run' | 'number' | 'name' | 'product' | 'topic' | 'cause' | 'subject' | 'pair' | 'tag' | 'word'

export interface Trait {
  kind: TraitKind
  value: string
  /** Kind and value: what the index is asked for. */
  key: string
  /** As it was written; for people. */
  written: string
  /** It can't be somebody's name: what is written large and is no place may be. */
  isNobody: boolean
}

export interface Traits {
  list: Trait[]
  /** Of what it says, copied or not; null where it is too short to tell. */
  signature: Signature | null
}

/** What names are known by now; a name that begins a sentence is one when it was one before. */
export interface KnownNames {
  has(folded: string): boolean
  /** Met within a sentence, written large or small: most that are names are never small. */
  meet(folded: string, large: boolean): void
}

/** What a message carries that others may carry too. */
export function traitsOf(matter: Matter, names: KnownNames, findConcepts: FindConcepts): Traits {
  const text = matter.text.replace(REPOST, '').replace(SALUTATION, '')
  const shift = matter.text.length - text.length
  const tokens = tokenise(text)
  const traits = new Map<string, Trait>()
  const add: Add = (kind, value, written, isNobody = !MAYBE_SOMEBODY.has(kind)) => {
    // A train's number is the same with the word for it and without.
    const key = `${kind === 'run' ? 'number' : kind}:${value}`
    if (kind === 'run' || !traits.has(key)) traits.set(key, { kind, value, key, written, isNobody })
  }
  const entities = matter.entities.map((entity) => ({ ...entity, start: entity.start - shift, end: entity.end - shift }))
  addNumbers(text, entities, add)
  if (text.includes('#')) for (const [written] of text.matchAll(TAG)) add('tag', fold(written), written)
  addNames(text, tokens, { entities, names }, add)
  addConcepts(findConcepts(tokens), tokens, text, add)
  for (const topic of matter.topics) add('topic', topic, topic)
  addWords(tokens, traits, add)
  return { list: [...traits.values()], signature: signatureOf(tokens.map(({ word }) => word).join(' ')) }
}

type Add = (kind: TraitKind, value: string, written: string, isNobody?: boolean) => void

const MAYBE_SOMEBODY = new Set<TraitKind>(['name', 'tag', 'word'])

const REPOST = /^(?:RT\s+@[\w.:]+:?\s*)+/u
/** How a letter begins says how it is written, not of what. */
const SALUTATION = /^[^\n]{0,60},\s*\n+/u
const TAG = /(?<![\p{L}\p{N}&])#\p{L}[\p{L}\p{N}_]{2,}/gu

/** A person's own numbers tell of nobody else. */
const PERSONAL = new Set(['email', 'phone', 'card', 'iban', 'national-id', 'order', 'booking', 'ticket', 'amount', 'date'])
const CODE =
  /(?<![\p{L}\p{N}.,@#/-])(?=[\p{L}\d-]*\d{2})([A-Z]{0,3}[ -]?\d{2,6}[A-Z]{0,2})(?![\p{L}\p{N}]|[.,:]\d|\s?(?:€|%|km|kg|h\b|min|euro|eur|pesos|ore|horas|hours|minut|años|anni|anos|years|días|giorni|dias|days))/gu
const RUN_WORD = /(?:vuelo|volo|voo|flight|vol|tren|treno|train|comboio|trem|bus|autobús|sul|del)\s*$/iu
const RUN_SHAPE = /^[A-Z][A-Z\d]\d{2,4}$/
const REACH = 12

function addNumbers(text: string, entities: readonly Named[], add: Add): void {
  for (const { kind, value, start, end } of entities) if (kind === 'flight') add('run', canonical(value), text.slice(start, end) || value)
  if (!/\d\d/.test(text)) return
  CODE.lastIndex = 0
  for (let found = CODE.exec(text); found; found = CODE.exec(text)) {
    const [written] = found
    const ahead = before(text, found.index)
    const value = canonical(written)
    if (isTaken(found.index, written, { entities, ahead }) || isCount(value, ahead)) continue
    add(RUN_SHAPE.test(value) || RUN_WORD.test(ahead) ? 'run' : 'number', value, written)
  }
}

type Named = Matter['entities'][number]

function isTaken(at: number, written: string, { entities, ahead }: { entities: readonly Named[]; ahead: string }): boolean {
  const taken = entities.find(({ start, end }) => start < at + written.length && at < end)
  return taken?.kind === 'flight' || (taken !== undefined && PERSONAL.has(taken.kind) && !LOT.test(ahead))
}

function isCount(value: string, ahead: string): boolean {
  return value.length < 3 || YEAR.test(value) || (AMOUNT.test(value) && !LOT.test(ahead) && !RUN_WORD.test(ahead))
}

function before(text: string, at: number): string {
  return text.slice(Math.max(0, at - REACH), at)
}

/** Few figures alone count things; a name before them makes them a number of something. */
const AMOUNT = /^\d{1,3}$|^\d+0{2,}$/
const YEAR = /^(?:19|20)\d\d$/
/** A number of these is everybody's who bought of it. */
const LOT = /(?:lote|lotto|lot|batch|partida|error|errore|erro|c[oó]digo|codice|code)\W*$/iu

function canonical(written: string): string {
  return written.toUpperCase().replace(/[\s-]/g, '')
}

/** What is written large within a sentence; the places that understanding knows; and at a sentence's start or small, what was a name before. */
function addNames(text: string, tokens: readonly Token[], { entities, names }: { entities: Matter['entities']; names: KnownNames }, add: Add): void {
  for (const { kind, value } of entities) {
    if (kind !== 'place') continue
    names.meet(fold(value), true)
    add('name', fold(value), value, true)
  }
  tokens.forEach((token, at) => {
    if (token.kind !== TOKEN.word || token.word.length < 4) return
    const large = isLarge(text, token)
    if (!(large && (token.shouted || beginsSentence(tokens, at)))) names.meet(token.word, large)
    if (names.has(token.word)) add('name', token.word, text.slice(token.start, token.end))
  })
}

function isLarge(text: string, { start }: Token): boolean {
  const first = text[start]!
  return first !== first.toLowerCase()
}

function beginsSentence(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]
  return (
    before === undefined ||
    before.kind === TOKEN.line ||
    before.kind === TOKEN.handle ||
    before.kind === TOKEN.emoji ||
    (before.kind === TOKEN.mark && !/[,;(/-]/.test(before.word))
  )
}

/** What goes wrong and what is meant, by themselves and together: an outage of the app is rarer than either. */
function addConcepts(hits: readonly ConceptHit[], tokens: readonly Token[], text: string, add: Add): void {
  const found = hits.map(({ concept, from, to }) => {
    const [kind, value] = concept.split(':') as ['cause' | 'subject' | 'product', string]
    return { kind, value, written: text.slice(tokens[from]!.start, tokens[to - 1]!.end) }
  })
  for (const { kind, value, written } of found) add(kind, value, written)
  for (const cause of found.filter(({ kind }) => kind === 'cause'))
    for (const subject of found.filter(({ kind }) => kind === 'subject'))
      add('pair', `${subject.value}+${cause.value}`, `${subject.written} · ${cause.written}`)
}

const STEM = 6
const SHORTEST = 5
const MOST_WORDS = 16

/** By their beginnings, which many a word shares over its forms and over our languages; not what counts as a name already. */
function addWords(tokens: readonly Token[], traits: ReadonlyMap<string, Trait>, add: Add): void {
  let words = 0
  for (const { kind, word } of tokens) {
    if (kind !== TOKEN.word || word.length < SHORTEST || words >= MOST_WORDS || traits.has(`name:${word}`)) continue
    words++
    add('word', word.slice(0, STEM), word)
  }
}

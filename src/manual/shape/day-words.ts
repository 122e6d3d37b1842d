import { WEEKDAYS, type Weekday } from '../../domain/calendar.ts'
import { fold } from '../../domain/fold.ts'

export type DayKind = Weekday | 'holiday'

/** The words for days, in the languages a manual is written in; folded, so without accents. */
const DAYS: Record<DayKind, string[]> = {
  mon: ['monday', 'mon', 'lunes', 'lunedi', 'segunda', 'segunda feira'],
  tue: ['tuesday', 'tue', 'martes', 'martedi', 'terca', 'terca feira'],
  wed: ['wednesday', 'wed', 'miercoles', 'mercoledi', 'quarta', 'quarta feira'],
  thu: ['thursday', 'thu', 'jueves', 'giovedi', 'quinta', 'quinta feira'],
  fri: ['friday', 'fri', 'viernes', 'venerdi', 'sexta', 'sexta feira'],
  sat: ['saturday', 'sat', 'sabado', 'sabato'],
  sun: ['sunday', 'sun', 'domingo', 'domenica'],
  holiday: ['holiday', 'holidays', 'festivo', 'festivos', 'festivi', 'feriado', 'feriados'],
}

const WORKING = WEEKDAYS.slice(0, 5)

const GROUPS: { words: string[]; days: readonly DayKind[] }[] = [
  { words: ['every day', 'daily', 'todos los dias', 'cada dia', 'ogni giorno', 'tutti i giorni', 'todos os dias'], days: WEEKDAYS },
  { words: ['weekdays', 'dias laborables', 'entre semana', 'giorni feriali', 'dias uteis'], days: WORKING },
  { words: ['weekend', 'weekends', 'fin de semana', 'fine settimana', 'fim de semana'], days: ['sat', 'sun'] },
]

const dayOf = new Map(Object.entries(DAYS).flatMap(([day, words]) => words.map((word) => [word, day as DayKind] as const)))
const groupOf = new Map(GROUPS.flatMap(({ words, days }) => words.map((word) => [word, days] as const)))

/** `-feira` is no range. */
const RANGE = /\s*(?:-(?!\s*feira)|\s(?:to|a|al|till|bis|ate|até|à)\s)\s*/iu
const LIST = /\s*(?:,|\s(?:and|y|e)\s)\s*/iu

/** The days that a name means: `monday to friday`, `sábado y domingo`, `lunedì`, `feriados`. Null where it means none. */
export function daysOf(written: string): DayKind[] | null {
  const parts = written.split(LIST).map((part) => groupOf.get(fold(part)) ?? rangeOf(part))
  return parts.some((days) => days === null) ? null : [...new Set(parts.flatMap((days) => days ?? []))]
}

/** Past Sunday it goes on with Monday: `friday to monday` is four days. */
function rangeOf(part: string): DayKind[] | null {
  const ends = part.split(RANGE).map((word) => dayOf.get(fold(word).replace(/^da /, '')))
  const [first, last = first] = ends
  if (!first || !last || ends.length > 2 || ends.includes(undefined)) return null
  if (first === 'holiday' || last === 'holiday') return first === last ? [first] : null
  const length = (WEEKDAYS.indexOf(last) - WEEKDAYS.indexOf(first) + 7) % 7
  return Array.from({ length: length + 1 }, (_, i) => WEEKDAYS[(WEEKDAYS.indexOf(first) + i) % 7]!)
}

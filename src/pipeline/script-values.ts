import { isOpenAt, nextOpening } from '../domain/calendar.ts'
import type { EntityKind } from '../domain/meaning.ts'
import type { NetworkName, Visibility } from '../domain/network-name.ts'
import { accountKey } from '../manual/facts.ts'
import type { Variable } from '../manual/script-text.ts'
import type { ShownMessage } from '../storage/messages.ts'
import type { InForce } from './manual-in-force.ts'

/** What may go into a script for one answer. */
export interface ScriptValues {
  /** Put in by itself. */
  sure: Partial<Record<Variable, string>>
  /** What they named, to choose from. */
  said: Partial<Record<Variable, string[]>>
  /** When the account is there again; null while it is. */
  opensAt: Temporal.Instant | null
  /** The brand's own clock. */
  zone: string
}

const NAMED: Partial<Record<Variable, readonly EntityKind[]>> = {
  number: ['order', 'booking', 'ticket', 'flight'],
  place: ['place'],
  date: ['date'],
  amount: ['amount'],
}

/** The only ones that a person's own words can settle: what day or amount we mean is ours to say. */
const SETTLED: readonly Variable[] = ['number', 'place']

/** Where the answer is said, and as whom. */
interface Said {
  network: NetworkName
  visibility: Visibility
  handle: string
  agent: string
}

/** What is said in private never fills a public answer: there only public words count. `heard` is newest first. */
export function scriptValues(
  inForce: InForce,
  { network, visibility, handle, agent }: Said,
  heard: readonly ShownMessage[],
  now: Temporal.Instant,
): ScriptValues {
  const usable = heard.filter((message) => visibility === 'private' || message.visibility === 'public')
  const speaker = usable.find((message) => message.network === network)?.identity
  const said: ScriptValues['said'] = {}
  for (const [variable, kinds] of Object.entries(NAMED)) said[variable as Variable] = valuesOf(usable, kinds)
  const settled = SETTLED.flatMap((variable) => (said[variable]?.length === 1 ? [[variable, said[variable][0]!]] : []))
  return {
    said,
    zone: inForce.zone,
    opensAt: opening(inForce, accountKey(network, handle), now),
    sure: {
      agent,
      brand: inForce.manual.document.brand.name,
      // A sentence that ends with «Carolina M.» has its full stop already.
      ...(speaker?.name ? { name: speaker.name.replace(/\.$/, '') } : {}),
      ...(speaker?.handle ? { handle: network === 'email' ? speaker.handle : `@${speaker.handle}` } : {}),
      ...Object.fromEntries(settled),
    },
  }
}

function valuesOf(messages: readonly ShownMessage[], kinds: readonly EntityKind[]): string[] {
  const entities = messages.flatMap(({ meaning }) => meaning?.entities ?? [])
  return [...new Set(entities.filter(({ kind }) => kinds.includes(kind)).map(({ value }) => value))]
}

/** When the account is there again; null while it is. */
function opening({ promises }: InForce, account: string, now: Temporal.Instant): Temporal.Instant | null {
  const calendar = promises.get(account)?.calendar
  return calendar && !isOpenAt(calendar, now) ? nextOpening(calendar, now) : null
}

import { performance } from 'node:perf_hooks'
import { f1, precision, recall, tally } from '../src/understanding/learn/measure.ts'
import { openLookAlikes } from '../src/watch/look-alikes.ts'
import { percentile } from './support/figures.ts'
import { report, type Figure } from './support/report.ts'
import { accountsAround, BRANDS, METHODS, seeded, type Labelled } from './support/squatting.ts'

const SEEDS = [1, 2, 3, 4, 5]
const SETS = ['known', 'heldOut'] as const
const NAMES = { known: 'brands and methods at hand', heldOut: 'held-out brands and methods' }
const TURNS = 7
const SECONDS = 0.5

const sets = { known: accounts('known'), heldOut: accounts('heldOut') }
report(
  'lookalikes',
  `Who poses as whom: ${sets.known.length + sets.heldOut.length} accounts around ${SETS.reduce((sum, set) => sum + BRANDS[set].length, 0)} invented brands, half of them made by published methods of squatting, half of them innocent (fans, parodies, resellers, homonyms, shops, other brands, strangers, angry customers). A comparison is one account beside one of ours; the floor is the equality of two lower-cased handles.`,
  [...SETS.flatMap(judged), ...official(), ...speeds()],
)

function accounts(set: (typeof SETS)[number]): Labelled[] {
  return SEEDS.flatMap((seed) => {
    const random = seeded(seed)
    return BRANDS[set].flatMap((brand) => accountsAround(brand, METHODS[set], random))
  })
}

function ours(set: (typeof SETS)[number]) {
  return BRANDS[set].map((brand) => ({ network: 'x', ...brand }))
}

function judged(set: (typeof SETS)[number]): Figure[] {
  const judge = openLookAlikes(ours(set))
  const counted = tally(sets[set].map((account) => [judge(account).verdict === 'impostor-likely', account.impostor] as const))
  return [
    { what: `${NAMES[set]}: F1`, value: f1(counted), unit: '', goal: { atLeast: 0.94 } },
    { what: `${NAMES[set]}: precision`, value: precision(counted), unit: '' },
    { what: `${NAMES[set]}: recall`, value: recall(counted), unit: '' },
  ]
}

/** Every brand beside all others, however alike: none of ours may ever be called an impostor. */
function official(): Figure[] {
  const all = SETS.flatMap(ours).flatMap((brand) => [brand, { ...brand, handle: `${brand.handle}_ayuda`, name: `${brand.name} Ayuda`, bio: 'wa.me/15550100' }])
  const judge = openLookAlikes(all)
  const flagged = all.filter((account) => judge({ ...account, handle: `@${account.handle.toUpperCase()}` }).verdict !== 'official')
  return [{ what: 'official accounts flagged', value: flagged.length, unit: '', goal: { atMost: 0 } }]
}

/** Turn by turn, so that all meet the machine in the same moods. */
function speeds(): Figure[] {
  const all = SETS.flatMap(ours)
  const candidates = [...sets.known, ...sets.heldOut]
  const registers = [1, 3, all.length].map((count) => ({ count, judge: openLookAlikes(all.slice(0, count)) }))
  const turns = Array.from({ length: TURNS }, () => ({
    floor: perSecond(candidates, (account) => all.some(({ handle }) => handle.toLowerCase() === account.handle.toLowerCase())) * all.length,
    beside: registers.map(({ count, judge }) => perSecond(candidates, judge) * count),
  }))
  const median = (of: (turn: (typeof turns)[number]) => number) => percentile(turns.map(of), 0.5)
  const beside = registers.map(({ count }, at) => ({ count, speed: median((turn) => turn.beside[at]!) }))
  const floor = median((turn) => turn.floor)
  return [
    ...beside.map(({ count, speed }): Figure => ({ what: `beside ${count} of ours`, value: speed, unit: 'comparisons/s', goal: { atLeast: 100_000 } })),
    { what: 'equality alone', value: floor, unit: 'comparisons/s' },
    { what: 'of the floor', value: beside.at(-1)!.speed / floor, unit: '' },
  ]
}

/** By processor time: this machine is shared, and what others do on it is no figure of ours. */
function perSecond(candidates: readonly Labelled[], compare: (account: Labelled) => unknown): number {
  const began = performance.now()
  const before = process.cpuUsage()
  let done = 0
  while (performance.now() - began < SECONDS * 1000) {
    for (const account of candidates) compare(account)
    done += candidates.length
  }
  const { user, system } = process.cpuUsage(before)
  return done / ((user + system) / 1e6)
}

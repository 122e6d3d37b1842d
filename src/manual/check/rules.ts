import { LIST_ACTS, SINGLE_ACTS } from '../compile/ready-rules.ts'
import { OTHERWISE, rulesOf, type PlacedRule } from '../compile/rules-of.ts'
import type { ActName } from '../decision.ts'
import { finding, type Finding } from '../finding.ts'
import type { WrittenActs } from '../shape/acts.ts'
import { keyIn } from '../tongue/tongue.ts'
import { implies, waysToHold, type Way } from './cases-of.ts'
import type { Check, Checked } from './checked.ts'
import type { Constraint } from './constraint.ts'

/** Rules that can't match, that change nothing, and that say against each other. */
export const checkRules: Check = (checked) => {
  const possible = possibleIn(checked)
  const rules = rulesOf(checked)
    .filter(({ path }) => checked.isWhole(path))
    .map((rule) => ({ ...rule, ways: waysToHold(conditionOf(rule), possible) }))
  return rules.flatMap((rule, i) => [...idle(rule, checked), ...never(rule, checked), ...inVain(rule, rules.slice(0, i), checked)])
}

interface Weighed extends PlacedRule {
  ways: Way[] | null
}

function conditionOf({ when, subject }: PlacedRule) {
  return subject === undefined ? when : { all: [{ offLimits: [subject] }, when] }
}

/** What can't be, whatever a rule asks: words in public where a network has no public, hostility without a target. */
function possibleIn({ document: { accounts } }: Checked): (way: Way) => boolean {
  return (way) => {
    const allows = (fact: string, name: string) => permits(way.get(fact), name)
    if (!allows('visibility', 'private') && !['x', 'bluesky', 'mastodon'].some((network) => allows('network', network))) return false
    const calm = !allows('tone', 'rude') && !allows('tone', 'abusive')
    if (calm && !allows('target', 'none')) return false
    return accountsOf(way).every((names) => [...names].some((name) => !accounts[name] || allows('network', accounts[name].network)))
  }
}

function permits(constraint: Constraint | undefined, name: string): boolean {
  return constraint?.kind !== 'values' || constraint.names.has(name) !== constraint.others
}

function accountsOf(way: Way): readonly ReadonlySet<string>[] {
  const constraint = way.get('account')
  return constraint?.kind === 'several' ? constraint.hits : []
}

function idle(rule: PlacedRule, { place }: Checked): Finding[] {
  const silent = rule.subject === undefined && Object.keys(rule.acts).length === 0
  return silent ? [finding('rule-does-nothing', place(rule.path), { rule: rule.name })] : []
}

function never(rule: Weighed, { place }: Checked): Finding[] {
  return rule.ways?.length === 0 ? [finding('rule-never-matches', place([...rule.path, 'when']), { rule: rule.name })] : []
}

/** What it says is said already, or decided otherwise, by rules before it that match whenever it does. */
function inVain(rule: Weighed, before: readonly Weighed[], { place, tongue }: Checked): Finding[] {
  const { ways } = rule
  if (!ways || ways.length === 0 || rule.name === OTHERWISE) return []
  const wider = before.filter((other) => other.ways && other.ways.length > 0 && implies(ways, other.ways))
  const overruled = decided(rule.acts).flatMap((act) => {
    const by = wider.find((other) => says(other.acts, act))
    return by ? [{ act, by, same: sameAct(rule.acts, by.acts, act) }] : []
  })
  const against = overruled.filter(({ same }) => !same)
  const twin = against.find(({ by }) => implies(by.ways ?? [], ways))
  const data = (by: Weighed | undefined) => ({ rule: rule.name, by: by?.name ?? '', line: by ? place(by.path).line : 0 })
  if (twin) {
    const acts = against.filter(({ by }) => by === twin.by).map(({ act }) => keyIn(tongue, act))
    return [finding('rules-contradict', place(rule.path), { ...data(twin.by), acts })]
  }
  if (overruled.length === decided(rule.acts).length && addsNothing(rule, wider) && Object.keys(rule.acts).length > 0)
    return [finding('rule-changes-nothing', place(rule.path), data(overruled[0]?.by ?? wider[0]))]
  return against.map(({ act, by }) => finding('act-overruled', place(rule.path), { ...data(by), acts: [keyIn(tongue, act)] }))
}

/** The single-valued acts of a rule. */
function decided(acts: WrittenActs): ActName[] {
  const single = SINGLE_ACTS.filter((act) => acts[act] !== undefined)
  return acts.answer || acts.leave ? [...single, 'answer'] : single
}

/** A rule that leaves may be kept from it, so it decides nothing for the ones below. */
function says(acts: WrittenActs, act: ActName): boolean {
  return act === 'answer' ? acts.answer === true : acts[act as keyof WrittenActs] !== undefined
}

function sameAct(a: WrittenActs, b: WrittenActs, act: ActName): boolean {
  return act === 'answer' ? !a.leave : JSON.stringify(a[act as keyof WrittenActs]) === JSON.stringify(b[act as keyof WrittenActs])
}

function addsNothing({ acts }: PlacedRule, wider: readonly PlacedRule[]): boolean {
  return LIST_ACTS.every((act) => {
    const said = new Set(wider.flatMap((other) => other.acts[act] ?? []))
    return (acts[act] ?? []).every((value) => said.has(value))
  })
}

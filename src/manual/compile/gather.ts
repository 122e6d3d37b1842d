import type { ActName, Acts, Leave, LeaveGuard, Matched } from '../decision.ts'
import type { Case } from './case.ts'
import type { ReadyRule } from './ready-rules.ts'

type Gathered = Acts & { trace: Matched[] }

/** Asks every rule, in order, and gathers what those that match say. */
export function gather(rules: readonly ReadyRule[], it: Case): Gathered {
  const gathered = nothingYet()
  let settled = false
  for (const rule of rules) {
    if (!rule.test.holds(it)) continue
    const gave: ActName[] = []
    const overruled: ActName[] = []
    takeSingle(rule, gathered, { gave, overruled })
    takeLists(rule, gathered, gave)
    const kept = rule.leave ? guardOf(rule, it) : undefined
    if (rule.answer || rule.leave) settled = takeAnswer(rule, gathered, { gave, overruled, kept, settled })
    if (rule.always && gave.length === 0) continue
    gathered.trace.push({ rule: rule.name, line: rule.line, because: rule.test.because(it), gave, overruled, ...(kept ? { kept } : {}) })
  }
  return gathered
}

function nothingYet(): Gathered {
  return {
    department: null,
    need: null,
    script: null,
    visibility: null,
    approve: null,
    remedyLimit: null,
    gesture: null,
    formalComplaint: null,
    answer: 'answer',
    leave: null,
    consult: [],
    notify: [],
    labels: [],
    trace: [],
  }
}

interface Told {
  gave: ActName[]
  overruled: ActName[]
}

function takeSingle(rule: ReadyRule, gathered: Gathered, { gave, overruled }: Told): void {
  for (const { act, value } of rule.single) {
    if (gathered[act] === null) {
      Object.assign(gathered, { [act]: value })
      gave.push(act)
    } else if (gathered[act] !== value) overruled.push(act)
  }
}

function takeLists(rule: ReadyRule, gathered: Gathered, gave: ActName[]): void {
  for (const { act, values } of rule.lists) {
    const more = values.filter((value) => !gathered[act].includes(value))
    if (more.length === 0) continue
    gathered[act] = [...gathered[act], ...more]
    gave.push(act)
  }
}

/** Whether it is answered or left is one act: the first rule that says so decides. */
function takeAnswer(rule: ReadyRule, gathered: Gathered, told: Told & { kept?: LeaveGuard; settled: boolean }): boolean {
  const act: ActName = rule.leave ? 'leave' : 'answer'
  if (told.settled) {
    if (gathered.answer !== act) told.overruled.push(act)
    return true
  }
  if (rule.leave) {
    if (told.kept && FORBID.includes(told.kept)) return false
    Object.assign(gathered, { answer: 'leave', leave: leaveOf(rule.leave, told.kept) })
  }
  told.gave.push(act)
  return true
}

function leaveOf(leave: Leave, kept: LeaveGuard | undefined): Leave {
  return kept ? { ...leave, how: 'proposed' } : leave
}

/** The others only make a person confirm it. */
const FORBID: readonly LeaveGuard[] = ['urgent', 'vulnerable', 'ultimatum']

/** What forbids silence, or at least asks a person first. */
function guardOf(rule: ReadyRule, { facts: { meaning } }: Case): LeaveGuard | undefined {
  if (meaning.urgency === 3) return 'urgent'
  if (meaning.vulnerable) return 'vulnerable'
  if (meaning.ultimatum) return 'ultimatum'
  if (rule.leave?.how !== 'at-once') return undefined
  if (meaning.urgency === 2) return 'pressing'
  return rule.leansOn.some((verdict) => meaning.unsure.includes(verdict)) ? 'unsure' : undefined
}

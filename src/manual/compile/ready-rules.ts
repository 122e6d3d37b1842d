import { VERDICTS, type Verdict } from '../../domain/meaning.ts'
import type { ActName, Acts } from '../decision.ts'
import type { Manual } from '../manual.ts'
import type { WrittenActs } from '../shape/acts.ts'
import type { AddWords, Test } from './asked.ts'
import { compileCondition } from './condition.ts'
import { OTHERWISE, rulesOf, verdictsOf, type PlacedRule } from './rules-of.ts'

/** A rule that is ready to be asked. */
export interface ReadyRule {
  name: string
  line: number
  test: Test
  single: readonly { act: SingleAct; value: WrittenActs[SingleAct] }[]
  lists: readonly { act: ListAct; values: readonly string[] }[]
  leave: Acts['leave']
  answer: boolean
  leansOn: readonly Verdict[]
  /** It holds of everything, so it is told only where it decided something. */
  always: boolean
}

export const LIST_ACTS = ['consult', 'notify', 'labels'] as const satisfies readonly ActName[]
export type ListAct = (typeof LIST_ACTS)[number]

/** What can be one thing only; answer or leave is one more such act, decided apart. */
export const SINGLE_ACTS = [
  'department',
  'need',
  'script',
  'visibility',
  'approve',
  'remedyLimit',
  'gesture',
  'formalComplaint',
] as const satisfies readonly ActName[]
export type SingleAct = (typeof SINGLE_ACTS)[number]

export function readyRules(manual: Manual, addWords: AddWords): ReadyRule[] {
  return rulesOf(manual).map((rule) => ready(rule, manual, addWords))
}

function ready({ name, path, when, subject, acts: written }: PlacedRule, manual: Manual, addWords: AddWords): ReadyRule {
  const acts = path[0] === 'crisis' ? forEachMessage(written) : written
  const offLimits = subject === undefined ? [] : [{ offLimits: [subject] }]
  return {
    name,
    line: manual.place(path, 'key').line,
    test: compileCondition({ ...when, all: [...offLimits, ...(when.all ?? [])] }, addWords),
    single: SINGLE_ACTS.flatMap((act) => (acts[act] === undefined ? [] : [{ act, value: acts[act] }])),
    lists: LIST_ACTS.flatMap((act) => (acts[act] === undefined ? [] : [{ act, values: acts[act] }])),
    leave: acts.leave ?? null,
    answer: acts.answer ?? false,
    leansOn: subject === undefined ? [...verdictsOf(when)] : VERDICTS.filter((verdict) => verdict === 'offLimits' || verdictsOf(when).has(verdict)),
    always: name === OTHERWISE,
  }
}

/** Whom a level of crisis notifies is called once, when a storm reaches it: a storm's every message would call them out of their minds. */
function forEachMessage(acts: WrittenActs): WrittenActs {
  return { ...acts, notify: undefined }
}

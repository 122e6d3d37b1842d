import { LEGAL_PACKS } from '../../domain/legal/packs.ts'
import { ROLES } from '../../domain/permission.ts'
import { OTHERWISE, rulesOf } from '../compile/rules-of.ts'
import { finding, type Finding } from '../finding.ts'
import type { Path } from '../manual.ts'
import { nearest } from '../../domain/nearest.ts'
import type { WrittenActs } from '../shape/acts.ts'
import type { ManualDocument } from '../shape/document.ts'
import { valueIn } from '../tongue/tongue.ts'
import { askedIn, type AskedAt } from './asked-in.ts'
import type { Check, Checked } from './checked.ts'

type Kind = 'account' | 'callee' | 'calendar' | 'crisis' | 'department' | 'law' | 'offLimits' | 'person' | 'promise' | 'script' | 'topic'

/** A place where the manual uses a name of its own. */
interface Use {
  kind: Kind
  name: string
  path: Path
}

/** Names that stand for nothing, that stand for two things, and that lose their place. */
export const checkNames: Check = (checked) => [
  ...usesOf(checked).flatMap((use) => unknown(use, checked)),
  ...namesTwice(checked),
  ...numbersInOrder(checked),
  ...badZone(checked),
]

/** Where each kind of name is written, and what is one besides. */
const KNOWN: Record<Kind, { sections: readonly (keyof ManualDocument)[]; others?: readonly string[] }> = {
  account: { sections: ['accounts'] },
  callee: { sections: ['departments', 'people'], others: ROLES },
  calendar: { sections: ['calendars'] },
  crisis: { sections: ['crisis'] },
  department: { sections: ['departments'] },
  law: { sections: [], others: [...LEGAL_PACKS.keys()] },
  offLimits: { sections: ['offLimits'] },
  person: { sections: ['people'] },
  promise: { sections: ['promises'] },
  script: { sections: ['scripts'] },
  topic: { sections: ['topics'] },
}

function unknown({ kind, name, path }: Use, { document, place, tongue, lostNames }: Checked): Finding[] {
  const { sections, others = [] } = KNOWN[kind]
  const lost = sections.map(lostNames)
  // Where a section can't be read, it may have the name.
  if (lost.includes(null)) return []
  const known = [...sections.flatMap((section) => Object.keys(document[section] ?? {})), ...others, ...lost.flatMap((names) => names ?? [])]
  if (known.includes(name)) return []
  const shown = known.map((one) => (ROLES.some((role) => role === one) ? valueIn(tongue, one) : one))
  return [finding('unknown-name', place(path), { kind, name, known: shown }, nearest(name, shown))]
}

function usesOf(checked: Checked): Use[] {
  const { document } = checked
  return [
    ...rulesOf(checked).flatMap((rule) => {
      const inActs = ACTS_AT[String(rule.path[0])] ?? []
      return usesInActs(rule.acts, [...rule.path, ...inActs])
    }),
    ...askedIn(checked).flatMap(usesInAsked),
    ...Object.entries(document.accounts).flatMap(([name, { promise }]) => use('promise', promise, ['accounts', name, 'promise'])),
    ...Object.entries(document.promises).flatMap(([name, promise]) => [
      ...use('calendar', promise.calendar, ['promises', name, 'calendar']),
      ...use('script', promise.outsideHours, ['promises', name, 'outsideHours']),
    ]),
    ...Object.entries(document.departments).flatMap(([name, department]) => usesInDepartment(department, ['departments', name])),
    ...Object.entries(document.crisis).flatMap(([name, { spokesperson, statement }]) => [
      ...use('callee', spokesperson, ['crisis', name, 'spokesperson']),
      ...use('script', statement, ['crisis', name, 'statement']),
    ]),
    ...Object.entries(document.after).flatMap(([name, { script, question, notify }]) => [
      ...use('script', script, ['after', name, 'script']),
      ...use('script', question, ['after', name, 'question']),
      ...use('callee', notify, ['after', name, 'notify']),
    ]),
    ...use('callee', document.overdue.notify, ['overdue', 'notify']),
    ...use('callee', document.lookAlikes.notify, ['lookAlikes', 'notify']),
    ...use('script', document.lookAlikes.warning, ['lookAlikes', 'warning']),
    ...use('script', document.abuse?.script, ['abuse', 'script']),
    ...use('script', document.abuse?.warning, ['abuse', 'warning']),
  ]
}

/** Where the acts of a rule stand under its path. */
const ACTS_AT: Record<string, Path> = { rules: ['do'], crisis: ['do'], offLimits: ['instead'], [OTHERWISE]: [] }

function use(kind: Kind, names: string | readonly string[] | undefined, path: Path): Use[] {
  if (names === undefined) return []
  return typeof names === 'string' ? [{ kind, name: names, path }] : names.map((name, i) => ({ kind, name, path: [...path, i] }))
}

function usesInAsked({ asked, path }: AskedAt): Use[] {
  const named = (wanted: boolean | string[] | undefined) => (Array.isArray(wanted) ? wanted : undefined)
  return [
    ...use('account', asked.account, [...path, 'account']),
    ...use('topic', asked.topic, [...path, 'topic']),
    ...use('offLimits', named(asked.offLimits), [...path, 'offLimits']),
    ...use('crisis', named(asked.crisis), [...path, 'crisis']),
  ]
}

function usesInActs(acts: WrittenActs, path: Path): Use[] {
  return [
    ...use('department', acts.department, [...path, 'department']),
    ...use('script', acts.script, [...path, 'script']),
    ...use('law', acts.formalComplaint, [...path, 'formalComplaint']),
    ...use('callee', acts.approve, [...path, 'approve']),
    ...use('callee', acts.consult, [...path, 'consult']),
    ...use('callee', acts.notify, [...path, 'notify']),
  ]
}

function usesInDepartment({ calendar, duty, escalation }: ManualDocument['departments'][string], path: Path): Use[] {
  return [
    ...use('calendar', calendar, [...path, 'calendar']),
    ...duty.flatMap(({ who }, i) => use('person', who, [...path, 'duty', i, 'who'])),
    ...escalation.flatMap(({ call }, i) => (call === 'duty' ? [] : use('callee', call, [...path, 'escalation', i, 'call']))),
  ]
}

/** A decision names its rule, and a page its callee: neither may mean two. */
function namesTwice({ document: { rules, departments, people }, place }: Checked): Finding[] {
  const twice = rules.flatMap(({ rule }, i) => {
    const first = rules.findIndex((other) => other.rule === rule)
    return first < i ? [finding('rule-named-twice', place(['rules', i, 'rule']), { rule, first: place(['rules', first, 'rule']).line })] : []
  })
  const both = Object.keys(people).filter((name) => name in departments)
  return [...twice, ...both.map((name) => finding('name-means-two', place(['people', name], 'key'), { name }))]
}

/** JavaScript puts names that are whole numbers first, the smallest before: where the order decides, it would not be the written one. */
function numbersInOrder({ document, place }: Checked): Finding[] {
  return (['crisis', 'offLimits'] as const).flatMap((section) =>
    Object.keys(document[section])
      .filter((name) => /^(0|[1-9]\d*)$/.test(name))
      .map((name) => finding('name-is-number', place([section, name], 'key'), { name })),
  )
}

function badZone({ document, place, isWhole }: Checked): Finding[] {
  if (!isWhole(['brand', 'timeZone'])) return []
  const { timeZone } = document.brand
  try {
    void new Temporal.ZonedDateTime(0n, timeZone)
    return []
  } catch {
    return [finding('unknown-time-zone', place(['brand', 'timeZone']), { written: timeZone })]
  }
}

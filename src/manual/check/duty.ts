import { ROLES } from '../../domain/permission.ts'
import { finding, type Finding } from '../finding.ts'
import type { Path } from '../manual.ts'
import type { ManualDocument } from '../shape/document.ts'
import type { Check, Checked } from './checked.ts'
import { ALWAYS, either, minutesOf, stretchesOf, without, type Minutes } from './hours.ts'

type Department = ManualDocument['departments'][string]

/** Departments with nobody there at some hour, and chains that end in nobody. */
export const checkDuty: Check = (checked) =>
  Object.entries(checked.document.departments).flatMap(([name, department]) =>
    checked.isWhole(['departments', name]) ? [...unmanned(name, department, checked), ...chain(name, department, checked)] : [],
  )

/** When somebody of a department is on duty: on holidays as `rotaOf` has it. */
export function dutyOf({ duty }: Department, { calendars }: ManualDocument): Minutes {
  const thereAre = Object.values(calendars).some(({ holidays }) => holidays)
  const knows = thereAre && duty.some(({ hours }) => hours !== 'always' && hours.some(({ days }) => days.includes('holiday')))
  return either(duty.map(({ hours }) => minutesOf(hours, knows ? 'own' : 'as-ever')))
}

/** When a department has to have somebody there, or an account has promised it; null where the calendar can't be told. */
export function wantedOf({ calendar }: { calendar?: string | undefined }, { document: { calendars }, isWhole }: Checked): Minutes | null {
  if (calendar === undefined) return ALWAYS
  const { hours, holidays } = calendars[calendar] ?? {}
  return hours === undefined || !isWhole(['calendars', calendar]) ? null : minutesOf(hours, holidays ? 'own' : 'as-ever')
}

function unmanned(name: string, department: Department, checked: Checked): Finding[] {
  const { place, tongue } = checked
  const wanted = wantedOf(department, checked)
  if (!wanted) return []
  const hours = stretchesOf(without(wanted, dutyOf(department, checked.document)), tongue)
  return hours.length === 0 ? [] : [finding('nobody-on-duty', place(['departments', name], 'key'), { department: name, hours })]
}

function chain(name: string, department: Department, checked: Checked): Finding[] {
  const { escalation } = department
  const path: Path = ['departments', name, 'escalation']
  const last = escalation.at(-1)
  if (!last) return [finding('escalation-missing', checked.place(['departments', name], 'key'), { department: name })]
  const backwards = escalation.flatMap((step, i) =>
    step.delay < (escalation[i - 1]?.delay ?? 0) ? [finding('escalation-out-of-order', checked.place([...path, i, 'delay']), { department: name })] : [],
  )
  const absent = absence(name, last.call, checked)
  return absent ? [...backwards, finding('escalation-ends-in-nobody', checked.place([...path, escalation.length - 1]), absent)] : backwards
}

/** Why whoever is called last may not be there; null where somebody is. */
function absence(name: string, call: string, checked: Checked): Finding['data'] | null {
  const { document, tongue, isWhole } = checked
  const asked = { department: name, call }
  if (call === 'duty' || call === name) return { ...asked, why: 'same-again' }
  const other = document.departments[call]
  if (other) {
    const wanted = wantedOf(document.departments[name]!, checked)
    if (!wanted || !isWhole(['departments', call])) return null
    const hours = stretchesOf(without(wanted, dutyOf(other, document)), tongue)
    return hours.length === 0 ? null : { ...asked, why: 'not-on-duty', hours }
  }
  const isRole = ROLES.some((role) => role === call)
  return isRole && isWhole(['people']) && !Object.values(document.people).some(({ role }) => role === call) ? { ...asked, why: 'nobody-has-the-role' } : null
}

import { ROLES } from '../../domain/permission.ts'
import { finding, type Finding } from '../finding.ts'
import type { Path } from '../manual.ts'
import type { ManualDocument } from '../shape/document.ts'
import type { Check, Checked } from './checked.ts'
import { ALWAYS, either, minutesOf, stretchesOf, without, type Minutes } from './hours.ts'

type Department = ManualDocument['departments'][string]

/** Departments with nobody there at some hour, and chains that end in nobody. */
export const checkDuty: Check = (checked) =>
  Object.entries(checked.document.departments).flatMap(([name, department]) => [...unmanned(name, department, checked), ...chain(name, department, checked)])

/** When somebody of a department is on duty. */
export function dutyOf({ duty }: Department): Minutes {
  return either(duty.map(({ hours }) => minutesOf([hours])))
}

/** When a department has to have somebody there. */
function wantedOf({ calendar }: Department, { calendars }: ManualDocument): Minutes {
  const hours = calendar === undefined ? undefined : calendars[calendar]?.hours
  return hours === undefined ? ALWAYS : minutesOf([hours])
}

function unmanned(name: string, department: Department, { document, place, tongue }: Checked): Finding[] {
  const hours = stretchesOf(without(wantedOf(department, document), dutyOf(department)), tongue)
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
function absence(name: string, call: string, { document, tongue }: Checked): Finding['data'] | null {
  const asked = { department: name, call }
  if (call === 'duty' || call === name) return { ...asked, why: 'same-again' }
  const other = document.departments[call]
  if (other) {
    const hours = stretchesOf(without(wantedOf(document.departments[name]!, document), dutyOf(other)), tongue)
    return hours.length === 0 ? null : { ...asked, why: 'not-on-duty', hours }
  }
  const isRole = ROLES.some((role) => role === call)
  return isRole && !Object.values(document.people).some(({ role }) => role === call) ? { ...asked, why: 'nobody-has-the-role' } : null
}

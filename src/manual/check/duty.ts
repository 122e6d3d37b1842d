import { ROLES } from '../../domain/permission.ts'
import { finding, type Finding } from '../finding.ts'
import type { Path } from '../manual.ts'
import { regionsKept } from '../regions-kept.ts'
import type { ManualDocument } from '../shape/document.ts'
import type { Check, Checked } from './checked.ts'
import { ALWAYS, either, minutesOf, stretchesOf, without, type Minutes } from './hours.ts'

type Department = ManualDocument['departments'][string]

/** Departments with nobody there at some hour, and chains that end in nobody. */
export const checkDuty: Check = (checked) =>
  Object.entries(checked.document.departments).flatMap(([name, department]) =>
    checked.isWhole(['departments', name]) ? [...nobody(name, department, checked), ...chain(name, department, checked)] : [],
  )

/** Who has to have somebody there: a department, or an account that has promised it; without a calendar, always. */
interface Wanting {
  calendar?: string | undefined
}

/**
 * In words, when none of these departments has anybody there though somebody is wanted: on the holidays that one of them keeps and the
 * others don't, and on those of all. Null where the calendar can't be told.
 */
export function unmanned(wanting: Wanting, departments: readonly string[], { document, isWhole, tongue }: Checked): string[] | null {
  if (wanting.calendar !== undefined && (!document.calendars[wanting.calendar]?.hours || !isWhole(['calendars', wanting.calendar]))) return null
  const there = departments.map((name) => document.departments[name]!)
  const kept = [...new Set([wanting, ...there].map(({ calendar }) => regionsOf(document, calendar)))]
  const feasts = [kept, ...kept.flatMap((regions) => regions.split(' ')).map((region) => kept.filter((regions) => keeps(regions, region)))]
  const missing = feasts.map((feast) => without(wantedOn(feast, wanting, document), either(there.map((department) => dutyOn(feast, department, document)))))
  return stretchesOf(either(missing), tongue)
}

/** A region keeps the holidays of its country, too. */
function keeps(regions: string, region: string): boolean {
  return regions.split(' ').some((own) => own === region || own.startsWith(`${region}-`))
}

function regionsOf(document: ManualDocument, calendar: string | undefined): string {
  return regionsKept(document, calendar).toSorted().join(' ')
}

function wantedOn(feast: readonly string[], { calendar }: Wanting, document: ManualDocument): Minutes {
  if (calendar === undefined) return ALWAYS
  const { hours, holidays } = document.calendars[calendar]!
  return minutesOf(hours, holidays && feast.includes(regionsOf(document, calendar)) ? 'own' : 'as-ever')
}

/** On holidays as `rotaOf` has it. */
function dutyOn(feast: readonly string[], { calendar, duty }: Department, document: ManualDocument): Minutes {
  const regions = regionsOf(document, calendar)
  const knows = regions !== '' && feast.includes(regions) && duty.some(({ hours }) => hours !== 'always' && hours.some(({ days }) => days.includes('holiday')))
  return either(duty.map(({ hours }) => minutesOf(hours, knows ? 'own' : 'as-ever')))
}

function nobody(name: string, department: Department, checked: Checked): Finding[] {
  const hours = unmanned(department, [name], checked)
  return !hours?.length ? [] : [finding('nobody-on-duty', checked.place(['departments', name], 'key'), { department: name, hours })]
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
  const { document, isWhole } = checked
  const asked = { department: name, call }
  if (call === 'duty' || call === name) return { ...asked, why: 'same-again' }
  if (document.departments[call]) {
    const hours = isWhole(['departments', call]) ? unmanned(document.departments[name]!, [call], checked) : null
    return !hours?.length ? null : { ...asked, why: 'not-on-duty', hours }
  }
  const isRole = ROLES.some((role) => role === call)
  return isRole && isWhole(['people']) && !Object.values(document.people).some(({ role }) => role === call) ? { ...asked, why: 'nobody-has-the-role' } : null
}

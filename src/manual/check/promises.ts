import { rowPlace } from '../../domain/promise.ts'
import { rulesOf } from '../compile/rules-of.ts'
import { finding, type Finding } from '../finding.ts'
import type { ManualDocument } from '../shape/document.ts'
import { keyIn, valueIn } from '../tongue/tongue.ts'
import { waysToHold } from './cases-of.ts'
import type { Check, Checked } from './checked.ts'
import { unmanned } from './duty.ts'
import { minutesOf } from './hours.ts'

type Promise_ = ManualDocument['promises'][string]

/** Promises that the rotas can't keep. */
export const checkPromises: Check = (checked) => {
  const { accounts, promises } = checked.document
  return Object.entries(promises).flatMap(([promise, promised]) => {
    const keepers = Object.keys(accounts).filter((account) => accounts[account]?.promise === promise)
    const kept = keepers.map((account) => ({ account, promise, promised, routed: routedFrom(account, checked) }))
    const routed = new Set(kept.flatMap((one) => one.routed))
    return [
      ...ofItself(promise, promised, checked),
      ...rowsTwice(promise, promised, checked),
      ...neverOpen(promise, promised, checked),
      ...slow({ promise, promised }, [...routed], checked),
      ...kept.flatMap((one) => absent(one, checked)),
    ]
  })
}

function ofItself(name: string, promise: Promise_, { place, isWhole }: Checked): Finding[] {
  const path = ['promises', name]
  if (!isWhole(path)) return []
  if (promise.role === 'friend' && promise.calendar !== undefined) return [finding('friend-closes', place([...path, 'calendar']), { promise: name })]
  if (promise.calendar !== undefined && promise.outsideHours === undefined) return [finding('silent-outside-hours', place(path, 'key'), { promise: name })]
  return promise.outsideHours !== undefined && promise.calendar === undefined
    ? [finding('never-closed', place([...path, 'outsideHours']), { promise: name })]
    : []
}

/** Times of one place stand in one row. */
function rowsTwice(name: string, promise: Promise_, { place, tongue, isWhole }: Checked): Finding[] {
  if (!isWhole(['promises', name])) return []
  const rows = [{ at: place(['promises', name], 'key'), is: rowPlace({}) }]
  return (promise.where ?? []).flatMap((row, i) => {
    const at = place(['promises', name, 'where', i])
    const first = rows.find(({ is }) => is === rowPlace(row))
    rows.push({ at, is: rowPlace(row) })
    const said = [row.network, row.visibility].flatMap((value) => (value ? [valueIn(tongue, value)] : []))
    return first ? [finding('written-twice', at, { name: said.join(', ') || keyIn(tongue, 'where'), first: first.at.line })] : []
  })
}

function neverOpen(name: string, { calendar }: Promise_, { document, place, isWhole }: Checked): Finding[] {
  const written = calendar === undefined ? undefined : document.calendars[calendar]
  if (!written?.hours || !isWhole(['calendars', calendar!])) return []
  const opens = minutesOf(written.hours, 'own').includes(true) || Object.values(written.exceptions ?? {}).some((hours) => hours.length > 0)
  return opens ? [] : [finding('never-open', place(['promises', name, 'calendar']), { promise: name, calendar: calendar! })]
}

interface Promised {
  promise: string
  promised: Promise_
}

/** What can't be read might have sent it to somebody who is there. */
const ROUTING = ['rules', 'offLimits', 'crisis', 'otherwise', 'departments', 'calendars'] as const

function absent({ account, promise, promised, routed }: Promised & { account: string; routed: readonly string[] }, checked: Checked): Finding[] {
  const { place, isWhole } = checked
  const hours = ROUTING.every((section) => isWhole([section])) ? unmanned(promised, routed, checked) : null
  return !hours?.length ? [] : [finding('promise-without-duty', place(['accounts', account, 'promise']), { account, promise, departments: routed, hours })]
}

function slow({ promise, promised }: Promised, routed: readonly string[], { document, place }: Checked): Finding[] {
  const soonest = Math.min(promised.firstAnswer, ...(promised.where ?? []).map(({ firstAnswer }) => firstAnswer ?? Infinity))
  const at = place(['promises', promise, 'firstAnswer'])
  return routed.flatMap((department) => {
    const next = document.departments[department]!.escalation.find(({ delay }) => delay > 0)
    return next && next.delay >= soonest ? [finding('promise-before-escalation', at, { promise, department, minutes: soonest, after: next.delay })] : []
  })
}

/** The departments to which a message to this account can come. */
function routedFrom(account: string, checked: Checked): string[] {
  const { accounts, departments } = checked.document
  const reached = rulesOf(checked).filter(({ when, acts }) => {
    if (acts.department === undefined || !departments[acts.department]) return false
    const here = { all: [when, { account: [account], network: [accounts[account]!.network] }] }
    return waysToHold(here)?.length !== 0
  })
  return [...new Set(reached.map(({ acts }) => acts.department!))]
}

import { rulesOf } from '../compile/rules-of.ts'
import { finding, type Finding } from '../finding.ts'
import type { ManualDocument } from '../shape/document.ts'
import { waysToHold } from './cases-of.ts'
import type { Check, Checked } from './checked.ts'
import { unmanned } from './duty.ts'

type Promise_ = ManualDocument['promises'][string]

/** Promises that the rotas can't keep. */
export const checkPromises: Check = (checked) => {
  const { accounts, promises } = checked.document
  return [
    ...Object.entries(promises).flatMap(([name, promise]) => ofItself(name, promise, checked)),
    ...Object.entries(accounts).flatMap(([account, { promise }]) => {
      const promised = promise === undefined ? undefined : promises[promise]
      return promise === undefined || !promised ? [] : ofAccount({ account, promise, promised }, checked)
    }),
  ]
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

interface Promised {
  account: string
  promise: string
  promised: Promise_
}

function ofAccount(promised: Promised, checked: Checked): Finding[] {
  const routed = routedFrom(promised.account, checked)
  return [...absent(promised, routed, checked), ...slow(promised, routed, checked)]
}

/** What can't be read might have sent it to somebody who is there. */
const ROUTING = ['rules', 'offLimits', 'crisis', 'otherwise', 'departments', 'calendars'] as const

function absent({ account, promise, promised }: Promised, routed: readonly string[], checked: Checked): Finding[] {
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

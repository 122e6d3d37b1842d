import type { z } from 'zod'
import type { AccountPromise } from '../domain/promise.ts'
import { promiseReceipts, type Receipts } from '../reports/promise-receipts.ts'
import { listAlarms, takeAlarm, type ShownAlarm } from '../storage/silence-alarms.ts'
import { keepLatestClocks } from '../pipeline/keep-clocks.ts'
import { countMouth, listMouth, type MouthRow } from '../storage/word-of-mouth.ts'
import { keptShare, type KeptFigures } from '../watch/silence/judge-silence.ts'
import { isBioDenied, isInProfile, propose } from '../watch/silence/propose.ts'
import { followLatestSilence } from '../watch/silence/follow-silence.ts'
import { readPresence as readAccounts, type AccountPresence } from '../watch/silence/watch-silence.ts'
import type { ById, Done } from './contract/common.ts'
import type { Mouth, MouthPage, MouthQuery, Presence } from './contract/presence.ts'
import type { HttpNeeds } from './needs.ts'
import type { Ask } from './route.ts'

type Item = Presence['items'][number]

export async function readPresence({ caller }: Ask, { db, manuals, clock }: HttpNeeds): Promise<Presence> {
  await keepLatestClocks({ db, manuals })
  const workspaceId = caller.workspace.id
  const [accounts, inForce] = [await readAccounts({ db, manuals, now: clock }, workspaceId), await manuals.inForce(workspaceId)]
  const promises = new Map(accounts.flatMap(({ account, promise }): [string, AccountPromise][] => (promise ? [[account.id, promise]] : [])))
  const [receipts, alarms] = await Promise.all([
    inForce ? promiseReceipts(db, { workspaceId, zone: inForce.zone, now: clock(), promises }) : [],
    listAlarms(db, workspaceId),
  ])
  const alarmOf = new Map(alarms.map((alarm) => [alarm.accountId, alarm]))
  return { items: accounts.map((one) => presentPresence(one, trendOf(receipts, one.account.id), alarmOf.get(one.account.id) ?? null)) }
}

function trendOf(receipts: readonly Receipts[], account: string): Item['trend'] {
  const first = receipts.find(({ accountId, time }) => accountId === account && time === 'first-answer')
  return (first?.weeks ?? []).map(({ monday, figures }) => ({ monday: monday.toString(), share: figures && keptShare(figures) }))
}

function presentPresence(presence: AccountPresence, trend: Item['trend'], alarm: ShownAlarm | null): Item {
  const { account, promise, verdict } = presence
  const { id, network, handle, name, bio } = account
  return {
    account: { id, network, handle, name, bio },
    promise: promise && presentPromise(presence, promise),
    standing: presentStanding(presence),
    spokenAt: account.spokenAt?.toString() ?? null,
    answeredAt: account.answeredAt?.toString() ?? null,
    waiting: presentWaiting(presence),
    week: presentKept(account.week),
    month: presentKept(account.month),
    trend,
    proposals: verdict ? propose(verdict, account, promise) : [],
    alarm: alarm && presentAlarm(alarm),
  }
}

function presentPromise({ account: { bio }, verdict }: AccountPresence, promise: AccountPromise): NonNullable<Item['promise']> {
  const bioShown = promise.bio === null ? null : isInProfile(promise.bio, bio)
  return { role: promise.role, bio: promise.bio, bioShown, bioDenied: verdict !== null && isBioDenied(verdict, promise, bio) }
}

function presentStanding({ account: { judged }, verdict }: AccountPresence): Item['standing'] {
  if (verdict === null) return null
  const { state, rule } = verdict
  return { state, rule, since: judged?.state === state ? Temporal.Instant.from(judged.since).toString() : null }
}

function presentWaiting({ account, verdict }: AccountPresence): Item['waiting'] {
  const { waiting: people, oldestAt, oldestTicket: longest, insists } = account
  return {
    people,
    since: oldestAt?.toString() ?? null,
    minutes: verdict?.waited ?? 0,
    measure: verdict?.measure ?? 0,
    longest: longest && { id: longest.id, number: longest.number, person: longest.person },
    insists,
  }
}

function presentKept({ promised, kept, broken }: KeptFigures): Item['week'] {
  return { promised, kept, broken, share: keptShare({ promised, kept, broken }) }
}

function presentAlarm({ id, state, raisedAt, endedAt, takenBy, callee, told }: ShownAlarm): NonNullable<Item['alarm']> {
  return { id, state, raisedAt: raisedAt.toString(), open: endedAt === null, takenBy, callee, told }
}

export async function takeSilenceAlarm({ caller, params }: Ask<{ params: typeof ById }>, { db, clock }: HttpNeeds): Promise<z.infer<typeof Done>> {
  await takeAlarm(db, { workspaceId: caller.workspace.id, id: params.id, memberId: caller.member.id, at: clock() })
  return { ok: true }
}

const MOUTH_DAYS = 30

export async function readMouth({ caller }: Ask, { db, clock }: HttpNeeds): Promise<Mouth> {
  await followLatestSilence(db)
  const { kinds, competitors, causes } = await countMouth(db, caller.workspace.id, clock().subtract({ hours: 24 * MOUTH_DAYS }))
  return { days: MOUTH_DAYS, kinds, competitors, causes }
}

export async function listSayings({ caller, query }: Ask<{ query: typeof MouthQuery }>, { db }: HttpNeeds): Promise<MouthPage> {
  const { items, next } = await listMouth(db, caller.workspace.id, { ...query, kind: query.kind ?? null })
  return { items: items.map(presentSaying), next }
}

function presentSaying({ id, at, kind, because, competitors, topics, text, network, department, ...of }: MouthRow): MouthPage['items'][number] {
  const ticket = { id: of.ticketId, number: of.number, person: of.person }
  const gesture = of.gesture && { give: of.gesture.give, upTo: of.gesture.upTo ?? null }
  return { id, at: at.toString(), kind, because, competitors, topics, text, network, department, ticket, wayBack: { script: of.script, gesture } }
}

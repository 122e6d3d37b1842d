import type { FastifyInstance } from 'fastify'
import { Registry } from 'prom-client'
import { z } from 'zod'
import { openMeasure } from './cli/manual/measure.ts'
import type { Context } from './context.ts'
import { PlazaError } from './domain/plaza-error.ts'
import { isLoopback } from './platform/loopback.ts'
import type { HttpNeeds, LiveFeed } from './http/needs.ts'
import { presentEvents } from './http/present-live.ts'
import { openServer } from './http/server.ts'
import { openSignIn } from './http/sign-in.ts'
import { checkText } from './pipeline/check-text.ts'
import { connectAccount, reconnectAccount } from './pipeline/connect-account.ts'
import { declareAccount } from './pipeline/declare-account.ts'
import { allowBrowser, mailWay, pageHealth, setWebhook } from './pipeline/page-settings.ts'
import { pushKeys } from './pipeline/page/push-keys.ts'
import { pauseAccount, removeAccount } from './pipeline/pause-account.ts'
import { changeIncident, mergeIncidents, openIncident, settleInIncident, splitIncident } from './pipeline/incident-acts.ts'
import { holdingStatements } from './pipeline/incident-words.ts'
import { approveUpdate, previewUpdate, retryUpdate, returnUpdate, writeUpdate } from './pipeline/incident-update.ts'
import { noteHumanAsked } from './pipeline/note-human-asked.ts'
import { openComplaint } from './pipeline/open-complaint.ts'
import { proveComplaints } from './pipeline/prove-complaints.ts'
import { proveLookAlike } from './pipeline/prove-look-alike.ts'
import { publishManual } from './pipeline/publish-manual.ts'
import { approveReply } from './pipeline/approve-reply.ts'
import { refuseStatement } from './pipeline/refuse-statement.ts'
import { removeMessage } from './pipeline/remove-message.ts'
import { replayQuarantined } from './pipeline/replay-quarantined.ts'
import { retryReply } from './pipeline/retry-reply.ts'
import { submitReply } from './pipeline/submit-reply.ts'
import { receiptWords } from './pipeline/receipt-words.ts'
import { sendReceipt } from './pipeline/send-receipt.ts'
import { settleReply } from './pipeline/settle-reply.ts'
import { suggestLaw } from './pipeline/suggest-law.ts'
import { testAccount } from './pipeline/test-account.ts'
import { testPage } from './pipeline/test-page.ts'
import { undoReply } from './pipeline/undo-reply.ts'
import { warnOfLookAlike } from './pipeline/warn-of-look-alike.ts'
import { follow } from './realtime/feed.ts'
import { openPresence } from './realtime/presence.ts'
import { openSquare, type Square } from './rehearsal-square.ts'
import { declarePeer, forgetPeer } from './watch/comparison/declare-peer.ts'
import { publicReading } from './watch/comparison/read-peers.ts'
import { writeInStorm } from './watch/storm-room.ts'
import { readLine } from './storage/lines.ts'
import { readPageWebhook } from './storage/page-webhooks.ts'
import { endQuarantine } from './storage/quarantine-writes.ts'

export interface PlazaServer {
  http: FastifyInstance
  /** What whoever founds the house must know; null where only this machine can ask. */
  firstRunCode: string | null
  /** Answers the address it serves on. */
  listen(): Promise<string>
  close(): Promise<void>
}

/** The HTTP room wired to the rest of Plaza. A played story brings people of its own, and so another square. */
export async function openPlazaServer(context: Context, square: Square = openSquare(context)): Promise<PlazaServer> {
  await square.prepare?.()
  const { db, hub, log, config } = context
  // Derived, so that it is the same from every process and after a restart; of use only until somebody founds the house.
  const firstRunCode = isLoopback(config.host) ? null : context.seal.keyFor('first-run').slice(0, 24)
  const presence = openPresence({ db, listen: hub.listen, clock: context.now })
  const needs: HttpNeeds = {
    db,
    log,
    clock: context.now,
    baseUrl: config.baseUrl,
    trustedProxies: config.trustedProxies,
    firstRunCode,
    signIn: openSignIn({ db, baseUrl: config.baseUrl, secret: context.seal.keyFor('sign-in') }),
    webFolder: new URL('../web/dist/', import.meta.url),
    metrics: new Registry(),
    networks: context.networks as HttpNeeds['networks'],
    replies: replyVerbs(context),
    accounts: accountVerbs(context),
    quarantine: {
      replay: (actor, id) => replayQuarantined(context, { ...actor, id }),
      discard: (actor, id) => endQuarantine(db, { ...actor, id }),
    },
    manual: manualVerbs(context),
    manuals: context.manuals,
    complaints: complaintVerbs(context),
    incidents: incidentVerbs(context),
    storms: stormVerbs(context),
    pages: pageVerbs(context),
    lookAlikes: {
      warn: (actor, id, ticketIds) => warnOfLookAlike(context, { ...actor, id }, ticketIds),
      prove: (workspaceId, id) => proveLookAlike(context, workspaceId, id),
    },
    comparison: comparisonVerbs(context),
    rehearsal: square,
    live: liveFeed(context, presence),
    presence,
    fetchMedia: (accountId, url) => fetchMedia(context, accountId, url),
  }
  const http = await openServer(needs)
  return {
    http,
    firstRunCode,
    listen: async () => {
      const address = await http.listen({ host: config.host, port: config.port })
      square.resume().catch((error: unknown) => log.error({ err: error }, 'the rehearsal could not resume'))
      return address
    },
    close: async () => {
      await http.close()
      await square.close()
      presence.close()
    },
  }
}

function replyVerbs(context: Context): HttpNeeds['replies'] {
  return {
    submit: (actor, ticketId, { subject, contentWarning, media, override = null, unfilled = false, ...reply }) =>
      submitReply(context, {
        ...actor,
        ...reply,
        ticketId,
        override,
        unfilled,
        media: media.map(({ id, description }) => ({ id, ...(description === undefined ? {} : { description }) })),
        ...(subject === undefined ? {} : { subject }),
        ...(contentWarning === undefined ? {} : { contentWarning }),
      }),
    approve: (approving) => approveReply(context, approving),
    undo: (actor, messageId) => undoReply(context, { ...actor, messageId }),
    retry: (actor, messageId) => retryReply(context, { ...actor, messageId }),
    settle: (actor, messageId, sent) => settleReply(context, { ...actor, messageId, sent }),
    remove: (actor, messageId) => removeMessage(context, { ...actor, messageId }),
  }
}

function accountVerbs(context: Context): HttpNeeds['accounts'] {
  return {
    connect: (actor, connection) => connectAccount(context, { ...actor, ...connection }),
    declare: (actor, account) => declareAccount(context, { ...actor, ...account }),
    reconnect: (actor, accountId, fields) => reconnectAccount(context, { ...actor, accountId, fields }),
    test: (actor, accountId) => testAccount(context, { ...actor, accountId }),
    pause: (actor, accountId, paused) => pauseAccount(context, { ...actor, accountId, paused }),
    remove: (actor, accountId) => removeAccount(context, { ...actor, accountId, now: context.now() }),
  }
}

function complaintVerbs(context: Context): HttpNeeds['complaints'] {
  return {
    suggest: (workspaceId, ticketId) => suggestLaw(context, { workspaceId, ticketId }),
    open: (actor, asked) => openComplaint(context, { ...actor, ...asked }),
    noteHuman: (actor, complaintId, humanAsked) => noteHumanAsked(context.db, { ...actor, complaintId, humanAsked }),
    receiptWords: (complaint) => receiptWords(context, complaint),
    sendReceipt: (actor, complaintId, { text = null, ...place }) => sendReceipt(context, { ...actor, ...place, complaintId, text }),
    prove: (workspaceId, format) => proveComplaints(context, workspaceId, format),
  }
}

function incidentVerbs(context: Context): HttpNeeds['incidents'] {
  return {
    follow: () => context.incidents.followLatest(),
    open: (actor, asked) => openIncident(context, actor, asked),
    change: (actor, { incidentId, title, state }) => changeIncident(context, actor, { incidentId, ...(title && { title }), ...(state && { state }) }),
    settle: (actor, settled) => settleInIncident(context, actor, settled),
    split: (actor, split) => splitIncident(context, actor, split),
    merge: (actor, merged) => mergeIncidents(context, actor, merged),
    preview: async (actor, of) => previewUpdate(context, await context.measure(), { ...actor, ...of }),
    statements: async (workspaceId) => holdingStatements(await context.manuals.inForce(workspaceId)),
    write: async (actor, update) => writeUpdate(context, await context.measure(), { ...actor, ...update }),
    approve: (actor, updateId) => approveUpdate(context, { ...actor, updateId }),
    giveBack: (actor, updateId, words) => returnUpdate(context, { ...actor, updateId, words }),
    retry: ({ workspaceId }, updateId) => retryUpdate(context, { workspaceId, updateId }),
  }
}

function stormVerbs(context: Context): HttpNeeds['storms'] {
  return {
    async write(actor, { id, kind, text, short, language }) {
      if (kind === 'statement') await refuseStatement(context, await context.measure(), { ...actor, stormId: id, text, short, language: language ?? null })
      await writeInStorm(context.db, actor, { id, kind, text, short, language, now: context.now() })
    },
  }
}

function comparisonVerbs(context: Context): HttpNeeds['comparison'] {
  return {
    reads: (network) => publicReading(context, network),
    declare: (actor, peer) => declarePeer(context, { ...actor, ...peer }),
    forget: (actor, id) => forgetPeer(context, { ...actor, id }),
  }
}

function manualVerbs({ db }: Context): HttpNeeds['manual'] {
  return {
    check: async (text) => checkText(text, await openMeasure()),
    publish: async (actor, version) => publishManual(db, await openMeasure(), { ...actor, ...version }),
  }
}

function pageVerbs(context: Context): HttpNeeds['pages'] {
  const { db } = context
  return {
    pushKey: async () => (await pushKeys(context)).publicKey,
    allowBrowser: (memberId, browser) => allowBrowser(context, memberId, browser),
    test: (asker, by) => testPage(context, asker, by),
    mail: (workspaceId) => mailWay(context, workspaceId),
    webhook: async (workspaceId) => (await readPageWebhook(db, workspaceId))?.url ?? null,
    setWebhook: (workspaceId, url) => setWebhook(context, workspaceId, url),
    health: (of) => pageHealth(context, of),
  }
}

const Mentioned = z.object({ members: z.array(z.string()) })

function liveFeed({ db, hub, log }: Context, presence: ReturnType<typeof openPresence>): LiveFeed {
  return {
    place: hub.now,
    async subscribe(to, push) {
      const unwatch = presence.watch(to.workspaceId, (ticketId, present) => void push({ id: null, data: { kind: 'presence', ticketId, present } }))
      const unfollow = await follow({ db, hub, log }, to, async (events) => {
        if (events === null) return push({ id: hub.now(), data: { kind: 'reload' } })
        const shown = await presentEvents(db, to.workspaceId, events)
        for (const [n, data] of shown.entries()) {
          const event = events[n]!
          const forOthers = data?.kind === 'mention' && !Mentioned.safeParse(event.facts).data?.members.includes(to.memberId)
          if (data && !forOthers) await push({ id: event.place, data })
        }
      })
      return () => {
        unwatch()
        unfollow()
      }
    },
  }
}

async function fetchMedia(context: Context, accountId: string, url: string): ReturnType<HttpNeeds['fetchMedia']> {
  const account = await readLine(context.db, accountId)
  if (!account) throw new PlazaError('not-found', 'not-found', 'The account that this came through is gone.')
  const line = context.openLine(account, AbortSignal.timeout(60_000))
  const network = context.networks.get(account.network)!
  if (network.fetchMedia) return network.fetchMedia(line, url)
  const response = await line.egress.fetch(url)
  if (!response.ok || !response.body) throw new PlazaError('unavailable', 'media-unavailable', `The network answered ${response.status}.`)
  return { mime: response.headers.get('content-type') ?? 'application/octet-stream', body: response.body }
}

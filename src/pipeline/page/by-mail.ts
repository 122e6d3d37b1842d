import { createHash } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'
import type { Login } from '../../networks/email/reachable.ts'
import { smtpOutcome } from '../../networks/email/outcome.ts'
import { mailSettings, type Server } from '../../networks/email/servers.ts'
import { openSmtp, submit } from '../../networks/email/smtp.ts'
import type { Reach } from '../../networks/network.ts'
import { openEgress } from '../../platform/egress.ts'
import { findMailLine } from '../../storage/lines.ts'
import type { CallToMake } from '../../storage/page-calls.ts'
import type { CallOutcome, PageNeeds } from './needs.ts'
import { pageWords, type PageWords } from './words.ts'

const ATTEMPT_SECONDS = 90

/** A mail in the member's language. Its Message-ID is the call's, so that mail programs show a repeat once. */
export async function callByMail(needs: PageNeeds, call: CallToMake): Promise<CallOutcome> {
  const letter = {
    name: call.member.name,
    address: call.member.email,
    locale: call.member.locale,
    key: `call-${call.id}`,
    words: pageWords(call, needs.config.baseUrl),
  }
  return writeTo(needs, call.workspace, letter)
}

export interface Letter {
  name: string
  address: string
  locale: string
  /** The same for the same letter, for ever. */
  key: string
  words: PageWords
}

/** Hands one letter over to the operator's mail server or, where there is none, to that of the workspace's own mailbox. */
export async function writeTo(
  needs: Pick<PageNeeds, 'db' | 'log' | 'openLine' | 'config'>,
  workspace: { id: string; name: string },
  letter: Letter,
): Promise<CallOutcome> {
  const way = ownServer(needs) ?? (await ownMailbox(needs, workspace.id))
  if (!way) return { kind: 'failed', code: 'no-mail-server' }
  const source = await compose(letter, { name: workspace.name, address: way.from }, needs.config.baseUrl)
  return handOver(way, letter.address, source)
}

interface Way {
  reach: Reach
  server: Server
  login: Login | null
  from: string
}

function ownServer({ config: { mailServer, allowedHosts }, log }: Pick<PageNeeds, 'config' | 'log'>): Way | null {
  if (!mailServer) return null
  const { login, from, ...server } = mailServer
  // Whoever runs Plaza has named it: it may stand in their own network.
  const egress = openEgress({ allow: 'public', hosts: [...allowedHosts, server.host] })
  return { reach: { egress, log, signal: AbortSignal.timeout(ATTEMPT_SECONDS * 1000) }, server, login, from }
}

async function ownMailbox({ db, openLine }: Pick<PageNeeds, 'db' | 'openLine'>, workspaceId: string): Promise<Way | null> {
  const account = await findMailLine(db, workspaceId)
  if (!account) return null
  const reach = openLine(account, AbortSignal.timeout(ATTEMPT_SECONDS * 1000))
  const { smtp, user, address } = mailSettings(reach.account)
  return { reach, server: smtp, login: { user, password: reach.credentials['password'] ?? '' }, from: address }
}

function compose({ name, address, locale, key, words }: Letter, from: { name: string; address: string }, baseUrl: string): Promise<Buffer> {
  const id = createHash('sha256').update(`${baseUrl} ${key}`).digest('base64url').slice(0, 22)
  const composer = new MailComposer({
    from: { name: `Plaza · ${from.name}`, address: from.address },
    to: { name, address },
    subject: words.title,
    messageId: `<plaza-${key}.${id}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`,
    // So that no absence notice comes back to the brand's customers' mailbox.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', 'Content-Language': locale },
    priority: 'high',
    text: [words.title, ...words.lines, `${words.act}:\n${words.link}`].join('\n\n'),
    html: asHtml(words, locale),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return composer.compile().build()
}

function asHtml({ title, lines, act, link }: PageWords, locale: string): string {
  const said = [`<p><strong>${escape(title)}</strong></p>`, ...lines.map((line) => `<p>${escape(line)}</p>`)]
  return `<div lang="${escape(locale)}">${said.join('\n')}\n<p><a href="${escape(link)}">${escape(act)}</a></p></div>`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

async function handOver({ reach, server, login, from }: Way, to: string, source: Buffer): Promise<CallOutcome> {
  try {
    const connection = await openSmtp(reach, server, login)
    const end = await submit(connection, { from, to }, source)
    connection.quit()
    return end.taken ? { kind: 'sent' } : outcomeOf(end.error, end.offered)
  } catch (error) {
    return outcomeOf(error, false)
  }
}

/** A server that refuses us today may be mended while the chain climbs; an address that it refuses stays refused. */
function outcomeOf(error: unknown, offered: boolean): CallOutcome {
  const outcome = smtpOutcome(error, offered)
  if (outcome.kind === 'unsure') return { kind: 'unsure' }
  if (outcome.kind === 'refused') return { kind: 'failed', code: 'refused' }
  return { kind: 'try-later', code: outcome.kind === 'try-later' && outcome.code === 'network-down' ? 'unreachable' : 'busy' }
}

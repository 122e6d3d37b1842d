import type { Tone } from '../domain/meaning.ts'
import type { NetworkName, Visibility } from '../domain/network-name.ts'
import { fillScript, pickText, variableMeant, variablesIn } from '../manual/script-text.ts'
import type { Db } from '../storage/database.ts'
import { findMessages, type ShownMessage } from '../storage/messages.ts'
import { readScriptGround, type ScriptGround } from '../storage/script-ground.ts'
import type { InForce, Manuals } from './manual-in-force.ts'
import { scriptValues, type ScriptValues } from './script-values.ts'

type Script = InForce['manual']['document']['scripts'][string]

/** Where an answer is to be said, and by whom. */
export interface Wanted {
  workspaceId: string
  ticketId: string
  network: NetworkName
  visibility: Visibility
  /** Of the account that speaks. */
  handle: string
  agent: string
}

/** A script of the manual for one answer, with what is known filled in. */
export interface OfferedScript {
  name: string
  /** When it is used, as the manual says. */
  use: string
  /** Of the text; the brand's own where there is none in theirs. */
  language: string
  text: string
  /** What stays in braces in the text, as written there, with what the person said that it may be. */
  open: { written: string; offers: string[] }[]
  /** For hard conversations. */
  steps: string[]
  /** The manual's decision about this ticket names it, or what it wants said after a complaint or praise. */
  proposed: boolean
}

/** The scripts that fit an answer, those that the manual proposes first; none before a manual is in force. Throws `not-found`. */
export async function offerScripts({ db, manuals, now }: { db: Db; manuals: Manuals; now: Temporal.Instant }, wanted: Wanted): Promise<OfferedScript[]> {
  const { workspaceId, ticketId } = wanted
  const ground = await readScriptGround(db, workspaceId, ticketId)
  const inForce = await manuals.inForce(workspaceId)
  if (!inForce) return []
  const unordered = await findMessages(db, workspaceId, ground.heard)
  const heard = ground.heard.flatMap((id) => unordered.find((message) => message.id === id) ?? [])
  const asked = { wanted, tone: toneOf(heard), languages: languagesFor(ground, inForce), proposed: proposedBy(ground) }
  const values = scriptValues(inForce, wanted, heard, now)
  const offers = Object.entries(inForce.manual.document.scripts).flatMap(([name, script]) => offer(name, script, asked, values) ?? [])
  return [...offers.filter((one) => one.proposed), ...offers.filter((one) => !one.proposed)]
}

interface Asked {
  wanted: Wanted
  tone: Tone
  languages: readonly string[]
  proposed: readonly string[]
}

function offer(name: string, script: Script, { wanted, tone, languages, proposed }: Asked, { sure, opensAt, said, zone }: ScriptValues): OfferedScript | null {
  for (const language of languages) {
    const picked = pickText(script, { ...wanted, language, tone })
    if (picked === null) continue
    const opens = opensAt?.toLocaleString(language, { timeZone: zone, weekday: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit' })
    const text = fillScript(picked, opens ? { ...sure, opens } : sure)
    return { name, use: script.use, language, text, open: openIn(text, said), steps: script.steps ?? [], proposed: proposed.includes(name) }
  }
  return null
}

/** Theirs, then the brand's own in its order. */
function languagesFor({ language }: ScriptGround, { manual }: InForce): string[] {
  const theirs = language?.split('-')[0]
  return [...new Set([...(theirs ? [theirs] : []), ...manual.document.brand.languages])]
}

/** Of their latest words; a person's correction before the reading, and nothing unsure. */
function toneOf(heard: readonly ShownMessage[]): Tone {
  const latest = heard.find(({ meaning }) => meaning !== null)
  if (!latest?.meaning) return 'neutral'
  const corrected = latest.corrections.findLast(({ verdict }) => verdict === 'tone')
  if (corrected) return corrected.value as Tone
  return latest.meaning.unsure.includes('tone') ? 'neutral' : latest.meaning.tone
}

function proposedBy({ decision, proposed }: ScriptGround): string[] {
  const { script, abuse } = (decision ?? {}) as { script?: string | null; abuse?: { script?: string | null } | null }
  return [abuse?.script, ...proposed, script].flatMap((name) => name ?? [])
}

function openIn(text: string, said: ScriptValues['said']): OfferedScript['open'] {
  return [...new Set(variablesIn(text))].map((written) => {
    const variable = variableMeant(written)
    return { written, offers: (variable && said[variable]) ?? [] }
  })
}

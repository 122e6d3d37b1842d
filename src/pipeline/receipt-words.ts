import { dayInWords, receiptLanguage, receiptText } from '../domain/legal/receipt-text.ts'
import type { Visibility } from '../domain/network-name.ts'
import { fillScript, pickText, variableMeant, variablesIn } from '../manual/script-text.ts'
import { readComplaintGround } from '../storage/complaint-ground.ts'
import type { Complaint } from '../storage/complaints.ts'
import type { Db } from '../storage/database.ts'
import type { Manuals } from './manual-in-force.ts'

export interface ReceiptWords extends Record<Visibility, string> {
  /** Whether the private words are the brand's own, by the script that the manual decided on. */
  scripted: boolean
}

/**
 * The words that give a person the code of their complaint, in their language where there are words in it, else in the law's. In public the code
 * and where to follow it; in private the script that the manual decided on, if that one has a place for a code. What it leaves open stays in braces.
 */
export async function receiptWords(needs: { db: Db; manuals: Manuals }, complaint: Complaint): Promise<ReceiptWords> {
  const { code, terms, dueOn } = complaint
  const language = receiptLanguage(complaint.language, terms)
  const facts = { code, dueOn: Temporal.PlainDate.from(dueOn), owes: terms.owes }
  const scripted = await scriptedWords(needs, complaint, language)
  return { public: receiptText(facts, language, 'public'), private: scripted ?? receiptText(facts, language, 'private'), scripted: scripted !== null }
}

async function scriptedWords({ db, manuals }: { db: Db; manuals: Manuals }, complaint: Complaint, language: string): Promise<string | null> {
  const inForce = await manuals.inForce(complaint.workspaceId)
  const { decision, message, personName: name, personHandle: handle, number, brand } = await readComplaintGround(db, complaint)
  const script = inForce?.manual.document.scripts[scriptOf(decision)]
  const text = script ? pickText(script, { language, network: message.network, visibility: 'private', tone: 'neutral' }) : null
  if (!text || !variablesIn(text).some((written) => variableMeant(written) === 'code')) return null
  const date = dayInWords(Temporal.PlainDate.from(complaint.dueOn), language)
  return fillScript(text, { name, handle, number: `T-${number}`, brand, code: complaint.code, date })
}

function scriptOf(decision: unknown): string {
  const script = typeof decision === 'object' && decision !== null && 'script' in decision ? decision.script : null
  return typeof script === 'string' ? script : ''
}

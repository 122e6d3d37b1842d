import { correctedMeaning, type Correction } from '../domain/corrected-meaning.ts'
import { MESSAGE_TYPES, TARGETS, TONES, type Verdict } from '../domain/meaning.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from '../storage/database.ts'
import { addPraiseJob } from '../storage/jobs.ts'
import { recordEvents } from '../storage/events.ts'
import { lockWorkspace } from '../storage/ids.ts'
import { keepCorrection } from '../storage/label-corrections.ts'
import { readMessage } from '../storage/messages.ts'
import { weighAgain } from './weigh-again.ts'

const YES_OR_NO = [true, false]

/** The values that each verdict can have. */
const VALUES: Record<Verdict, readonly Correction['value'][]> = {
  type: MESSAGE_TYPES,
  urgency: [0, 1, 2, 3],
  tone: TONES,
  target: TARGETS,
  churn: YES_OR_NO,
  ultimatum: YES_OR_NO,
  offLimits: YES_OR_NO,
  sarcasm: YES_OR_NO,
}

/**
 * Puts a person's word on what a message means in the place of ours, and keeps it to learn from; its ticket's marks, strikes and place
 * follow at once. Said twice, it is told once.
 * Throws `verdict-value`, and `not-understood` where there is no verdict to correct.
 */
export async function correctMeaning(db: Db, work: Correction & { workspaceId: string; messageId: string; memberId: string }): Promise<void> {
  const { workspaceId, messageId, memberId, verdict, value } = work
  await db.transaction().execute(async (transaction) => {
    await lockWorkspace(transaction, workspaceId)
    const message = await readMessage(transaction, workspaceId, messageId)
    if (!VALUES[verdict].includes(value))
      throw new PlazaError('invalid', 'verdict-value', `«${value}» is no ${verdict}: it is one of ${VALUES[verdict].join(', ')}.`)
    if (!message.meaning) throw new PlazaError('invalid', 'not-understood', 'Nothing was read out of this message, so there is nothing to correct.')
    if (!(await keepCorrection(transaction, message.id, memberId, { verdict, value }))) return
    const before = correctedMeaning(message.meaning, message.corrections)
    await weighAgain(transaction, workspaceId, { ticketId: message.ticketId, before, after: correctedMeaning(before, [{ verdict, value }]) })
    if (verdict === 'type' && value === 'praise') await addPraiseJob(transaction, { workspaceId, ticketId: message.ticketId, messageId: message.id })
    await recordEvents(transaction, workspaceId, [
      { ticketId: message.ticketId, kind: 'corrected', memberId, facts: { messages: [message.id], verdict, value } },
    ])
  })
}

import type { z } from 'zod'
import { consult } from '../pipeline/consult.ts'
import { answerConsultation as answer, withdrawConsultation as withdraw } from '../pipeline/end-consultation.ts'
import { calleesOf, findColleagues } from '../pipeline/who-speaks.ts'
import { findConsultations } from '../storage/consultations.ts'
import type { ById } from './contract/common.ts'
import type { AnswerBody, Callees, ConsultationBody, ConsultationItem } from './contract/consultations.ts'
import { readInstant } from './desk.ts'
import type { HttpNeeds } from './needs.ts'
import { presentConsultation } from './present-asking.ts'
import type { Ask } from './route.ts'

type OnConsultation = Ask<{ params: typeof ById }>

export async function consultColleagues(ask: Ask<{ params: typeof ById; body: typeof ConsultationBody }>, needs: HttpNeeds): Promise<ConsultationItem> {
  const { caller, params, body } = ask
  const { db, manuals, clock } = needs
  const dueAt = body.dueAt === undefined ? null : readInstant(body.dueAt)
  const asked = { workspaceId: caller.workspace.id, ticketId: params.id, memberId: caller.member.id, ask: body.ask, question: body.question, dueAt }
  return itemOf(ask, needs, await consult({ db, manuals, now: clock }, asked))
}

export async function answerConsultation(ask: Ask<{ params: typeof ById; body: typeof AnswerBody }>, needs: HttpNeeds): Promise<ConsultationItem> {
  await answer({ db: needs.db, now: needs.clock }, { ...endingOf(ask), answer: ask.body.answer })
  return itemOf(ask, needs, ask.params.id)
}

export async function withdrawConsultation(ask: OnConsultation, needs: HttpNeeds): Promise<ConsultationItem> {
  await withdraw({ db: needs.db, now: needs.clock }, endingOf(ask))
  return itemOf(ask, needs, ask.params.id)
}

export async function listCallees({ caller }: Ask, { db, manuals }: HttpNeeds): Promise<z.infer<typeof Callees>> {
  const here = caller.workspace.id
  return { items: calleesOf(await findColleagues(db, here, await manuals.inForce(here))) }
}

function endingOf({ caller, params }: OnConsultation) {
  const overrides = caller.abilities.has('manual.override')
  return { workspaceId: caller.workspace.id, memberId: caller.member.id, consultationId: params.id, overrides }
}

async function itemOf({ caller }: Pick<Ask, 'caller'>, { db }: HttpNeeds, id: string): Promise<ConsultationItem> {
  const [consultation] = await findConsultations(db, caller.workspace.id, [id])
  return presentConsultation(consultation!)
}

import type { z } from 'zod'
import type { IncidentUpdate, Telling } from '../storage/incident-updates.ts'
import type { Incident as Kept, IncidentMember } from '../storage/incidents.ts'
import type { Preview } from '../pipeline/incident-update.ts'
import type * as I from './contract/incidents.ts'

export function presentIncident(incident: Kept): I.Incident {
  const { id, number, title, siteTitle, state, stirs, openedBy, openedAt, closedAt, lastAt, mergedInto, suggested, confirmed, networks } = incident
  const times = { openedAt: openedAt.toString(), closedAt: closedAt?.toString() ?? null, lastAt: lastAt.toString() }
  return { id, number, title, siteTitle, state, stirs, openedBy, ...times, mergedInto, suggested, confirmed, networks }
}

export function presentIncidentMember(member: IncidentMember): I.IncidentSeen['members'][number] {
  const { ticketId, number, personName, ticketState, network, visibility, language, standing, why, text, at, settledBy, cameAfter } = member
  return {
    ticket: { id: ticketId, number, personName, state: ticketState },
    network,
    visibility,
    language,
    standing,
    why,
    text,
    at: at.toString(),
    settledBy,
    cameAfter,
  }
}

export function presentUpdate(update: IncidentUpdate, tellings: I.IncidentSeen['updates'][number]['tellings']): I.IncidentSeen['updates'][number] {
  const { id, texts, closes, afterwards, state, writtenBy, writtenAt, settledBy, settledAt, words, told, waiting, failed } = update
  const times = { writtenAt: writtenAt.toString(), settledAt: settledAt?.toString() ?? null }
  return { id, texts, closes, afterwards, state, writtenBy, ...times, settledBy, words, told, waiting, failed, tellings }
}

export function presentTelling({ ticketId, number, personName, network, state, code }: Telling): I.IncidentSeen['updates'][number]['tellings'][number] {
  return { ticket: { id: ticketId, number, personName }, network, state, code }
}

type Previewed = z.infer<typeof I.Preview>['items'][number]

export function presentPreview(preview: Preview): Previewed {
  const { ticketId, number, personName, network, visibility, chosen, yesOf, hasAnswered } = preview
  return {
    ticket: { id: ticketId, number, personName },
    network,
    visibility,
    language: chosen.language,
    own: chosen.own,
    fit: fitOf(preview),
    yesOf,
    hasAnswered,
    text: chosen.kind === 'fits' ? chosen.text : null,
  }
}

/** Whatever keeps it from them, the surest first. */
function fitOf({ accountId, isLeft, asksFirst, chosen }: Preview): Previewed['fit'] {
  if (accountId === null) return 'nowhere-to-answer'
  if (isLeft) return 'left-unanswered'
  if (chosen.kind !== 'fits') return chosen.kind
  return asksFirst ? 'consult-first' : 'fits'
}

import type { Capabilities, LengthRule } from './capability.ts'
import type { NetworkName, Visibility } from './network-name.ts'

/** Where something was last heard on a ticket: a thread, how, and through which of our accounts. */
export interface ReplyPlace {
  threadId: string
  network: NetworkName
  visibility: Visibility
  /** The newest message of theirs there that still stands. */
  answers: string
  to: string
  accountIds: string[]
}

export interface Speaker {
  id: string
  network: NetworkName
  handle: string
  name: string
  state: 'connected' | 'declared' | 'paused' | 'reconnect' | 'failing'
}

export type ReplyBlock = 'account-reconnect' | 'account-declared' | 'account-paused' | 'dm-closed' | 'not-spoken'

/** What may be said on a ticket, where, and as whom. */
export interface ReplyChoice {
  visibility: Visibility
  network: NetworkName
  account: { id: string; handle: string; name: string }
  to: string
  threadId: string | null
  answers: string | null
  length: LengthRule
  media: Capabilities['media']
  blocked: ReplyBlock | null
}

/** Where a network says nothing of a visibility it can't speak in, the option is shown, blocked, with this length. */
const NO_LENGTH: LengthRule = { unit: 'character', max: 0 }

const BLOCKED_BY_STATE: Record<Speaker['state'], ReplyBlock | null> = {
  connected: null,
  failing: null,
  declared: 'account-declared',
  paused: 'account-paused',
  reconnect: 'account-reconnect',
}

/**
 * The composer's offers, newest place first. Who was spoken to answers; in a public place where none of those accounts is left, any
 * account of that network may. Where people spoke in public and no private word was said yet, a first private one is offered, if the network has it.
 */
export function replyOptions(places: readonly ReplyPlace[], speakers: readonly Speaker[], networks: ReadonlyMap<NetworkName, Capabilities>): ReplyChoice[] {
  const offers = places.flatMap((place) => {
    const capabilities = networks.get(place.network)
    if (!capabilities) return []
    return speakersFor(place, speakers).flatMap((speaker) => {
      const here = offer(place, speaker, capabilities)
      return place.visibility === 'public' && !hasPrivate(places, place) && capabilities.limits.private
        ? [here, firstPrivateWord(place, speaker, capabilities)]
        : [here]
    })
  })
  return [
    ...new Map(offers.toReversed().map((choice) => [`${choice.threadId} ${choice.visibility} ${choice.network} ${choice.account.id}`, choice])).values(),
  ].toReversed()
}

function speakersFor(place: ReplyPlace, speakers: readonly Speaker[]): Speaker[] {
  const sameNetwork = speakers.filter((speaker) => speaker.network === place.network)
  const spokenTo = sameNetwork.filter((speaker) => place.accountIds.includes(speaker.id))
  return spokenTo.length > 0 || place.visibility === 'private' ? spokenTo : sameNetwork
}

function hasPrivate(places: readonly ReplyPlace[], place: ReplyPlace): boolean {
  return places.some((other) => other.visibility === 'private' && other.network === place.network && other.to === place.to)
}

function offer(place: ReplyPlace, speaker: Speaker, capabilities: Capabilities): ReplyChoice {
  const spoken = capabilities.speaks.includes(place.visibility)
  return {
    visibility: place.visibility,
    network: place.network,
    account: { id: speaker.id, handle: speaker.handle, name: speaker.name },
    to: place.to,
    threadId: place.threadId,
    answers: place.answers,
    length: capabilities.limits[place.visibility] ?? NO_LENGTH,
    media: capabilities.media,
    blocked: BLOCKED_BY_STATE[speaker.state] ?? (spoken ? null : 'not-spoken'),
  }
}

/** It answers nothing: there is no private place yet. */
function firstPrivateWord(place: ReplyPlace, speaker: Speaker, capabilities: Capabilities): ReplyChoice {
  const choice = offer({ ...place, visibility: 'private' }, speaker, capabilities)
  const closed = capabilities.firstPrivateWord === 'never' ? 'dm-closed' : null
  return { ...choice, threadId: null, blocked: choice.blocked ?? closed }
}

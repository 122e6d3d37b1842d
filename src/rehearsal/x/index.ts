import type { Said, SimulatedNetwork, SimulatedPost, SimulatedProfile } from '../simulated-network.ts'
import { edit, post, write } from './act.ts'
import type { Stage } from './call.ts'
import { FAULTS, openFaults } from './faults.ts'
import { isNewer } from './ids.ts'
import { attach, openMedia, type Media } from './media.ts'
import { openRates } from './rates.ts'
import { openServer } from './server.ts'
import { tell } from './tell.ts'
import { openTokens } from './tokens.ts'
import { openWorld, personCalled, type Attachment, type Person, type World } from './world.ts'

export interface SimulatedX extends SimulatedNetwork {
  /** The three fields of OAuth 2.0 for an official account; `openAccount` answers the four of OAuth 1.0a. */
  openAccountByOAuth2(profile: SimulatedProfile): Promise<Record<string, string>>
  /** Lets everybody write to a person in private, or only those whom they wrote to first (as at the start). */
  openToDirect(handle: string, open: boolean): void
  /** Takes the permission for direct messages from an account's app, or gives it back. */
  forbidDirect(handle: string, forbidden: boolean): void
  /** Every OAuth 2.0 access token given so far is too old; refresh tokens still work. */
  expireAccess(): void
  /** Every rate-limit window starts anew. */
  resetRates(): void
}

/**
 * X on loopback: strict about signatures, tokens, limits and who may be answered. `rateScale` multiplies X's limits, for
 * stories that play faster than life; `slackSeconds` is how old a signed request may be, where a clock jumps while one is under way.
 */
export async function openSimulatedX({ rateScale = 1, slackSeconds }: { rateScale?: number; slackSeconds?: number } = {}): Promise<SimulatedX> {
  const [world, media, faults, tokens, rates] = [openWorld(), openMedia(), openFaults(), openTokens(slackSeconds), openRates(rateScale)]
  const listeners = new Set<(said: Said) => void>()
  const stage: Stage = { world, media, faults, spoke: (said) => listeners.forEach((listener) => listener(tell(said))) }
  const server = await openServer(stage, tokens, rates)
  const issue = (profile: SimulatedProfile) => tokens.issue(openProfile(world, profile, true))
  return {
    name: 'x',
    origin: server.origin,
    hosts: [server.host],
    faults: FAULTS,
    openAccount: async (profile) => ({ ...issue(profile).keys, origin: server.origin }),
    openAccountByOAuth2: async (profile) => {
      const { clientId, clientSecret, refreshToken } = issue(profile)
      return { clientId, clientSecret, refreshToken, origin: server.origin }
    },
    openPerson: async (profile) => void openProfile(world, profile, false),
    openToDirect: (handle, open) => void (personCalled(world, handle).openToDirect = open),
    forbidDirect: (handle, forbidden) => void (personCalled(world, handle).withoutDirect = forbidden),
    expireAccess: tokens.expireAccess,
    resetRates: rates.reset,
    say: async (said) => say(stage, said),
    edit: async (nativeId, text) => edit(world, publicPost(world, nativeId), text),
    remove: async (nativeId) => void ((directCalled(world, nativeId) ?? publicPost(world, nativeId)).deleted = true),
    said: async () => [...world.posts, ...world.directs].map(tell).toSorted((a, b) => (isNewer(a.nativeId, b.nativeId) ? 1 : -1)),
    onReply(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async fail(fault, handle) {
      faults.set(fault, handle)
      if (fault === 'down') await server.fall()
    },
    async heal() {
      faults.clear()
      await server.stand()
    },
    close: server.close,
  }
}

/** Idempotent by handle; whoever becomes official stays so. */
function openProfile(world: World, profile: SimulatedProfile, official: boolean): Person {
  const key = profile.handle.toLowerCase()
  const known = world.people.get(key)
  const person: Person = known ?? {
    id: world.nextId(),
    handle: profile.handle,
    name: profile.name,
    bio: '',
    followers: 0,
    verified: false,
    official,
    openToDirect: false,
    withoutDirect: false,
  }
  Object.assign(person, {
    name: profile.name,
    bio: profile.bio ?? '',
    followers: profile.followers ?? 0,
    verified: profile.verified ?? false,
    official: person.official || official,
  })
  world.people.set(key, person)
  return person
}

function say(stage: Stage, { who, text, visibility, replyTo, to = [], media = [], at }: SimulatedPost): string {
  const { world } = stage
  const author = personCalled(world, who)
  const words = { author, text, replyTo, at, media: media.map((medium) => attached(stage.media, world, medium)) }
  const said = visibility === 'public' ? post(world, words) : write(world, words, privately(world, { author, replyTo, to }))
  if (author.official) stage.spoke(said)
  return tell(said).nativeId
}

function attached(media: Media, world: World, medium: NonNullable<SimulatedPost['media']>[number]): Attachment {
  return attach(media, { id: world.nextId(), ...medium })
}

/** Whom a private word is for: who is named, or the other side of the message that it answers. */
function privately(world: World, { author, replyTo, to }: { author: Person; replyTo?: string; to: string[] }): Person {
  const [handle] = to
  if (handle) return personCalled(world, handle)
  const answered = directCalled(world, replyTo ?? '')
  if (!answered) throw new Error('a private message needs somebody to read it')
  return answered.sender === author ? answered.recipient : answered.sender
}

function directCalled(world: World, nativeId: string): World['directs'][number] | undefined {
  return world.directs.find((said) => said.id === nativeId)
}

function publicPost(world: World, nativeId: string): World['posts'][number] {
  const said = world.postById.get(nativeId)
  if (!said) throw new Error(`no post ${nativeId} that X could change`)
  return said
}

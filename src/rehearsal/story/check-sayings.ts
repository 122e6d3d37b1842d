import type { Finding } from './cross-check.ts'
import { names as textNames } from './heard.ts'
import type { Path } from './locate.ts'
import type { RawStory } from './raw-story.ts'
import type { SayArgs } from './story.ts'

/** What is said where it can't be said, or to nobody: one thing said, one reply. */
export function checkSayings(raw: RawStory): Finding[] {
  return raw.timeline.flatMap((step, i) => [
    ...(step.say ? sayings(step.say, ['timeline', i, 'say'], raw) : []),
    ...(step.reply?.from ? speaker(step.reply.from, ['timeline', i, 'reply', 'from'], raw) : []),
  ])
}

function sayings(said: SayArgs, path: Path, raw: RawStory): Finding[] {
  return [...elsewhere(said, path, raw), ...visibilities(said, path), ...unnamed(said, path, raw)]
}

function elsewhere(said: SayArgs, path: Path, raw: RawStory): Finding[] {
  if (said.on === 'phone') return [{ path: [...path, 'on'], what: 'nothing can be posted on the phone', instead: 'record a call with «call»' }]
  const [account, person] = [raw.accounts[said.who], raw.people[said.who]]
  const home = account ? [account.network] : Object.keys(person?.on ?? {})
  if (home.length === 0 || home.includes(said.on)) return []
  return [{ path: [...path, 'on'], what: `«${said.who}» is not on ${said.on}`, instead: `choose ${home.join(' or ')}, or give «${said.who}» a handle there` }]
}

function visibilities(said: SayArgs, path: Path): Finding[] {
  if (said.on === 'email' && said.visibility === 'public') return [{ path: [...path, 'visibility'], what: 'a mail is never public', instead: 'write private' }]
  if (said.visibility === 'private' && !said.to) return [{ path, what: 'a private message has no «to»', instead: 'write to whom, e.g. to: [desk]' }]
  return []
}

/** A public message is addressed by naming handles in its text. */
function unnamed(said: SayArgs, path: Path, raw: RawStory): Finding[] {
  if (said.visibility === 'private') return []
  return (said.to ?? []).flatMap((id, i) => {
    const handle = raw.accounts[id]?.handle ?? raw.people[id]?.on[said.on]?.handle
    if (handle === undefined || textNames(said.text, handle)) return []
    return [{ path: [...path, 'to', i], what: `the text does not name @${handle}`, instead: `write @${handle} in the text, or leave «${id}» out of «to»` }]
  })
}

function speaker(from: string, path: Path, raw: RawStory): Finding[] {
  if (raw.accounts[from]?.standing !== 'declared') return []
  return [{ path, what: `«${from}» is only declared, so Plaza can't speak from it`, instead: 'choose a connected account' }]
}

import type { Finding } from './cross-check.ts'
import type { RawStory } from './raw-story.ts'
import type { Story } from './story.ts'

/** How handles are written on each network, so that a slip is told to the writer and not to the network. */
const FORMS: Record<string, { fits: RegExp; example: string }> = {
  x: { fits: /^\w{1,15}$/, example: 'up to fifteen letters, digits and _, e.g. rosa_q' },
  bluesky: { fits: /^[a-z0-9-]+(\.[a-z0-9-]+)+$/, example: 'a domain in small letters, e.g. rosa.test' },
  mastodon: { fits: /^\w+(@[a-z0-9.-]+)?$/, example: 'a user name, e.g. rosa or rosa@town.example' },
  email: { fits: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, example: 'an address, e.g. rosa@people.example' },
  phone: { fits: /^\+\d{6,15}$/, example: 'a number with its country, e.g. +34600000000' },
}

/** Handles that a network would not take, and handles that two profiles share. */
export function checkHandles(raw: RawStory, story: Story): Finding[] {
  return [...malformed(raw), ...shared(raw, story)]
}

function malformed(raw: RawStory): Finding[] {
  const accounts = Object.entries(raw.accounts).map(([id, { network, handle }]) => ({ network, handle, path: ['accounts', id, 'handle'] }))
  const people = Object.entries(raw.people).flatMap(([id, person]) =>
    Object.entries(person.on).map(([network, { handle }]) => ({ network, handle, path: ['people', id, 'on', network, 'handle'] })),
  )
  return [...accounts, ...people].flatMap(({ network, handle, path }) => {
    const form = FORMS[network]
    return !form || form.fits.test(handle) ? [] : [{ path, what: `«${handle}» is no handle on ${network}`, instead: `write ${form.example}` }]
  })
}

/** Two profiles with one handle would be one person; members of crowds have handles of their own making. */
function shared(raw: RawStory, story: Story): Finding[] {
  const seen = new Map<string, string>()
  const people = story.people.flatMap(({ id, identities }) => identities.map((identity) => ({ ...identity, id, part: 'people' })))
  return [...story.accounts.map((account) => ({ ...account, part: 'accounts' })), ...people].flatMap(({ id, network, handle, part }) => {
    const profile = `${network} ${handle.toLowerCase()}`
    const owner = seen.get(profile)
    seen.set(profile, owner ?? id)
    if (owner === undefined) return []
    const crowd = raw.timeline.findIndex((step) => step.crowd && id.startsWith(`${step.crowd.label}-`))
    const path = part === 'people' && !(id in raw.people) ? ['timeline', crowd, 'crowd', 'label'] : [part, id]
    return [{ path, what: `«${owner}» and «${id}» are both ${handle} on ${network}`, instead: 'give each a handle of its own' }]
  })
}

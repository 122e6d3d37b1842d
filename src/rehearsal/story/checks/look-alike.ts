import type { Evaluators } from '../check.ts'
import type { Snapshot } from '../snapshot.ts'
import { allOf, fact, inWords, notMet, placesOf } from './find.ts'
import { isAccount } from './who.ts'

/** Who may pose as us, beside whom, what was decided; and the register of those that are ours. */
export const lookAlike: Evaluators<'look-alike' | 'register'> = {
  'look-alike': ({ handle, of, evidence, state, on, ruling, by, reported, warned }, snapshot) => {
    const found = snapshot.lookAlikes.find((one) => one.handle.toLowerCase() === handle.toLowerCase())
    if (!found) return notMet(`no look-alike ${handle}: ${inWords(snapshot.lookAlikes.map((one) => one.handle))}`)
    const missing = (labels: string[], numbers: readonly number[]) =>
      labels.filter((label) => !numbers.includes(placesOf(label, snapshot)[0]?.ticket.number ?? 0))
    const agent = (id: string) => snapshot.agents.find((one) => one.id === id)?.name
    return allOf([
      fact(of, 'beside', (account) => ({ seen: found.official.handle, holds: isAccount(account, [found.official], snapshot) })),
      fact(evidence, 'evidence', (codes) => ({ seen: found.evidence, holds: codes.every((code) => found.evidence.includes(code)) })),
      fact(state, 'state', (wanted) => ({ seen: found.state, holds: found.state === wanted })),
      fact(on, 'on tickets', (labels) => ({ seen: found.tickets, holds: missing(labels, found.tickets).length === 0 })),
      fact(ruling, 'verdict', (wanted) => ({ seen: found.ruling, holds: found.ruling === wanted })),
      fact(by, 'by', (id) => ({ seen: found.by, holds: found.by !== null && found.by === agent(id) })),
      fact(reported, 'reported by', (id) => ({ seen: found.reportedBy, holds: found.reportedBy !== null && found.reportedBy === agent(id) })),
      fact(warned, 'warned', (labels) => ({ seen: found.warned, holds: missing(labels, found.warned).length === 0 })),
    ])
  },

  register: ({ connected = [], declared = [], public: shown = [] }, snapshot) =>
    allOf([
      ...connected.map((id) => listed(id, true, snapshot)),
      ...declared.map((id) => listed(id, false, snapshot)),
      ...shown.map((id) => readByAnybody(id, snapshot)),
    ]),
}

function listed(id: string, connected: boolean, snapshot: Snapshot) {
  const account = snapshot.accounts.find((one) => one.id === id)
  const entry = snapshot.register.find((one) => isAccount(id, [one], snapshot))
  const seen = entry ? `${entry.speaks}, ${entry.connected ? 'connected' : 'declared'}` : 'not listed'
  return {
    wanted: `${id} should be listed as ${account?.role}, ${connected ? 'connected' : 'declared'}`,
    seen: `it is ${seen}`,
    holds: entry?.speaks === account?.role && entry?.connected === connected,
  }
}

function readByAnybody(id: string, snapshot: Snapshot) {
  const { page, accounts } = snapshot.publicRegister
  const handle = snapshot.accounts.find((one) => one.id === id)?.handle ?? ''
  return {
    wanted: `anybody should read of ${id}`,
    seen: `the page ${page.includes(handle) ? 'has' : 'lacks'} ${handle}, the file lists ${inWords(accounts.map((one) => one.handle))}`,
    holds: page.includes(handle) && isAccount(id, accounts, snapshot),
  }
}

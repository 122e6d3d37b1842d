import type { Evaluators } from '../check.ts'
import { describe, inWords, notMet } from './find.ts'
import { isPerson } from './who.ts'

/** Who a person is to Plaza: one person, on whichever networks they speak. */
export const identity: Evaluators<'person'> = {
  person: (args, snapshot) => {
    const tickets = snapshot.tickets.filter((ticket) => isPerson(args.of, ticket, snapshot))
    if (tickets.length === 0) return notMet(`no ticket of «${args.of}»`)
    const whole = tickets.some((ticket) => args.networks.every((network) => ticket.person.identities.some((identity) => identity.network === network)))
    return {
      met: whole,
      seen: `${describe(tickets)}, known on ${inWords(tickets.flatMap((ticket) => ticket.person.identities.map((identity) => identity.network)))}`,
    }
  },
}

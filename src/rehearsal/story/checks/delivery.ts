import type { Said } from '../../simulated-network.ts'
import type { Evaluators } from '../check.ts'
import type { Snapshot } from '../snapshot.ts'
import type { DeskMessage } from '../world.ts'
import { allOf, fact, folded, notMet, placesOf, within } from './find.ts'
import { isSame } from './who.ts'

/** What went out, judged by what stands on the network and not by what the desk believes. */
export const delivery: Evaluators<'sent' | 'refused' | 'spoken'> = {
  sent: (args, snapshot) => {
    const message = placesOf(args.reply, snapshot)[0]?.message
    if (!message) return notMet(`the desk holds no «${args.reply}»${because(args.reply, snapshot)}`)
    const copies = copiesOf(message, snapshot)
    const arrived = copies.find((said) => said.nativeId === message.nativeId)
    if (!arrived)
      return notMet(`not on the network; the desk says ${message.delivery?.state ?? 'nothing'}${message.delivery?.code ? ` (${message.delivery.code})` : ''}`)
    return allOf([
      fact(1, 'times on the network', (wanted) => ({ seen: copies.length, holds: copies.length === wanted })),
      fact(args.visibility, 'visibility on the network', (wanted) => ({ seen: arrived.visibility, holds: arrived.visibility === wanted })),
      fact(args.account, 'account', (wanted) => ({
        seen: arrived.who,
        holds: snapshot.accounts.some((account) => account.id === wanted && speaks(account, message, arrived)),
      })),
      fact(args.answers, 'answered message', (wanted) => ({
        seen: arrived.replyTo ?? 'none',
        holds: arrived.replyTo === snapshot.utterances.get(wanted)?.nativeId,
      })),
    ])
  },

  refused: (args, snapshot) => {
    const delivery = placesOf(args.reply, snapshot)[0]?.message.delivery
    const code = snapshot.utterances.get(args.reply)?.refused ?? (delivery?.state === 'refused' ? delivery.code : null)
    if (code === null) return notMet(`it was not refused; the desk says ${delivery?.state ?? 'nothing'}`)
    return { met: args.code === undefined || code === args.code, seen: `refused with ${code}` }
  },

  spoken: (args, snapshot) => {
    const account = snapshot.accounts.find((account) => account.id === args.account)
    const words = ((account && snapshot.networks[account.network]) ?? []).filter(
      (said) =>
        account &&
        !said.deleted &&
        isSame(account, { network: account.network, handle: said.who }) &&
        (args.visibility === undefined || said.visibility === args.visibility) &&
        (args.contains === undefined || folded(said.text).includes(folded(args.contains))),
    )
    return { met: within(args, words.length), seen: `${words.length} messages by ${account?.handle ?? args.account}` }
  },
}

function because(label: string, snapshot: Snapshot): string {
  const refused = snapshot.utterances.get(label)?.refused
  return refused ? `: refused with ${refused}` : ''
}

/** What stands on the network in the same thread with the same words, by one of ours: more than one is a double. */
function copiesOf(message: DeskMessage, snapshot: Snapshot): Said[] {
  const said = ((message.network && snapshot.networks[message.network]) ?? []).filter((said) => said.official)
  const arrived = said.find((said) => said.nativeId === message.nativeId)
  return said.filter((said) => said.nativeId === message.nativeId || (said.threadId === arrived?.threadId && folded(said.text).includes(folded(message.text))))
}

function speaks(account: Snapshot['accounts'][number], message: DeskMessage, arrived: Said): boolean {
  return account.network === message.network && isSame(account, { network: account.network, handle: arrived.who })
}

import type { Evaluators } from '../check.ts'
import { allOf, fact, folded, notMet } from './find.ts'
import { isAccount } from './who.ts'

/** What the brand's own manual is and promises, and whether the house keeps to it. What it decided stands on tickets. */
export const manual: Evaluators<'manual' | 'promise' | 'audit'> = {
  promise: ({ account, role, bio, promised, kept }, snapshot) => {
    const held = snapshot.promises.find((one) => isAccount(account, [one], snapshot))
    if (!held) return notMet(`nothing is promised for «${account}»`)
    return allOf([
      fact(role, 'role', (wanted) => ({ seen: held.role, holds: held.role === wanted })),
      fact(bio, 'sentence in the bio', (wanted) => ({ seen: held.bio, holds: held.bio !== null && folded(held.bio).includes(folded(wanted)) })),
      fact(promised, 'first answers promised today', (wanted) => ({ seen: held.promised, holds: held.promised === wanted })),
      fact(kept, 'first answers kept today', (wanted) => ({ seen: held.kept, holds: held.kept === wanted })),
    ])
  },

  manual: ({ version, findings, simulated, changed }, { manual: inForce, simulation }) => {
    if (!inForce) return notMet('there is no manual in force')
    return allOf([
      fact(version, 'version', (wanted) => ({ seen: inForce.version, holds: inForce.version === wanted })),
      fact(findings, 'findings', (wanted) => ({ seen: inForce.findings, holds: String(inForce.findings.toSorted()) === String(wanted.toSorted()) })),
      fact(simulated, 'messages it was tried against', (wanted) => ({ seen: simulation?.messages, holds: simulation?.messages === wanted })),
      fact(changed, 'messages that would go otherwise', (wanted) => ({ seen: simulation?.changed, holds: simulation?.changed === wanted })),
    ])
  },

  audit: ({ violations }, { audit }) => {
    if (!audit) return notMet('nothing was proved')
    return { met: audit.messages > 0 && audit.violations === violations, seen: `${audit.violations} violations in ${audit.messages} messages` }
  },
}

/** What somebody in a workspace is. One role a member. */
export const ROLES = ['owner', 'supervisor', 'agent', 'executive', 'observer'] as const
export type Role = (typeof ROLES)[number]

/**
 * Who may do what: the one table. Every route names the ability it needs; the server asks here and nowhere else,
 * and the screens ask the same table only to hide what would be refused.
 */
export const PERMISSIONS = {
  'ticket.read': ['owner', 'supervisor', 'agent', 'executive', 'observer'],
  'ticket.reply': ['owner', 'supervisor', 'agent', 'executive'],
  'ticket.note': ['owner', 'supervisor', 'agent', 'executive'],
  'ticket.work': ['owner', 'supervisor', 'agent'],
  'manual.override': ['owner', 'supervisor'],
  'abuse.count': ['owner', 'supervisor'],
  'person.read': ['owner', 'supervisor', 'agent', 'executive', 'observer'],
  'view.save': ['owner', 'supervisor', 'agent', 'executive', 'observer'],
  'view.share': ['owner', 'supervisor'],
  'account.read': ['owner', 'supervisor', 'agent', 'executive', 'observer'],
  'account.manage': ['owner', 'supervisor'],
  'member.read': ['owner', 'supervisor', 'agent', 'executive', 'observer'],
  'member.manage': ['owner'],
  'agent.manage': ['owner', 'supervisor'],
  'manual.read': ['owner', 'supervisor', 'agent', 'executive', 'observer'],
  'manual.publish': ['owner', 'supervisor'],
  'watch.read': ['owner', 'supervisor', 'agent', 'executive', 'observer'],
  'peer.declare': ['owner', 'supervisor'],
  'audit.run': ['owner', 'supervisor'],
  'incident.approve': ['owner', 'supervisor'],
  'storm.lead': ['owner', 'supervisor', 'executive'],
  'complaint.export': ['owner', 'supervisor'],
  'quarantine.manage': ['owner', 'supervisor'],
  'rehearsal.play': ['owner', 'supervisor', 'agent'],
  'api-key.manage': ['owner'],
  'workspace.manage': ['owner'],
} as const satisfies Record<string, readonly Role[]>

export type Ability = keyof typeof PERMISSIONS

export function may(role: Role, ability: Ability): boolean {
  return (PERMISSIONS[ability] as readonly Role[]).includes(role)
}

export function abilitiesOf(role: Role): Ability[] {
  return (Object.keys(PERMISSIONS) as Ability[]).filter((ability) => may(role, ability))
}

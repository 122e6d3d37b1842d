import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Ability, Role } from '../../src/domain/permission.ts'

interface Words {
  name: MessageDescriptor
  says: MessageDescriptor
}

export const ROLE_WORDS: Record<Role, Words> = {
  owner: { name: msg`Owner`, says: msg`Everything, including people, API keys and the workspace itself` },
  supervisor: { name: msg`Supervisor`, says: msg`All the work, the accounts and the quarantine` },
  agent: { name: msg`Agent`, says: msg`Reads, answers and works on every ticket` },
  executive: { name: msg`Executive`, says: msg`Reads everything and answers in person` },
  observer: { name: msg`Observer`, says: msg`Reads everything, changes nothing` },
}

export const ABILITY_WORDS: Record<Ability, MessageDescriptor> = {
  'ticket.read': msg`Read tickets`,
  'ticket.reply': msg`Answer customers`,
  'ticket.note': msg`Write notes`,
  'ticket.work': msg`Assign, label, snooze, resolve, write down calls`,
  'manual.override': msg`Go past what the manual asks for first, with a sentence`,
  'abuse.count': msg`See how much abuse reaches whom`,
  'person.read': msg`See people and their history`,
  'view.save': msg`Save views of their own`,
  'view.share': msg`Share views with everybody`,
  'account.read': msg`See accounts and their health`,
  'account.manage': msg`Connect, pause and remove accounts`,
  'member.read': msg`See the members`,
  'member.manage': msg`Invite people and change roles`,
  'agent.manage': msg`Say what agents take on, and how tickets come to them`,
  'manual.read': msg`Read the manual`,
  'manual.publish': msg`Write and publish the manual`,
  'watch.read': msg`See storms and what else is watched`,
  'peer.declare': msg`Say with which other brands we compare`,
  'incident.approve': msg`Say yes to what everybody in an incident is told`,
  'audit.run': msg`Have the proof made now that nothing is unanswered by accident`,
  'storm.lead': msg`Lead in a storm: open its room, approve statements, close it`,
  'complaint.export': msg`Export formal complaints`,
  'quarantine.manage': msg`Replay or discard what is in quarantine`,
  'rehearsal.play': msg`Play rehearsal stories`,
  'api-key.manage': msg`Make and revoke API keys`,
  'workspace.manage': msg`Change the workspace`,
}

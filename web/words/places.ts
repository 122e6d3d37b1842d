import { msg } from '@lingui/core/macro'

/** The screens of Settings, in their order, and what it takes to be offered one. */
export const SETTINGS_PLACES = [
  { to: '/settings/accounts', name: msg`Accounts`, needs: 'account.read' },
  { to: '/settings/people', name: msg`People and roles`, needs: 'member.read' },
  { to: '/settings/quarantine', name: msg`Quarantine`, needs: 'quarantine.manage' },
  { to: '/settings/health', name: msg`Health`, needs: 'ticket.read' },
  { to: '/settings/keys', name: msg`API keys`, needs: 'api-key.manage' },
  { to: '/settings/rehearsal', name: msg`Rehearsal`, needs: 'rehearsal.play' },
  { to: '/settings/notifications', name: msg`Notifications`, needs: 'ticket.read' },
  { to: '/settings/you', name: msg`You`, needs: 'ticket.read' },
] as const

/** What looks at many tickets at once; all of it needs `watch.read`. */
export const WATCH_PLACES = [
  { to: '/watch/storms', name: msg`Storms` },
  { to: '/watch/incidents', name: msg`Incidents` },
  { to: '/watch/look-alikes', name: msg`Look-alikes` },
  { to: '/watch/presence', name: msg`Presence` },
  { to: '/watch/comparison', name: msg`Comparison` },
] as const

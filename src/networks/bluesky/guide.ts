import type { ConnectionGuide } from '../network.ts'
import { BLUESKY_CHAT } from './settings.ts'

export const guide: ConnectionGuide = {
  steps: ['connect.bluesky.step.sign-in', 'connect.bluesky.step.app-password', 'connect.bluesky.step.allow-dm', 'connect.bluesky.step.paste'],
  fields: [
    { name: 'identifier', label: 'connect.bluesky.field.identifier', secret: false, example: 'aeroandes.example' },
    { name: 'password', label: 'connect.bluesky.field.app-password', secret: true, example: 'abcd-efgh-ijkl-mnop' },
    { name: 'server', label: 'connect.bluesky.field.server', secret: false, optional: true, initial: 'https://bsky.social' },
    { name: 'chat', label: 'connect.bluesky.field.chat', secret: false, optional: true, initial: BLUESKY_CHAT },
  ],
  url: 'https://bsky.app/settings/app-passwords',
}

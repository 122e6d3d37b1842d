import type { ConnectionGuide } from '../network.ts'

export const guide: ConnectionGuide = {
  steps: [
    'mastodon.guide.open-development',
    'mastodon.guide.new-application',
    'mastodon.guide.choose-scopes',
    'mastodon.guide.copy-token',
    'mastodon.guide.paste',
  ],
  fields: [
    { name: 'server', label: 'mastodon.field.server', secret: false, example: 'mastodon.example' },
    { name: 'accessToken', label: 'mastodon.field.access-token', secret: true },
  ],
  url: 'https://docs.joinmastodon.org/client/token/',
}

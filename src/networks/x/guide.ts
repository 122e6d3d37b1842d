import type { ConnectionGuide } from '../network.ts'
import { ORIGIN } from './origin.ts'

/** The steps are told in full in docs/networks/x.md. Either the four keys of OAuth 1.0a or the three of OAuth 2.0. */
export const GUIDE: ConnectionGuide = {
  steps: ['x.guide.app', 'x.guide.permissions', 'x.guide.keys', 'x.guide.credits', 'x.guide.paste'],
  fields: [
    { name: 'apiKey', label: 'x.field.api-key', secret: true, optional: true },
    { name: 'apiKeySecret', label: 'x.field.api-key-secret', secret: true, optional: true },
    { name: 'accessToken', label: 'x.field.access-token', secret: true, optional: true },
    { name: 'accessTokenSecret', label: 'x.field.access-token-secret', secret: true, optional: true },
    { name: 'clientId', label: 'x.field.client-id', secret: false, optional: true },
    { name: 'clientSecret', label: 'x.field.client-secret', secret: true, optional: true },
    { name: 'refreshToken', label: 'x.field.refresh-token', secret: true, optional: true },
    { name: 'origin', label: 'x.field.origin', secret: false, optional: true, initial: ORIGIN },
  ],
  url: 'https://docs.x.com/x-api/getting-started/getting-access',
}

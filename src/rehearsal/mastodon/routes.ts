import type { Answer, Exchange } from './exchange.ts'
import * as accounts from './routes-accounts.ts'
import { IMAGE_BYTES, MIME, createMedia, describeMedia, showMedia } from './routes-media.ts'
import * as oauth from './routes-oauth.ts'
import { search } from './routes-search.ts'
import * as statuses from './routes-statuses.ts'

export interface Route {
  method: string
  path: RegExp
  /** Null: anyone may ask; a public thing is shown to who has no token. */
  scope: string | null
  answer(exchange: Exchange): Answer | Promise<Answer>
}

/** The whole server on one page. */
export const ROUTES: readonly Route[] = [
  route('POST', '/api/v1/apps', null, oauth.createApp),
  route('GET', '/api/v1/apps/verify_credentials', null, oauth.verifyApp),
  route('GET', '/oauth/authorize', null, oauth.authorize),
  route('POST', '/oauth/token', null, oauth.issueToken),
  route('POST', '/oauth/revoke', null, oauth.revokeToken),
  route('GET', '/api/v1/instance', null, instanceV1),
  route('GET', '/api/v2/instance', null, instanceV2),
  route('GET', '/api/v1/accounts/verify_credentials', 'read:accounts', accounts.verifyCredentials),
  route('GET', '/api/v1/accounts/lookup', null, accounts.lookUpAccount),
  route('GET', '/api/v1/accounts/relationships', 'read:follows', accounts.listRelationships),
  route('GET', '/api/v1/accounts/:id', null, accounts.showAccount),
  route('GET', '/api/v1/accounts/:id/statuses', 'read:statuses', accounts.listOwnStatuses),
  route('POST', '/api/v1/accounts/:id/block', 'write:blocks', accounts.block),
  route('POST', '/api/v1/accounts/:id/unblock', 'write:blocks', accounts.unblock),
  route('GET', '/api/v1/timelines/home', 'read:statuses', accounts.listHome),
  route('GET', '/api/v1/notifications', 'read:notifications', accounts.listNotifications),
  route('GET', '/api/v1/conversations', 'read:statuses', accounts.listConversations),
  route('GET', '/api/v2/search', 'read:search', search),
  route('GET', '/api/v1/statuses', 'read:statuses', statuses.showStatuses),
  route('POST', '/api/v1/statuses', 'write:statuses', statuses.createStatus),
  route('GET', '/api/v1/statuses/:id', null, statuses.showStatus),
  route('PUT', '/api/v1/statuses/:id', 'write:statuses', statuses.editStatus),
  route('DELETE', '/api/v1/statuses/:id', 'write:statuses', statuses.deleteStatus),
  route('GET', '/api/v1/statuses/:id/context', 'read:statuses', statuses.showContext),
  route('GET', '/api/v1/statuses/:id/source', 'read:statuses', statuses.showSource),
  route('POST', '/api/v2/media', 'write:media', createMedia),
  route('GET', '/api/v1/media/:id', 'write:media', showMedia),
  route('PUT', '/api/v1/media/:id', 'write:media', describeMedia),
]

function route(method: string, path: string, scope: string | null, answer: Route['answer']): Route {
  return { method, path: new RegExp(`^${path.replaceAll(/:\w+/g, '([^/]+)')}$`), scope, answer }
}

const VERSION = '4.5.0'

function instanceV2({ square }: Exchange): Answer {
  return {
    json: {
      domain: square.world.domain,
      title: 'Rehearsal',
      version: VERSION,
      source_url: 'https://github.com/mastodon/mastodon',
      description: 'A square where nothing is real',
      usage: { users: { active_month: square.world.people.size } },
      languages: ['es', 'it', 'pt', 'en'],
      configuration: { urls: { streaming: streaming(square) }, ...configuration(square) },
      registrations: { enabled: false, approval_required: false, message: null },
      api_versions: { mastodon: 7 },
      rules: [],
    },
  }
}

function instanceV1({ square }: Exchange): Answer {
  return {
    json: {
      uri: square.world.domain,
      title: 'Rehearsal',
      version: VERSION,
      urls: { streaming_api: streaming(square) },
      configuration: configuration(square),
      rules: [],
    },
  }
}

function streaming(square: Exchange['square']): string {
  return square.origin().replace(/^http/, 'ws')
}

function configuration({ quirks }: Exchange['square']) {
  return {
    statuses: { max_characters: quirks.maxCharacters, max_media_attachments: 4, characters_reserved_per_url: 23 },
    media_attachments: { supported_mime_types: MIME, image_size_limit: IMAGE_BYTES, image_matrix_limit: 33_177_600, video_size_limit: 103_809_024 },
    accounts: { max_featured_tags: 10, max_pinned_statuses: 5 },
    polls: { max_options: 4, max_characters_per_option: 50, min_expiration: 300, max_expiration: 2_629_746 },
  }
}

import { type App, covers, grant, secret } from './access.ts'
import { type Answer, type Exchange, type Fields, HttpError, invalid, readBody } from './exchange.ts'
import { findPerson, nextId } from './world.ts'

export async function createApp({ square, request }: Exchange): Promise<Answer> {
  const fields = await readBody(request)
  const name = fields.text('client_name')
  if (!name) throw invalid("Application name can't be blank")
  const redirects = fields.list('redirect_uris').flatMap((line) => line.split(/\s+/))
  if (redirects.length === 0) throw invalid("Redirect URI can't be blank")
  const app: App = { id: nextId(), name, clientId: secret(), clientSecret: secret(), redirects, scopes: wordsOf(fields.text('scopes') ?? 'read') }
  square.access.apps.set(app.clientId, app)
  return {
    json: {
      id: app.id,
      name,
      website: null,
      scopes: app.scopes,
      redirect_uri: redirects.join('\n'),
      redirect_uris: redirects,
      client_id: app.clientId,
      client_secret: app.clientSecret,
    },
  }
}

export function verifyApp({ token }: Exchange): Answer {
  if (!token?.app) throw new HttpError(401, 'The access token is invalid')
  return { json: { id: token.app.id, name: token.app.name, website: null, scopes: token.app.scopes } }
}

/** The consent page of the rehearsal asks nobody: `login_hint` names who consents. */
export function authorize({ square, url }: Exchange): Answer {
  const ask = (name: string) => url.searchParams.get(name) ?? ''
  const app = square.access.apps.get(ask('client_id'))
  if (!app || ask('response_type') !== 'code') throw new HttpError(400, 'The request is missing a required parameter')
  if (!app.redirects.includes(ask('redirect_uri'))) throw new HttpError(400, 'The redirect uri included is not valid.')
  const scopes = wordsOf(ask('scope') || 'read')
  if (!scopes.every((scope) => covers(app.scopes, scope))) throw new HttpError(400, 'The requested scope is invalid, unknown, or malformed.')
  const person = findPerson(square.world, ask('login_hint'))
  if (!person) throw new HttpError(401, 'nobody signed in')
  const code = secret()
  square.access.codes.set(code, { app, person, scopes, redirect: ask('redirect_uri') })
  const to = new URL(ask('redirect_uri'))
  to.searchParams.set('code', code)
  if (ask('state')) to.searchParams.set('state', ask('state'))
  return { status: 302, json: null, headers: { location: String(to) } }
}

export async function issueToken({ square, request }: Exchange): Promise<Answer> {
  const fields = await readBody(request)
  const app = square.access.apps.get(fields.text('client_id') ?? '')
  if (!app || app.clientSecret !== fields.text('client_secret')) throw new HttpError(401, 'Client authentication failed due to unknown client')
  const token = fields.text('grant_type') === 'client_credentials' ? grant(square.access, null, app.scopes, app) : redeem(square, app, fields)
  return { json: { access_token: token.value, token_type: 'Bearer', scope: token.scopes.join(' '), created_at: token.createdAt } }
}

export async function revokeToken({ square, request }: Exchange): Promise<Answer> {
  const token = square.access.tokens.get((await readBody(request)).text('token') ?? '')
  if (token) token.state = 'revoked'
  return { json: {} }
}

function redeem(square: Exchange['square'], app: App, fields: Fields) {
  const code = fields.text('code') ?? ''
  const given = square.access.codes.get(code)
  square.access.codes.delete(code)
  if (!given || given.app !== app || given.redirect !== fields.text('redirect_uri')) throw new HttpError(400, 'The provided authorization grant is invalid')
  return grant(square.access, given.person, given.scopes, app)
}

function wordsOf(scopes: string): string[] {
  return scopes.split(/\s+/).filter(Boolean)
}

const CALLBACK = 'http://localhost:9/callback'
const JSON_HEADERS = { 'user-agent': 'plaza-test', accept: 'application/json' }

/** Goes the whole way of OAuth on snac2, its sign-in form included; answers an access token. */
export async function fetchToken(origin: string, login: string, password: string): Promise<string> {
  const post = (path: string, form: Record<string, string>, headers: Record<string, string> = JSON_HEADERS) =>
    fetch(origin + path, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams(form) })
  const app = (await (await post('/api/v1/apps', { client_name: 'plaza test', redirect_uris: CALLBACK, scopes: 'read write follow' })).json()) as App
  const signIn = { login, passwd: password, redir: CALLBACK, cid: app.client_id, state: 'x' }
  const back = await post('/oauth/x-snac-login', signIn, { 'user-agent': 'plaza-test', accept: 'text/html' })
  const code = new URL(back.headers.get('location') ?? '', origin).searchParams.get('code') ?? ''
  const given = { grant_type: 'authorization_code', code, client_id: app.client_id, client_secret: app.client_secret, redirect_uri: CALLBACK }
  const token = (await (await post('/oauth/token', given)).json()) as { access_token: string }
  return token.access_token
}

interface App {
  client_id: string
  client_secret: string
}

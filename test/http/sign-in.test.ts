import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import type { Me } from '../../src/http/contract/workspace.ts'
import { Browser, OWNER } from '../support/http.ts'
import { openHouse } from '../support/house.ts'

const house = await openHouse()
const { owner, supervisor, agent } = house.people
const PASSWORD = 'a long enough secret'

type Problem = { code: string }
const signIn = async (email: string, password = PASSWORD) => {
  const browser = new Browser(house.base)
  const answer = await browser.ask<{ twoFactorRedirect?: boolean; code?: string }>('POST', '/api/auth/sign-in/email', { email, password })
  return { browser, answer }
}

test('a password opens the door, a wrong one does not, and signing out closes it', async () => {
  const wrong = await signIn('agent@aeroandes.example', 'not the password')
  assert.equal(wrong.answer.status, 401)
  assert.equal((await wrong.browser.ask('GET', '/me')).status, 401)
  const { browser, answer } = await signIn('AGENT@aeroandes.example')
  assert.equal(answer.status, 200)
  const cookie = answer.headers.getSetCookie().find((set) => set.startsWith('plaza.session_token='))!
  assert.match(cookie, /HttpOnly/)
  assert.match(cookie, /SameSite=Lax/i)
  assert.equal((await browser.must<Me>('GET', '/me')).member.role, 'agent')
  const stolen = new Browser(house.base)
  for (const [name, value] of browser.cookies) stolen.cookies.set(name, value)
  await browser.must('POST', '/api/auth/sign-out', {})
  assert.equal((await stolen.ask('GET', '/me')).status, 401, 'the session is over, not only forgotten')
})

test('nobody signs up by themselves', async () => {
  const visitor = new Browser(house.base)
  const answer = await visitor.ask('POST', '/api/auth/sign-up/email', { name: 'Mallory', email: 'm@evil.example', password: PASSWORD })
  assert.ok(answer.status >= 400)
  const { rows } = await house.context.pool.query(`select 1 from auth_user where email = 'm@evil.example'`)
  assert.equal(rows.length, 0)
})

test('a page of somebody else’s can’t change anything with our cookies', async () => {
  const cookie = [...owner.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  for (const path of ['/api/v1/me', '/api/auth/sign-out', '/api/v1/first-run']) {
    const answer = await fetch(house.base + path, {
      method: path.endsWith('me') ? 'PATCH' : 'POST',
      headers: { cookie, 'content-type': 'text/plain' },
      body: '{}',
    })
    assert.deepEqual([answer.status, ((await answer.json()) as Problem).code], [403, 'foreign-page'], path)
  }
  assert.equal((await owner.browser.ask('GET', '/me')).status, 200, 'and the owner is still signed in')
})

test('guessing a password is slowed for that name from that address, and others are not locked out', async () => {
  const codes: number[] = []
  for (let guess = 0; guess < 12; guess++) codes.push((await signIn('executive@aeroandes.example', `guess number ${guess}`)).answer.status)
  assert.deepEqual(codes.slice(-2), [429, 429])
  assert.equal((await signIn('observer@aeroandes.example')).answer.status, 200)
})

test('with a second factor the password alone opens nothing', async () => {
  const { totpURI } = await supervisor.browser.must<{ totpURI: string }>('POST', '/api/auth/two-factor/enable', { password: PASSWORD })
  const secret = new URL(totpURI).searchParams.get('secret')!
  await supervisor.browser.must('POST', '/api/auth/two-factor/verify-totp', { code: totp(secret) })
  const { browser, answer } = await signIn('supervisor@aeroandes.example')
  assert.equal(answer.body.twoFactorRedirect, true)
  assert.equal((await browser.ask('GET', '/me')).status, 401)
  assert.ok((await browser.ask('POST', '/api/auth/two-factor/verify-totp', { code: '000000' })).status >= 400)
  assert.equal((await browser.ask('GET', '/me')).status, 401)
  await browser.must('POST', '/api/auth/two-factor/verify-totp', { code: totp(secret) })
  assert.equal((await browser.must<Me>('GET', '/me')).member.role, 'supervisor')
})

/** RFC 6238, six digits, 30 seconds, SHA-1. */
function totp(secret: string): string {
  const bits = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const mac = createHmac('sha1', key).update(counter).digest()
  const at = mac[19]! & 15
  return String((mac.readUInt32BE(at) & 0x7fff_ffff) % 1_000_000).padStart(6, '0')
}

test('an invitation works once, for whoever comes first, and not after its week', async () => {
  const invite = async (email: string) => (await owner.browser.must<{ link: string }>('POST', '/invitations', { email, role: 'agent' })).link.split('/').at(-1)!
  const token = await invite('nuevo@aeroandes.example')
  assert.deepEqual(await new Browser(house.base).must('GET', `/invitations/${token}`), {
    email: 'nuevo@aeroandes.example',
    role: 'agent',
    workspace: 'Aeroandes',
  })
  const accept = (browser: Browser, of: string) =>
    browser.ask<Problem>('POST', `/invitations/${of}/acceptance`, { name: 'Nuevo', password: PASSWORD, locale: 'it' })
  const answers = await Promise.all([accept(new Browser(house.base), token), accept(new Browser(house.base), token)])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 404])
  assert.equal((await new Browser(house.base).ask<Problem>('GET', `/invitations/${token}`)).body.code, 'invitation-ended')
  const late = await invite('tarde@aeroandes.example')
  await house.context.pool.query(`update invitation set expires_at = now() - interval '1 second' where email = 'tarde@aeroandes.example'`)
  assert.equal((await accept(new Browser(house.base), late)).body.code, 'invitation-ended')
  const { rows } = await house.context.pool.query<{ hash: Buffer }>('select token_hash as hash from invitation')
  assert.ok(
    rows.every(({ hash }) => !hash.toString('utf8').includes(late)),
    'only hashes are kept',
  )
})

test('a lost password is replaced by an invitation; the role stays and old sessions end', async () => {
  const { link } = await owner.browser.must<{ link: string }>('POST', '/invitations', { email: 'observer@aeroandes.example', role: 'owner' })
  const browser = new Browser(house.base)
  const me = await browser.must<Me>('POST', `/invitations/${link.split('/').at(-1)}/acceptance`, {
    name: 'The observer',
    password: 'a wholly new secret',
    locale: 'en',
  })
  assert.equal(me.member.role, 'observer', 'an invitation raises no member')
  assert.equal((await house.people.observer.browser.ask('GET', '/me')).status, 401)
  assert.equal((await signIn('observer@aeroandes.example', 'a wholly new secret')).answer.status, 200)
})

test('the last owner stays one, and who leaves is out at once', async () => {
  const code = async (id: string, change: unknown) => (await owner.browser.ask<Problem>('PATCH', `/members/${id}`, change)).body.code
  assert.equal(await code(owner.id, { role: 'agent' }), 'last-owner')
  assert.equal(await code(owner.id, { active: false }), 'last-owner')
  const both = await Promise.all([
    owner.browser.ask('PATCH', `/members/${agent.id}`, { role: 'owner' }),
    owner.browser.ask('PATCH', `/members/${owner.id}`, { role: 'agent' }),
  ])
  assert.equal(both[0].status, 200)
  const { rows } = await house.context.pool.query<{ n: number }>(
    `select count(*)::int as n from member where role = 'owner' and active and workspace_id = $1`,
    [house.id],
  )
  assert.ok(rows[0]!.n >= 1)
  const boss = rows[0]!.n === 2 ? owner.browser : agent.browser
  await boss.must('PATCH', `/members/${supervisor.id}`, { active: false })
  assert.equal((await supervisor.browser.ask('GET', '/me')).status, 401)
})

test('a key is shown once, kept as a hash, ends when revoked, and never outgrows its maker', async () => {
  const boss = (await owner.browser.ask<Me>('GET', '/me')).body.member.role === 'owner' ? owner : agent
  const { id, key } = await boss.browser.must<{ id: string; key: string }>('POST', '/api-keys', { name: 'bot', scopes: ['ticket.read', 'member.manage'] })
  const { rows } = await house.context.pool.query<{ row: string }>('select api_key::text as row from api_key')
  assert.ok(!rows.some(({ row }) => row.includes(key.slice(4))))
  const robot = new Browser(house.base)
  const asks = (path: string) => robot.ask('GET', path, undefined, { authorization: `Bearer ${key}` }).then(({ status }) => status)
  assert.equal(await asks('/tickets'), 200)
  assert.equal(await asks('/me'), 403)
  await house.context.pool.query(`update member set role = 'observer' where id = $1`, [boss.id])
  assert.equal((await robot.ask('POST', '/invitations', { email: 'x@y.example', role: 'owner' }, { authorization: `Bearer ${key}` })).status, 403)
  await house.context.pool.query(`update member set role = 'owner' where id = $1`, [boss.id])
  await boss.browser.must('DELETE', `/api-keys/${id}`)
  assert.equal(await asks('/tickets'), 401)
})

test('who works where is kept in the browser, and only among one’s own workspaces', async () => {
  const { browser } = await signIn(OWNER.email)
  const me = await browser.must<Me>('GET', '/me')
  assert.equal(me.workspace.rehearsal, false, 'an account is connected, so the real one comes first')
  const rehearsal = me.workspaces.find((workspace) => workspace.rehearsal)!
  assert.equal((await browser.must<Me>('PUT', '/me/workspace', { id: rehearsal.id })).workspace.id, rehearsal.id)
  assert.equal((await browser.must<Me>('GET', '/me')).workspace.id, rehearsal.id)
  assert.deepEqual((await browser.must<{ items: unknown[] }>('GET', '/accounts')).items, [], 'the real account is not in the rehearsal')
  assert.equal((await browser.ask('PUT', '/me/workspace', { id: '999999' })).status, 404)
  browser.cookies.set('plaza.workspace', '999999')
  assert.equal((await browser.must<Me>('GET', '/me')).workspace.rehearsal, false)
})

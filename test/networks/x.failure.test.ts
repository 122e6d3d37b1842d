import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ApiError } from '@xdevplatform/xdk'
import { failureOf, failureOfRead, throwable } from '../../src/networks/x/failure.ts'
import { NetworkFailure } from '../../src/networks/network.ts'

const answer = (status: number, data: unknown, headers: Record<string, string> = {}) => new ApiError(`HTTP ${status}`, status, '', new Headers(headers), data)
const says = (status: number, detail: string) => answer(status, { detail, type: 'about:blank', title: 'Forbidden', status })
const offline = (code: string) =>
  new ApiError('fetch failed', 0, 'NETWORK_ERROR', new Headers(), new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }))

const TABLE: { what: string; error: unknown; write: string; read?: string }[] = [
  {
    what: 'no credits',
    error: answer(402, { title: 'Payment Required', detail: 'Your enrolled account does not have any credits' }),
    write: 'try-later budget-spent',
  },
  {
    what: 'a spent cap',
    error: answer(429, { title: 'UsageCapExceeded', type: 'https://api.x.com/2/problems/usage-capped' }),
    write: 'try-later budget-spent',
  },
  { what: 'too many calls', error: answer(429, { title: 'Too Many Requests' }, { 'x-rate-limit-reset': '1795000000' }), write: 'try-later rate-limited' },
  { what: 'a page of a proxy', error: answer(503, '<html>503</html>'), write: 'try-later server-error' },
  { what: 'a failure that may have done it', error: answer(500, { title: 'Internal Server Error' }), write: 'unsure', read: 'try-later server-error' },
  { what: 'a gateway without an answer', error: answer(504, ''), write: 'unsure', read: 'try-later server-error' },
  { what: 'nobody there', error: offline('ECONNREFUSED'), write: 'try-later network-down' },
  { what: 'no such name', error: offline('ENOTFOUND'), write: 'try-later network-down' },
  { what: 'a connection that broke', error: offline('ECONNRESET'), write: 'unsure', read: 'try-later network-down' },
  { what: 'an old token', error: answer(401, { errors: [{ code: 89, message: 'Invalid or expired token.' }] }), write: 'reconnect token-expired' },
  { what: 'no access', error: answer(401, { title: 'Unauthorized', status: 401 }), write: 'reconnect access-revoked' },
  {
    what: 'a suspended account',
    error: says(403, 'Your account is suspended and is not permitted to access this feature.'),
    write: 'reconnect account-suspended',
  },
  {
    what: 'a locked account',
    error: says(403, 'To protect our users, this account is temporarily locked. Please log in to unlock your account.'),
    write: 'reconnect account-suspended',
  },
  {
    what: 'a missing permission',
    error: answer(403, {
      title: 'Forbidden',
      detail: 'Your client app is not configured with the appropriate oauth1 app permissions for this endpoint.',
      type: 'https://api.x.com/2/problems/oauth1-permissions',
    }),
    write: 'reconnect scope-missing',
  },
  {
    what: 'a restricted author',
    error: says(403, 'This author has restricted who can reply to this Tweet.'),
    write: 'refused not-summoned',
    read: 'refused not-summoned',
  },
  { what: 'an unknown picture', error: answer(400, { errors: [{ message: 'Your media IDs are invalid.' }] }), write: 'refused media-rejected' },
  { what: 'an unknown person', error: answer(400, { errors: [{ message: 'participant [1] is not a user' }] }), write: 'refused recipient-unknown' },
  { what: 'a sentence never seen', error: says(403, 'The moon is full.'), write: 'refused rejected' },
]

describe('X: what a failure means', () => {
  for (const { what, error, write, read = write } of TABLE) {
    it(what, () => {
      assert.equal(code(failureOf(error)), write)
      assert.equal(code(failureOfRead(error)), read)
      assert.ok(throwable(error) instanceof NetworkFailure)
    })
  }

  it('keeps X’s words, cut to a length for the log', () => {
    const failure = failureOf(says(403, `The moon is full. ${'x'.repeat(5_000)}`))
    assert.ok(failure.detail?.includes('The moon is full.') && failure.detail.length <= 1_000)
  })

  it('does not dress our own mistakes as the network’s', () => {
    const mistake = new TypeError('ours')
    assert.throws(() => failureOf(mistake), mistake)
  })
})

function code(failure: { kind: string; code?: string }): string {
  return failure.code ? `${failure.kind} ${failure.code}` : failure.kind
}

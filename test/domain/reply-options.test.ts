import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Capabilities } from '../../src/domain/capability.ts'
import { replyOptions, type ReplyPlace, type Speaker } from '../../src/domain/reply-options.ts'

const rule = { unit: 'character', max: 280 } as const

function square(first: Capabilities['firstPrivateWord']): ReadonlyMap<'x', Capabilities> {
  const limits = { public: rule, private: rule, rates: [], source: 'https://x.invalid', read: '2026-01-01' }
  const rest = { threads: true, edits: false, deletes: true, media: null, contentWarnings: false, sendsOnce: 'own-recent-posts', listens: 'poll' } as const
  return new Map([['x', { network: 'x', label: 'X', speaks: ['public', 'private'], firstPrivateWord: first, limits, ...rest }]])
}

const speaker = (id: string, state: Speaker['state'] = 'connected'): Speaker => ({ id, network: 'x', handle: `h${id}`, name: id, state })
const place = (more: Partial<ReplyPlace> = {}): ReplyPlace => ({
  threadId: '7',
  network: 'x',
  visibility: 'public',
  answers: '70',
  to: 'rosa',
  accountIds: ['1'],
  ...more,
})
const brief = (options: ReturnType<typeof replyOptions>) =>
  options.map(({ visibility, account, threadId, blocked }) => [visibility, account.id, threadId, blocked])

test('who was spoken to answers, in the open and by a first private word', () => {
  assert.deepEqual(brief(replyOptions([place()], [speaker('1'), speaker('2')], square('if-allowed'))), [
    ['public', '1', '7', null],
    ['private', '1', null, null],
  ])
})

test('where a person must write first, the private word is shown closed; after they wrote, it is open and only there', () => {
  assert.deepEqual(brief(replyOptions([place()], [speaker('1')], square('never')))[1], ['private', '1', null, 'dm-closed'])
  const both = replyOptions([place({ threadId: '8', visibility: 'private', answers: '80' }), place()], [speaker('1')], square('never'))
  assert.deepEqual(brief(both), [
    ['private', '1', '8', null],
    ['public', '1', '7', null],
  ])
})

test('a private place never offers a public answer, nor another account', () => {
  const options = replyOptions([place({ visibility: 'private' })], [speaker('1'), speaker('2')], square('always'))
  assert.deepEqual(brief(options), [['private', '1', '7', null]])
  assert.deepEqual(replyOptions([place({ visibility: 'private', accountIds: ['9'] })], [speaker('2')], square('always')), [])
})

test('in public another account takes over where those spoken to are gone; each says why it can’t', () => {
  const options = replyOptions(
    [place({ accountIds: ['9'] })],
    [speaker('2', 'reconnect'), speaker('3', 'declared'), speaker('4', 'paused'), speaker('5', 'failing')],
    square('always'),
  )
  assert.deepEqual(
    options.filter(({ visibility }) => visibility === 'public').map(({ blocked }) => blocked),
    ['account-reconnect', 'account-declared', 'account-paused', null],
  )
})

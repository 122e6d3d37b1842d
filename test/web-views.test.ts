import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ViewBody, ViewFilter } from '../src/http/contract/workspace.ts'
import { planFilter } from '../src/storage/view-plan.ts'
import { type Asked, askedBy, filterOf, LONGEST_NAME, nameFor, NOTHING } from '../web/views/filter.ts'

const itself = (code: string) => code
const words = { state: itself, networks: itself, visibility: itself, assignee: itself, department: itself, labels: itself, languages: itself, storm: itself }
const everything: Asked = {
  state: ['open', 'waiting'],
  networks: ['mastodon', 'x'],
  visibility: 'public',
  assignee: '12',
  department: 'Equipaje',
  labels: ['boda', 'vip'],
  languages: ['es'],
  storm: 'in',
}
const overTheWire = (asked: Asked): unknown => JSON.parse(JSON.stringify(filterOf(asked)))

describe('the filter of a saved view', () => {
  it('has only what was asked, and no empty lists', () => {
    assert.deepEqual(overTheWire(NOTHING), { state: ['open'] })
    assert.deepEqual(overTheWire({ ...NOTHING, assignee: 'nobody', labels: ['vip'] }), { state: ['open'], assignee: 'nobody', labels: ['vip'] })
  })

  it('is what the contract takes, every field of it', () => {
    assert.deepEqual(overTheWire(everything), everything)
    assert.deepEqual(Object.keys(filterOf(everything)).toSorted(), Object.keys(ViewFilter.shape).toSorted())
    assert.ok(ViewFilter.safeParse(overTheWire(everything)).success)
    for (const assignee of ['me', 'nobody', '7']) assert.ok(ViewFilter.safeParse(overTheWire({ ...NOTHING, assignee })).success)
  })

  it('is read back as it was asked, whatever is left out', () => {
    for (const asked of [everything, NOTHING, { ...NOTHING, state: ['resolved' as const], labels: ['vip'] }]) assert.deepEqual(askedBy(filterOf(asked)), asked)
    assert.deepEqual(askedBy({}), NOTHING)
    assert.deepEqual(askedBy({ state: [] }), NOTHING)
  })

  it('asks at first for the states that the server reads into an absent one', () => {
    assert.deepEqual(planFilter({}, '1').states, NOTHING.state)
  })

  it('does not share its lists with the panel', () => {
    const labels = ['vip']
    const filter = filterOf({ ...NOTHING, labels })
    labels.push('boda')
    assert.deepEqual(filter.labels, ['vip'])
  })
})

describe('the name proposed for it', () => {
  it('says what is asked, and takes open tickets for granted', () => {
    assert.equal(nameFor(NOTHING, words), '')
    assert.equal(nameFor({ ...NOTHING, networks: ['x', 'email'], visibility: 'private' }, words), 'x · email · private')
    assert.equal(nameFor({ ...NOTHING, state: ['open', 'snoozed'] }, words), 'open · snoozed')
    assert.equal(
      nameFor({ ...everything, networks: ['x'], labels: [] }, { ...words, assignee: () => 'Ana' }),
      'in · x · public · Ana · Equipaje · es · open · waiting',
    )
  })

  it('leaves out what there is no room for, and is always a name that the server takes', () => {
    const labels = Array.from({ length: 50 }, (_, n) => `label number ${n}`)
    const name = nameFor({ ...NOTHING, labels }, words)
    assert.equal(name, 'label number 0 · label number 1 · label number 2')
    const endless = nameFor({ ...NOTHING, department: 'Gepäckermittlungsbeschwerdestelle'.repeat(4) }, words)
    assert.equal(endless.length, LONGEST_NAME)
    for (const fit of [name, endless]) assert.ok(ViewBody.safeParse({ name: fit, filter: {} }).success)
  })
})

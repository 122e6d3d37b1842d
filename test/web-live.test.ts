import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { QueryObserver } from '@tanstack/react-query'
import type { Me, TicketRow, TimelineItem } from '../web/contract.ts'
import { amend } from '../web/live/amend.ts'
import { placeItems } from '../web/live/place-items.ts'
import { placeRow } from '../web/live/place-row.ts'
import { queries } from '../web/queries.ts'
import { parser, type StreamEvent } from '../web/live/read-stream.ts'

const me = { member: { id: '1', name: 'Sofía' } } as Me
const at = (minute: number) => `2026-11-22T10:${String(minute).padStart(2, '0')}:00Z`
const row = (id: string, minute: number | null, part: Partial<TicketRow> = {}) =>
  ({
    id,
    state: 'open',
    assignee: null,
    department: null,
    sending: null,
    need: { reason: 'routine', dueAt: minute === null ? null : at(minute), orderAt: minute === null ? null : at(minute) },
    marks: [],
    lastMessageAt: at(0),
    ...part,
  }) as TicketRow
const list = (rows: TicketRow[], next: string | null = null) => ({ pages: [{ items: rows, next }], pageParams: [null] })
const ids = (data: ReturnType<typeof placeRow>) => data.pages.flatMap((page) => page.items.map(({ id }) => id))

describe('a changed row stands where it belongs', () => {
  it('comes in by its need, at the end when it has none', () => {
    const data = list([row('1', 5), row('2', 20)])
    assert.deepEqual(ids(placeRow(data, row('3', 10), 'need', me)), ['1', '3', '2'])
    assert.deepEqual(ids(placeRow(data, row('3', null), 'need', me)), ['1', '2', '3'])
  })

  it('moves when its need grows, and stays when only its words changed', () => {
    const data = list([row('1', 5), row('2', 20), row('3', 30)])
    assert.deepEqual(ids(placeRow(data, row('3', 1), 'need', me)), ['3', '1', '2'])
    const same = placeRow(data, row('2', 20, { snippet: 'nuevo' }), 'need', me)
    assert.deepEqual(ids(same), ['1', '2', '3'])
    assert.equal(same.pages[0]?.items[1]?.snippet, 'nuevo')
  })

  it('goes when the view no longer holds it', () => {
    assert.deepEqual(ids(placeRow(list([row('1', 5), row('2', 20)]), row('1', 5, { state: 'waiting' }), 'need', me)), ['2'])
    assert.deepEqual(ids(placeRow(list([row('1', 5)]), row('1', 5, { assignee: { id: '2', name: 'Marta' } }), 'unassigned', me)), [])
  })

  it('waits for its page when it belongs behind what is loaded', () =>
    assert.deepEqual(ids(placeRow(list([row('1', 5)], 'more'), row('2', 50), 'need', me)), ['1']))

  it('views by time put the newest first', () => {
    const data = list([row('1', null, { state: 'waiting', lastMessageAt: at(9) })])
    assert.deepEqual(ids(placeRow(data, row('2', null, { state: 'waiting', lastMessageAt: at(10) }), 'waiting', me)), ['2', '1'])
  })

  it('a saved view keeps what it has true, and is not guessed at', () => {
    const data = list([row('1', 5)])
    assert.deepEqual(ids(placeRow(data, row('2', 1), '77', me)), ['1'])
    assert.equal(placeRow(data, row('1', 5, { unanswered: 4 }), '77', me).pages[0]?.items[0]?.unanswered, 4)
  })
})

describe('an item comes once into the timeline, at its own time', () => {
  const message = (id: string, minute: number, text = '') => ({ kind: 'message', id, at: at(minute), text }) as TimelineItem
  const timeline = {
    pages: [
      { items: [message('3', 30), message('4', 40)], next: 'older' },
      { items: [message('1', 10)], next: null },
    ],
    pageParams: [null, 'older'],
  }
  const shown = (items: TimelineItem[]) => placeItems(timeline, items).pages.map((page) => page.items.map(({ id }) => id))

  it('new, late and twice', () => {
    assert.deepEqual(shown([message('5', 50)]), [['3', '4', '5'], ['1']])
    assert.deepEqual(shown([message('2', 35), message('2', 35)]), [['3', '2', '4'], ['1']])
    assert.deepEqual(shown([message('0', 5)]), [
      ['3', '4'],
      ['0', '1'],
    ])
  })

  it('a note and a message of the same number are two', () =>
    assert.deepEqual(shown([{ kind: 'note', id: '4', at: at(41) } as TimelineItem]), [['3', '4', '4'], ['1']]))
})

describe('the stream', () => {
  it('is read whole, wherever it is cut', () => {
    const text = 'id: 7\r\ndata: {"a":1}\r\n\r\n: heartbeat\n\ndata: x\ndata: y\n\n'
    for (let cut = 0; cut <= text.length; cut += 1) {
      const events: StreamEvent[] = []
      const parse = parser((event) => events.push(event))
      parse(text.slice(0, cut))
      parse(text.slice(cut))
      assert.deepEqual(
        events,
        [
          { id: '7', data: '{"a":1}' },
          { id: '7', data: 'x\ny' },
        ],
        `cut at ${cut}`,
      )
    }
  })
})

describe('what happens while an answer is on its way', () => {
  after(() => queries.clear())
  const shown = (queryKey: string[]) => queries.getQueryData<string[]>(queryKey)
  const say = (queryKey: string[], word: string) => amend<string[]>(queryKey, (words) => [...new Set([...words, word])])

  it('is not taken back by an answer that was read before it', async () => {
    const queryKey = ['amended', 'late']
    const answer = Promise.withResolvers<string[]>()
    const asked = queries.fetchQuery({ queryKey, queryFn: () => answer.promise })
    say(queryKey, 'first, before there is anything to change')
    answer.resolve(['read'])
    await asked
    assert.deepEqual(shown(queryKey), ['read', 'first, before there is anything to change'])
    const second = Promise.withResolvers<string[]>()
    const again = queries.fetchQuery({ queryKey, queryFn: () => second.promise, staleTime: 0 })
    say(queryKey, 'meanwhile')
    assert.deepEqual(shown(queryKey)?.at(-1), 'meanwhile')
    second.resolve(['read again'])
    await again
    assert.deepEqual(shown(queryKey), ['read again', 'meanwhile'], 'and nothing of the first time')
  })

  it('is asked for anew, though the first answer had not come yet', { timeout: 10_000 }, async () => {
    const queryKey = ['overtaken']
    const answers = [Promise.withResolvers<string>(), Promise.withResolvers<string>()]
    let asked = 0
    const observer = new QueryObserver(queries, { queryKey, queryFn: () => answers[asked++]!.promise })
    const seen = Promise.withResolvers<void>()
    const stop = observer.subscribe(({ data }) => {
      if (data === 'read after') seen.resolve()
    })
    void queries.invalidateQueries({ queryKey })
    answers[0]!.resolve('read before')
    answers[1]!.resolve('read after')
    await seen.promise
    stop()
    assert.equal(asked, 2)
  })

  it('is asked for once more only, where the first answer never came', async () => {
    const queryKey = ['overtaken', 'failed']
    const first = Promise.withResolvers<string>()
    let asked = 0
    const observer = new QueryObserver(queries, { queryKey, retry: false, queryFn: () => (asked++ === 0 ? first.promise : Promise.resolve('read after')) })
    const stop = observer.subscribe(() => {})
    void queries.invalidateQueries({ queryKey })
    first.reject(new Error('no network'))
    await assert.rejects(observer.refetch({ cancelRefetch: false, throwOnError: true }), /no network/)
    await observer.refetch()
    stop()
    assert.equal(asked, 2)
  })

  it('is left alone by an answer that was asked for later', async () => {
    const queryKey = ['amended', 'early']
    queries.setQueryData(queryKey, ['read'])
    say(queryKey, 'then')
    await queries.fetchQuery({ queryKey, queryFn: () => Promise.resolve(['read after']), staleTime: 0 })
    assert.deepEqual(shown(queryKey), ['read after'])
  })
})

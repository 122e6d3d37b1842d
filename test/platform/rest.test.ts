import assert from 'node:assert/strict'
import { test } from 'node:test'
import { restWhenQuiet } from '../../src/platform/rest.ts'

test('when nothing happens, what nobody needs any more is given back, once', { timeout: 60_000 }, async () => {
  const forgotten = (() => new WeakRef({ words: 'x'.repeat(1_000_000) }))()
  const { promise, resolve } = Promise.withResolvers<void>()
  let rests = 0
  const stop = restWhenQuiet(() => {
    rests += 1
    resolve()
  })
  // The look itself keeps no process alive.
  const alive = setInterval(() => {}, 1_000)
  try {
    await promise
    assert.equal(forgotten.deref(), undefined)
    assert.equal(rests, 1)
  } finally {
    clearInterval(alive)
    stop()
  }
})

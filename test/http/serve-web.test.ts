import assert from 'node:assert/strict'
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import Fastify from 'fastify'
import { answerProblem } from '../../src/http/problems.ts'
import { serveWeb } from '../../src/http/serve-web.ts'

const folder = mkdtempSync(join(tmpdir(), 'plaza-web-'))
const script = 'export const words = "a page of words "'.repeat(40)
mkdirSync(join(folder, 'assets'))
writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Plaza</title>')
writeFileSync(join(folder, 'assets', 'plaza-Ab12Cd34.js'), script)
writeFileSync(join(folder, 'assets', 'plaza-Ab12Cd34.js.gz'), gzipSync(script))
const server = Fastify()
server.setErrorHandler(answerProblem)
await serveWeb(server, pathToFileURL(`${folder}/`))
after(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

const ask = (url: string, encoding?: string) => server.inject({ url, headers: encoding ? { 'accept-encoding': encoding } : {} })

test('a script travels packed to who can unpack it, and is kept for ever either way', async () => {
  const packed = await ask('/assets/plaza-Ab12Cd34.js', 'gzip, br')
  assert.deepEqual(packed.rawPayload, gzipSync(script))
  const plain = await ask('/assets/plaza-Ab12Cd34.js')
  assert.equal(plain.body, script)
  assert.deepEqual(
    [packed, plain].map(({ headers }) => [headers['content-encoding'], headers['content-type'], headers['cache-control'], headers['vary']]),
    ['gzip', undefined].map((encoding) => [encoding, 'application/javascript; charset=utf-8', 'public, max-age=31536000, immutable', 'accept-encoding']),
  )
})

test('every address of the app is its page, never kept; an old script is not there', async () => {
  for (const path of ['/', '/inbox/12?view=need', '/settings/you']) {
    const { statusCode, headers, body } = await ask(path, 'gzip')
    assert.deepEqual([statusCode, headers['cache-control']], [200, 'no-cache'], path)
    assert.match(body, /<title>Plaza/)
  }
  assert.equal((await ask('/assets/plaza-Zz98Yy76.js', 'gzip')).statusCode, 404)
})

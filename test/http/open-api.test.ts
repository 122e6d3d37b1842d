import assert from 'node:assert/strict'
import { test } from 'node:test'
import { splitAt } from '../../src/http/route.ts'
import { ROUTES } from '../../src/http/routes.ts'
import { Browser } from '../support/http.ts'
import { openTestServer } from '../support/server.ts'

const { base } = await openTestServer()
const browser = new Browser(base)

interface Described {
  openapi: string
  paths: Record<
    string,
    Record<
      string,
      {
        operationId: string
        security: Record<string, string[]>[]
        parameters?: { name: string; in: string; required?: boolean }[]
        responses: Record<string, unknown>
      }
    >
  >
}

test('the description holds every route of the table, and none besides', async () => {
  const { openapi, paths } = await browser.must<Described>('GET', '/openapi.json')
  assert.equal(openapi, '3.1.0')
  const described = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
  const written = ROUTES.map(({ at }) => splitAt(at)).map(([method, path]) => `${method} /api/v1${path.replaceAll(/:(\w+)/g, '{$1}')}`)
  assert.deepEqual(described.sort(), written.sort())
  for (const [path, methods] of Object.entries(paths))
    for (const operation of Object.values(methods)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      assert.deepEqual(
        (operation.parameters ?? []).filter((parameter) => parameter.in === 'path' && parameter.required).map(({ name }) => name),
        inPath,
        `${path}: its path’s parameters`,
      )
      assert.ok(operation.operationId && operation.responses['4XX'], `${path} says how it refuses`)
    }
})

test('every reference in the description leads somewhere', async () => {
  const document = await browser.must<Record<string, unknown>>('GET', '/openapi.json')
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path!)
  for (const path of references) {
    const found = path.split('/').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], document)
    assert.notEqual(found, undefined, path)
  }
})

test('the page that shows it is there, and loads nothing from elsewhere', async () => {
  const page = await browser.ask<string>('GET', '/api/docs/')
  assert.equal(page.status, 200)
  assert.doesNotMatch(page.body, /(src|href)="https?:/)
})

test('health is told to anyone, metrics to this machine only', async () => {
  assert.deepEqual((await browser.ask('GET', '/healthz')).body, { ok: true })
  const metrics = await browser.ask<string>('GET', '/metrics')
  assert.match(metrics.body, /plaza_http_request_seconds_count\{method="GET",route="\/healthz",status="200"\} 1/)
  assert.equal((await browser.ask('GET', '/metrics', undefined, { 'x-forwarded-for': '203.0.113.9' })).status, 403)
})

test('what is not there is a problem under /api and a screen elsewhere', async () => {
  const missing = await browser.ask<{ code: string }>('GET', '/no-such-route')
  assert.deepEqual([missing.status, missing.body.code], [404, 'not-found'])
  assert.equal((await browser.ask('GET', '/api/v2/me')).status, 404)
  for (const address of ['/', '/inbox/42'].map((path) => base + path)) {
    const screen = await fetch(address)
    assert.match(screen.headers.get('content-security-policy')!, /default-src 'none'/)
    assert.match(screen.headers.get('content-type')!, /text\/html/)
  }
})

import assert from 'node:assert/strict'
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify, type ECDH } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { after } from 'node:test'
import { bodyOf, serveLocally } from './serve-locally.ts'

export interface PushedBrowser {
  endpoint: string
  keys: { p256dh: string; auth: string }
  /** What it was pushed, read with its own keys, in order. */
  pushed: { text: string; topic: string | undefined; urgency: string | undefined; ttl: number }[]
}

/** A push service as RFC 8030, 8188, 8291 and 8292 have it, written without the library that Plaza pushes by: what is not right is refused. */
export interface PushService {
  host: string
  /** A browser that lets in pushes signed by this key, and by no other. */
  open(applicationServerKey: string): PushedBrowser
  /** Answers the next pushes to it so, in order; then it takes them again. */
  answer(browser: PushedBrowser, ...statuses: number[]): void
  /** Why pushes were refused, in its own words. */
  refusals: string[]
}

interface Box {
  browser: PushedBrowser
  ecdh: ECDH
  auth: Buffer
  sender: string
  answers: number[]
}

export async function openPushService(): Promise<PushService> {
  const boxes = new Map<string, Box>()
  const refusals: string[] = []
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request)
    const box = boxes.get(request.url ?? '')
    const status = !box ? 404 : (box.answers.shift() ?? take(box, { headers: request.headers, body }, refusals))
    response.writeHead(status).end()
  })
  const host = await serveLocally(server, after)
  return {
    host,
    refusals,
    open(sender) {
      const ecdh = createECDH('prime256v1')
      const auth = randomBytes(16)
      const path = `/push/${randomBytes(12).toString('base64url')}`
      const browser = { endpoint: `http://${host}${path}`, keys: { p256dh: ecdh.generateKeys('base64url'), auth: auth.toString('base64url') }, pushed: [] }
      boxes.set(path, { browser, ecdh, auth, sender, answers: [] })
      return browser
    },
    answer: (browser, ...statuses) => void boxes.get(new URL(browser.endpoint).pathname)!.answers.push(...statuses),
  }
}

function take(box: Box, { headers, body }: { headers: IncomingHttpHeaders; body: Buffer }, refusals: string[]): number {
  try {
    checkSender(headers.authorization ?? '', `http://${headers.host}`, box.sender)
    assert.equal(headers['content-encoding'], 'aes128gcm')
    assert.match(headers['ttl'] as string, /^\d+$/)
    assert.ok(body.length <= 4096, 'a push service takes 4,096 bytes')
    const topic = headers['topic'] as string | undefined
    if (topic !== undefined) assert.match(topic, /^[\w-]{1,32}$/)
    box.browser.pushed.push({ text: decrypt(body, box), topic, urgency: headers['urgency'] as string | undefined, ttl: Number(headers['ttl']) })
    return 201
  } catch (error) {
    refusals.push(String(error))
    return 400
  }
}

/** RFC 8292: a signed token, for this service, not for more than a day, by the key that the browser was opened for. */
function checkSender(authorization: string, origin: string, sender: string): void {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization) ?? []
  assert.equal(key, sender, 'a push by another sender')
  const [head = '', claims = '', signature = ''] = token.split('.')
  assert.equal(read(head)['alg'], 'ES256')
  const point = Buffer.from(key, 'base64url')
  const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') }
  const publicKey = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' as const }
  assert.ok(verify('sha256', Buffer.from(`${head}.${claims}`), publicKey, Buffer.from(signature, 'base64url')), 'the signature does not hold')
  const { aud, exp, sub } = read(claims)
  assert.equal(aud, origin)
  const ahead = Number(exp) - Date.now() / 1000
  assert.ok(ahead > 0 && ahead <= 86_400, 'the token ends too late or too early')
  assert.match(String(sub), /^(mailto:|https:)/)
}

function read(part: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
}

/** RFC 8291 over RFC 8188: one record, to its end. */
function decrypt(body: Buffer, { ecdh, auth }: Box): string {
  const salt = body.subarray(0, 16)
  const keyLength = body[20]!
  const sender = body.subarray(21, 21 + keyLength)
  const shared = ecdh.computeSecret(sender)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), sender])
  const secret = Buffer.from(hkdfSync('sha256', shared, auth, info, 32))
  const key = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: aes128gcm\0', 16))
  const nonce = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: nonce\0', 12))
  const record = body.subarray(21 + keyLength)
  const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(record.subarray(-16))
  const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()])
  const end = padded.lastIndexOf(2)
  assert.ok(end >= 0 && padded.subarray(end + 1).every((byte) => byte === 0), 'the record is not the last one')
  return padded.subarray(0, end).toString()
}

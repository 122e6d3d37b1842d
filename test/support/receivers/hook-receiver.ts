import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import { after } from 'node:test'
import { bodyOf, serveLocally } from './serve-locally.ts'

export interface HookReceiver {
  host: string
  url: string
  /** What came and was signed by the secret, with the id that it came under. */
  taken: { id: string; body: Record<string, unknown> }[]
  /** What was not signed by it. */
  forged: string[]
  secret: string
  /** Answers the next ones so, in order; then it takes them. */
  answer(...statuses: number[]): void
}

/** Somebody's program that takes Plaza's pages and believes the signature alone, as docs/pages.md tells it to. */
export async function openHookReceiver(): Promise<HookReceiver> {
  const answers: number[] = []
  const receiver: HookReceiver = { host: '', url: '', taken: [], forged: [], secret: '', answer: (...statuses) => void answers.push(...statuses) }
  const server = createServer(async (request, response) => {
    const body = (await bodyOf(request)).toString()
    const { 'plaza-id': id, 'plaza-timestamp': timestamp, 'plaza-signature': signature } = request.headers as Record<string, string>
    const expected = Buffer.from(`v1=${createHmac('sha256', receiver.secret).update(`${timestamp}.${body}`).digest('hex')}`)
    const given = Buffer.from(signature ?? '')
    const isOurs = given.length === expected.length && timingSafeEqual(given, expected)
    const status = isOurs ? (answers.shift() ?? 204) : 401
    if (!isOurs) receiver.forged.push(body)
    if (status < 300) receiver.taken.push({ id: id!, body: JSON.parse(body) as Record<string, unknown> })
    response.writeHead(status).end()
  })
  receiver.host = await serveLocally(server, after)
  receiver.url = `http://${receiver.host}/pages`
  return receiver
}

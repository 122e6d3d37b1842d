/** One event of a server-sent stream. `id` is kept between events, as the standard says. */
export interface StreamEvent {
  id: string | null
  data: string
}

/** The stream ended or went quiet for longer than its heartbeat allows. */
export class StreamLost extends Error {}

/**
 * Reads `text/event-stream`. Unlike the browser's EventSource it can send the last id after any kind of failure, and it sees the
 * heartbeat's comments, so that a dead connection is noticed instead of looking alive.
 */
export async function readStream(response: Response, quietMs: number, take: (event: StreamEvent) => void, alive: () => void): Promise<never> {
  if (!response.body) throw new StreamLost('no body')
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  const parse = parser(take)
  try {
    for (;;) {
      const { done, value } = await within(quietMs, reader.read())
      if (done) throw new StreamLost('ended')
      alive()
      parse(value)
    }
  } finally {
    reader.cancel().catch(() => {})
  }
}

function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new StreamLost('quiet')), ms)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/** Feeds on pieces of text cut anywhere; gives whole events. */
export function parser(take: (event: StreamEvent) => void): (piece: string) => void {
  let rest = ''
  let id: string | null = null
  let data: string[] = []
  const line = (text: string) => {
    if (text === '') {
      if (data.length > 0) take({ id, data: data.join('\n') })
      data = []
    } else if (text.startsWith('data:')) data.push(text.slice(5).trimStart())
    else if (text.startsWith('id:')) id = text.slice(3).trim()
  }
  return (piece) => {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    for (const text of lines) line(text.replace(/\r$/, ''))
  }
}

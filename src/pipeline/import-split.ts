/** One line of a file, counted from 1. `text` is null when the line can't be read as text, and `problem` says why. */
export interface FileLine {
  number: number
  text: string | null
  problem: string | null
}

const NEWLINE = 0x0a
const MOST_BYTES = 4 * 2 ** 20

/** Cuts a stream of bytes into lines of UTF-8. A line longer than 4 MB is given up without being held, so memory stays bounded whatever comes. */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<FileLine> {
  const line = openLine()
  for await (const chunk of chunks) {
    let from = 0
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      line.add(chunk.subarray(from, end))
      yield line.end()
      from = end + 1
    }
    line.add(chunk.subarray(from))
  }
  if (line.begun()) yield line.end()
}

function openLine() {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let pieces: Uint8Array[] = []
  let bytes = 0
  let number = 0
  return {
    add(piece: Uint8Array) {
      bytes += piece.length
      if (bytes > MOST_BYTES) pieces = []
      else if (piece.length > 0) pieces.push(piece)
    },
    begun: () => bytes > 0,
    end(): FileLine {
      const [held, whole] = [pieces, bytes <= MOST_BYTES]
      pieces = []
      bytes = 0
      number += 1
      if (!whole) return { number, text: null, problem: 'is longer than 4 MB' }
      try {
        return { number, text: decoder.decode(held.length === 1 ? held[0] : Buffer.concat(held)), problem: null }
      } catch {
        return { number, text: null, problem: 'is not UTF-8' }
      }
    },
  }
}

import { ATTRIBUTION, ATTRIBUTION_START, HEADER_FROM, HEADER_SENT, HEADER_SUBJECT, ORIGINAL } from './reply-separators.ts'

export interface Folded {
  text: string
  /** What was quoted; null when nothing was. */
  folded: string | null
}

type LineKind = 'own' | 'blank' | 'quote'

/**
 * Parts what a person wrote from the earlier mail below (or above) it. Signatures stay. Answers written between quoted
 * lines stay with them, since neither says anything alone; so does a mail that is nothing but quote, and a forwarded one.
 */
export function foldQuoted(body: string): Folded {
  const lines = body.replace(/\r\n?/g, '\n').split('\n')
  const tail = foldFrom(lines)
  const kept = tail === null ? lines : lines.slice(0, tail)
  const rest = tail === null ? [] : lines.slice(tail)
  const { own, quoted } = partQuotes(kept)
  const text = tidy(own)
  if (!text) return { text: tidy(lines), folded: null }
  return { text, folded: tidy([...quoted, ...rest]) || null }
}

// Outlook quotes without marking lines: from its separator on, all is the earlier mail.
function foldFrom(lines: string[]): number | null {
  for (let at = 0; at < lines.length; at++) {
    if (ORIGINAL.test(line(lines, at)) || isHeaderBlock(lines, at)) return at
    const length = attributionLength(lines, at)
    if (length > 0 && !isMarked(lines, at + length)) return at
  }
  return null
}

function isHeaderBlock(lines: string[], at: number): boolean {
  if (!HEADER_FROM.test(line(lines, at))) return false
  const next = [1, 2, 3, 4, 5].map((step) => line(lines, at + step))
  return next.some((text) => HEADER_SENT.test(text)) && next.some((text) => HEADER_SUBJECT.test(text))
}

/** Lines of the attribution that starts here; 0 when none does. Programs wrap it as they wrap any text. */
function attributionLength(lines: string[], at: number): number {
  if (!ATTRIBUTION_START.test(line(lines, at))) return 0
  for (let length = 1; length <= 4; length++) {
    const last = line(lines, at + length - 1)
    const joined = lines
      .slice(at, at + length)
      .map((text) => text.trim())
      .join(' ')
    if (joined.length > 500 || last === '') return 0
    if (last.endsWith(':') && ATTRIBUTION.test(joined)) return length
  }
  return 0
}

function isMarked(lines: string[], from: number): boolean {
  const first = lines.slice(from, from + 3).find((text) => text.trim() !== '')
  return first?.startsWith('>') ?? false
}

// Lines marked `>` with what announces them. Only a quote above or below everything said can be taken away unharmed.
function partQuotes(lines: string[]): { own: string[]; quoted: string[] } {
  const kinds = markQuotes(lines)
  const signature = lines.findLastIndex((text) => /^-- ?$/.test(text))
  const end = signature > 0 && !kinds.includes('quote', signature) ? signature : lines.length
  const first = kinds.indexOf('own')
  const last = kinds.lastIndexOf('own', end - 1)
  const between = first >= 0 && kinds.slice(first, last + 1).includes('quote')
  const isQuoted = (at: number) => (at > last && at < end) || (!between && at < first)
  return { own: lines.filter((_, at) => !isQuoted(at)), quoted: lines.filter((_, at) => isQuoted(at)) }
}

function markQuotes(lines: string[]): LineKind[] {
  const kinds = lines.map((text): LineKind => (text.startsWith('>') ? 'quote' : text.trim() === '' ? 'blank' : 'own'))
  for (let at = 0; at < lines.length; at++) {
    const length = kinds[at] === 'own' ? attributionLength(lines, at) : 0
    if (length > 0 && isMarked(lines, at + length)) kinds.fill('quote', at, at + length)
  }
  return kinds
}

function line(lines: string[], at: number): string {
  return (lines[at] ?? '').trim()
}

function tidy(lines: string[]): string {
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/**
 * The words of a status, as a person reads them: paragraphs parted by an empty line, links in full, mentions and custom
 * emoji as written. `withoutQuote` drops the "RE: link" that servers prepend for readers who can't show a quoted status.
 */
export function plainText(html: string, withoutQuote = false): string {
  const reader: Reader = { out: '', newLine: false, open: [], withoutQuote }
  for (const [token] of html.matchAll(TOKEN)) {
    if (token.startsWith('<')) readTag(reader, token)
    else if (!isHidden(reader)) write(reader, decode(token))
  }
  return reader.out
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

interface Reader {
  out: string
  /** Whether `out` ends a line: to look at its end after each piece would cost its whole length. */
  newLine: boolean
  open: OpenTag[]
  withoutQuote: boolean
}

interface OpenTag {
  name: string
  hidden: boolean
  pre: boolean
  link: { href: string; from: number } | null
}

/**
 * A tag, a comment, or a run of text. An unclosed `<` is text: broken markup must not swallow words. What may stand inside is
 * bounded: a thousand openings that never close must not each be followed to the end.
 */
const TOKEN = /<!--(?:[^<]|<(?!!--))*?-->|<\/?[a-zA-Z](?:"[^"]{0,5000}"|'[^']{0,5000}'|[^'"<>]){0,200}>|[^<]+|</g
/** Deeper than people write. */
const DEEPEST = 100
const BLOCKS = new Set(['p', 'div', 'blockquote', 'pre', 'ul', 'ol', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'])
const HIDDEN = new Set(['script', 'style', 'head', 'title'])
const VOID = new Set(['br', 'img', 'hr', 'wbr', 'input'])

function readTag(reader: Reader, token: string): void {
  const name = /^<\/?([a-zA-Z][\w-]*)/.exec(token)?.[1]?.toLowerCase()
  if (!name) {
    if (token === '<') put(reader, '<')
    return
  }
  if (BLOCKS.has(name)) put(reader, '\n\n')
  if (name === 'br') put(reader, '\n')
  if (name === 'li' && !token.startsWith('</')) put(reader, '\n- ')
  if (token.startsWith('</')) closeTag(reader, name)
  else if (!VOID.has(name)) openTag(reader, name, token)
  else if (name === 'img') put(reader, attribute(token, 'alt'))
}

function openTag(reader: Reader, name: string, token: string): void {
  if (reader.open.length >= DEEPEST) return
  const classes = attribute(token, 'class').split(/\s+/)
  const href = attribute(token, 'href')
  const spoken = classes.includes('mention') || classes.includes('hashtag') || !/^(https?|mailto):/i.test(href)
  reader.open.push({
    name,
    hidden: HIDDEN.has(name) || (reader.withoutQuote && classes.includes('quote-inline')),
    pre: name === 'pre',
    link: name === 'a' && !spoken ? { href, from: reader.out.length } : null,
  })
}

function closeTag(reader: Reader, name: string): void {
  const at = reader.open.findLastIndex((tag) => tag.name === name)
  if (at < 0) return
  const [tag] = reader.open.splice(at)
  if (tag?.link && !isHidden(reader)) closeLink(reader, tag.link)
}

function isHidden(reader: Reader): boolean {
  return reader.open.some((tag) => tag.hidden)
}

/** A label that hides where it leads gets the address beside it, so that nobody trusts a word for a link. */
function closeLink(reader: Reader, { href, from }: { href: string; from: number }): void {
  const label = reader.out.slice(from).trim()
  if (bare(label) !== bare(href)) put(reader, label ? ` (${href})` : href)
}

function bare(url: string): string {
  return url.replace(/^(https?:\/\/|mailto:)/i, '').replace(/\/$/, '')
}

function write(reader: Reader, text: string): void {
  if (reader.open.some((tag) => tag.pre)) {
    put(reader, text)
    return
  }
  const words = text.replace(/[ \t\r\n\f]+/g, ' ')
  put(reader, reader.newLine ? words.replace(/^ /, '') : words)
}

function put(reader: Reader, text: string): void {
  reader.out += text
  if (text) reader.newLine = text.endsWith('\n')
}

function attribute(token: string, name: string): string {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(token)
  return decode(found?.[1] ?? found?.[2] ?? found?.[3] ?? '')
}

/** Servers send UTF-8 and escape what HTML must; the rest of the table is what hand-made servers were seen to send. */
const NAMED = new Map(Object.entries({
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', hellip: '…', mdash: '—', ndash: '–', laquo: '«', raquo: '»',
  lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', iexcl: '¡', iquest: '¿', euro: '€', copy: '©', reg: '®', bull: '•', middot: '·',
})) // prettier-ignore

function decode(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name) return NAMED.get(name) ?? whole
    const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16)
    return code > 0 && code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff) ? String.fromCodePoint(code) : '\u{fffd}'
  })
}

import { simpleParser } from 'mailparser'

const MAX_HTML = 200_000
const MAX_DEPTH = 500

/** HTML that is safe to work on, or null: deep nesting costs every HTML parser time in its square, and only an attacker sends it. */
export function tameHtml(html: string | false): string | null {
  if (!html) return null
  const cut = html.slice(0, MAX_HTML)
  return depthOf(cut) <= MAX_DEPTH ? cut : null
}

/** The text of a mail that has none but HTML; quotes come out marked with `>`. Without tame HTML, its bare words. */
export async function textFromHtml(html: string): Promise<string> {
  const tame = tameHtml(html)
  if (tame === null)
    return html
      .slice(0, MAX_HTML)
      .replace(/<[^<>]*>?/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
  const alone = Buffer.from(`Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${tame}`)
  return (await simpleParser(alone, { skipTextToHtml: true, skipImageLinks: true, keepCidLinks: true })).text ?? ''
}

// Elements that need no end tag don't nest.
const UNCLOSED = /^(br|img|hr|meta|link|input|col|area|base|wbr|p|li|dt|dd|td|th|tr|option)$/i

function depthOf(html: string): number {
  let depth = 0
  let deepest = 0
  for (const [, end, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    if (UNCLOSED.test(name)) continue
    depth = end ? Math.max(0, depth - 1) : depth + 1
    deepest = Math.max(deepest, depth)
  }
  return deepest
}

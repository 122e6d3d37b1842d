import type { Entities } from './payload.ts'

/** X escapes these three, and only these, in every text. */
const ESCAPED: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' }

/** A status address, which X appends to a text for its own pictures and for the post that it quotes. */
const OWN_LINK = /^https?:\/\/(?:www\.)?(?:twitter|x)\.com\/[^/]+\/status\/(\d+)(\/(?:photo|video)\/\d+)?/

/**
 * A text as its author sees it: entities decoded, short links spelled out, the appended links to its own pictures and to
 * the quoted post left out.
 */
export function readable(text: string, entities: Entities | undefined, quoted: string | null = null): string {
  let plain = text.replace(/&(?:amp|lt|gt);/g, (escaped) => ESCAPED[escaped] ?? escaped)
  for (const link of entities?.urls ?? []) {
    const [, status, picture] = OWN_LINK.exec(link.expanded_url) ?? []
    const appended = link.media_key !== undefined || picture !== undefined || (quoted !== null && status === quoted)
    const shown = appended ? '' : link.expanded_url
    plain = plain.replaceAll(link.url, () => shown)
  }
  return plain.trim()
}

/** Longer texts are searchable by their beginning: PostgreSQL holds at most 1 MB of lexemes a row, and a letter takes up to four bytes. */
const MOST = 200_000

/**
 * A text as search sees it: compatibility forms resolved (𝗵𝗲𝗹𝗽 → help), lower case, marks off, words of letters and digits
 * with one space between. Handles, addresses and order numbers fall into their parts: `@rosa.test` → `rosa test`, `AB-12` → `ab 12`.
 */
export function fold(text: string): string {
  return text
    .slice(0, MOST)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .slice(0, MOST)
}

/** All that a message is found by, for `message.search`: who said it, where that is told, its subject, its words. */
export function searchable({
  author,
  subject,
  text,
}: {
  author?: { handle: string; name: string }
  subject?: string | null | undefined
  text: string
}): string {
  return fold([author?.handle, author?.name, subject, text].filter(Boolean).join(' '))
}

/**
 * Whether two texts are the same words, as far as networks leave them alone: they shorten links, wrap handles, change
 * spaces and quotes. Used to recognise our own message when the network can't tell by an id.
 */
export function sameWords(a: string, b: string): boolean {
  return bare(a) === bare(b)
}

function bare(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/@[\p{L}\p{N}._-]+(@[\p{L}\p{N}.-]+)?/gu, ' ')
    .replace(/[^\p{L}\p{N}\p{Extended_Pictographic}]+/gu, ' ')
    .trim()
    .toLowerCase()
}

/** The vocabulary of a BERT-like model: a piece a line, its place is its id. */
export interface WordPieces {
  ids: ReadonlyMap<string, number>
  /** Whether the model was learned on lower case without accents. */
  uncased: boolean
}

const UNKNOWN = '[UNK]'
const LONGEST_WORD = 100

export function readVocabulary(vocabulary: string, uncased: boolean): WordPieces {
  return { ids: new Map(vocabulary.split(/\r?\n/).map((piece, id) => [piece, id])), uncased }
}

/** Cuts a text into pieces as BERT does (Devlin et al. 2019): the longest known beginning of what is left of a word, `most` ids at most. */
export function encode(text: string, { ids, uncased }: WordPieces, most: number): number[] {
  const words = plain(text, uncased).match(/[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]/gu) ?? []
  const pieces = words.flatMap((word) => piecesOf(word, ids)).slice(0, most - 2)
  return ['[CLS]', ...pieces, '[SEP]'].map((piece) => ids.get(piece) ?? 0)
}

function plain(text: string, uncased: boolean): string {
  return uncased ? text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '') : text.normalize('NFC')
}

function piecesOf(word: string, ids: WordPieces['ids']): string[] {
  const pieces: string[] = []
  for (let from = 0; from < word.length && word.length <= LONGEST_WORD;) {
    const piece = longestPiece(word, from, ids)
    if (piece === null) return [UNKNOWN]
    pieces.push(piece)
    from += piece.length - (from > 0 ? 2 : 0)
  }
  return pieces.length > 0 ? pieces : [UNKNOWN]
}

function longestPiece(word: string, from: number, ids: WordPieces['ids']): string | null {
  for (let to = word.length; to > from; to--) {
    const piece = (from > 0 ? '##' : '') + word.slice(from, to)
    if (ids.has(piece)) return piece
  }
  return null
}

import type { BrandWords } from '../understanding/brand-words.ts'
import type { Manual } from './manual.ts'

/** What the manual adds to understanding's words. Its topics it finds itself. */
export function brandWords({ document: { brand, words, offLimits } }: Manual): BrandWords {
  return {
    names: [brand.name],
    products: words.products,
    competitors: words.competitors,
    airlines: words.airlines,
    patterns: words.patterns,
    offLimits: Object.values(offLimits).flatMap((subject) => [...subject.words, ...subject.hints]),
  }
}

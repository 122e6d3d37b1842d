import { compileBrand } from '../compile-brand.ts'
import { createExtractor } from '../features.ts'
import { tokenise } from '../tokens.ts'
import { targetsOf, type LabelledPost } from './labelled-post.ts'
import type { Example } from './logistic.ts'

/** Makes examples of posts, by the same road that a message is read by. */
export function createExampleMaker(): (post: LabelledPost, weight: number) => Example {
  const extract = createExtractor()
  const { findConcepts } = compileBrand({})
  return (post, weight) => {
    const tokens = tokenise(post.text)
    const { count, index, value } = extract(tokens, findConcepts(tokens, post.language))
    return { index: index.slice(0, count), value: value.slice(0, count), targets: targetsOf(post), weight }
  }
}

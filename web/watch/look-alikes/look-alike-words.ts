import { msg } from '@lingui/core/macro'
import type { Words } from '../../words/use-words.ts'

/** What a look-alike is to us now. */
export const lookAlikeStateWords: Words = {
  urgent: msg`speaks to our customers now`,
  open: msg`to be judged`,
  renamed: msg`calls itself otherwise since it was judged`,
  impostor: msg`impostor`,
  cleared: msg`cleared`,
  gone: msg`gone`,
}

export const rulingWords: Words = {
  ours: msg`ours`,
  'fan-parody': msg`fan or parody`,
  unrelated: msg`nothing to do with us`,
  impostor: msg`impostor`,
}

export const speaksWords: Words = { brand: msg`brand`, product: msg`product`, region: msg`region`, executive: msg`executive` }

/** Facts for and against, by their code; those of a word beside our name share one sentence. */
export const evidenceWords: Words = {
  'handle-same': msg`The handle is ours but for signs, capitals or the network`,
  'handle-looks-the-same': msg`The handle can't be told from ours by eye`,
  'handle-reordered': msg`The handle has our words in another order`,
  'handle-misspelt': msg`The handle is a letter or two from ours`,
  'handle-with': msg`The handle is ours with a word beside it`,
  'name-same': msg`The name is ours`,
  'name-looks-the-same': msg`The name can't be told from ours by eye`,
  'name-misspelt': msg`The name is a letter or two from ours`,
  'name-with': msg`The name is ours with a word beside it`,
  'picture-same': msg`The picture is ours`,
  'picture-alike': msg`The picture is much like ours`,
  'bio-same': msg`The bio is ours`,
  'bio-claims-to-be-us': msg`The bio says that it is us`,
  'bio-claims-help': msg`The bio offers help to customers`,
  'bio-claims-office': msg`The bio claims an office with us`,
  'bio-names-us': msg`The bio names us`,
  'bio-link-like-ours': msg`The bio links to an address like ours`,
  'bio-sends-away': msg`The bio sends people to a messenger, a payment or a number`,
  'created-later': msg`It is younger than ours`,
  'speaks-in-our-name': msg`It speaks in our name`,
  'answers-complainants': msg`It answers people who write to us`,
  'asks-for-data': msg`It asks people for their data`,
  'asks-for-money': msg`It asks people for money`,
  'sends-away': msg`It sends people to a messenger, a payment or a number`,
  'named-as-ours': msg`Customers name it as if it were ours`,
  'says-fan': msg`It says that it is a fan`,
  'says-parody': msg`It says that it is a parody`,
  'denies-being-us': msg`It says that it is not us`,
  'another-name': msg`Against it: the name is somebody else's`,
  'another-life': msg`Against it: the bio tells of another life`,
  'common-word': msg`Against it: our name is a common word`,
  'short-name': msg`Against it: our handle is short`,
  'says-trade': msg`Against it: it sells or mends what we make`,
  'older-than-ours': msg`Against it: it is older than ours`,
}

/** `handle-with-help` and its like are one sentence: the two handles beside it show the word. */
export function evidenceKey(code: string): string {
  return code.replace(/^(handle|name)-with-.+$/, '$1-with')
}

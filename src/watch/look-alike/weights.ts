import type { WordKind } from './words.ts'

/**
 * All that the score is made of; docs/watch.md tells it to operators. Each fact that speaks for a look-alike is a chance between 0 and 1, and
 * those of handle, name, picture, bio and behaviour are joined as if they were independent: 1 − ∏(1 − chance). Each that speaks against it
 * multiplies what came out. From `IMPOSTOR` on the verdict is `impostor-likely`. Set by hand from what EVIDENCE lists name; nothing is learned.
 */
export const IMPOSTOR = 0.5

/** From here on somebody who says they are a fan or a parody is called so; below, they have nothing to do with us. */
export const RESEMBLES = 0.25

/** Handles: how theirs comes about from ours. */
export const HANDLE = {
  same: 0.85,
  'looks-the-same': 0.9,
  /** By one, two or three letters left out, put in, replaced or swapped; times the share of letters that stayed. */
  misspelt: [0.8, 0.66, 0.5],
  /** A misspelt handle beside which other words stand keeps this much of what these words say. */
  misspeltBeside: 0.85,
} as const

/** How much a likeness to something of ours is worth beside one to the handle itself. */
export const OURS = {
  handle: 1,
  /** A former handle or name of ours. */
  past: 0.95,
  name: 0.95,
  /** A person's name is borne by many. */
  personName: 0.5,
  stem: 0.95,
  reordered: 0.72,
} as const

/** What stands beside our name in a handle or a name: the most telling word counts. */
export const BESIDE: Record<WordKind, number> = {
  help: 0.78,
  claim: 0.74,
  lure: 0.66,
  shop: 0.55,
  place: 0.58,
  filler: 0.6,
  digits: 0.6,
  other: 0.24,
  fan: 0.4,
  parody: 0.4,
  trade: 0.3,
}

export const NAME = {
  /** Exactly ours; a person's name is borne by many. */
  same: { brand: 0.52, product: 0.52, region: 0.52, executive: 0.34 },
  misspelt: 0.42,
  /** Of what the words beside it say in a handle. */
  beside: 0.6,
} as const

export const PICTURE = { same: 0.55, alike: 0.45, /** Bits of 64 that differ at most. */ most: 10 } as const

export const BIO = {
  sameAsOurs: 0.5,
  claimsToBeUs: 0.4,
  claims: 0.15,
  claimsOffice: 0.35,
  namesOurs: 0.12,
  linkLikeOurs: 0.35,
  sendsAway: 0.35,
} as const

/** What they do, as it was seen; `pipeline` finds it in what was said. */
export const DOES = {
  'speaks-in-our-name': 0.45,
  'answers-complainants': 0.25,
  'asks-for-data': 0.4,
  'asks-for-money': 0.45,
  'sends-away': 0.35,
  'named-as-ours': 0.35,
} as const
export type Deed = keyof typeof DOES

/** What speaks against it. */
export const AGAINST = {
  /** Handle and name are somebody else's, and a bio says so. */
  anotherName: 0.8,
  anotherNameAndBio: 0.55,
  /** Our name is a word that many things are named after, and nothing but that word is shared. */
  commonWord: 0.7,
  /** Letters of our name below which it says little. */
  short: 0.8,
  /** Somebody of the same name as one of ours, with a life of their own in the bio. */
  anotherLife: 0.6,
  /** They sell or mend what we make, and say so. */
  trade: 0.5,
  /** The account is older than ours. */
  older: 0.8,
} as const

/** Created later than ours: little, most accounts are. */
export const LATER = 0.06
export const SHORT = 5

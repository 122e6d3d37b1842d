import type { Deed } from './weights.ts'

/** An account as it shows itself. */
export interface Profile {
  network: string
  handle: string
  name: string
  bio?: string
  /** An address of the picture, or its perceptual hash: 64 bits as 16 hexadecimal digits. */
  avatar?: string
  /** ISO 8601; a day is enough. */
  created?: string
}

/** An account of ours. */
export interface Official extends Profile {
  speaks?: 'brand' | 'product' | 'region' | 'executive'
  /** Handles and names that it had. */
  past?: readonly string[]
}

export interface Candidate extends Profile {
  /** What it was seen doing. */
  does?: readonly Deed[]
}

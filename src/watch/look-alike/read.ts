import { readBio, type BioSays, type Known } from './bio.ts'
import { localPart, Theirs } from './forms.ts'
import type { Candidate } from './profile.ts'

/** A candidate as it is compared, read once for all of ours; most resemble nothing, and of them no more is read than tells that. */
export class Read {
  readonly candidate: Candidate
  readonly handle: Theirs
  readonly name: Theirs
  readonly #known: Known
  #bio: BioSays | null | undefined

  constructor(candidate: Candidate, bare: string, known: Known) {
    this.candidate = candidate
    this.handle = new Theirs(localPart(candidate.network, bare))
    this.name = new Theirs(candidate.name)
    this.#known = known
  }

  get bio(): BioSays | null {
    if (this.#bio === undefined) this.#bio = this.candidate.bio ? readBio(this.candidate.bio, this.#known) : null
    return this.#bio
  }
}

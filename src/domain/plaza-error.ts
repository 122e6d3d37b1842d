/** What kind of no this is; `http/problems.ts` gives each its status. */
export type ErrorKind = 'invalid' | 'not-signed-in' | 'not-allowed' | 'not-found' | 'conflict' | 'too-many' | 'too-large' | 'unavailable' | 'refused'

/** An error by meaning. `code` is stable and translated on screen; `message` is an English sentence for the log. */
export class PlazaError extends Error {
  readonly kind: ErrorKind
  readonly code: string
  constructor(kind: ErrorKind, code: string, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'PlazaError'
    this.kind = kind
    this.code = code
  }
}

import type { ManualDocument } from './shape/document.ts'

export type Path = readonly (string | number)[]

/** 1-based, in the manual's text. */
export interface Position {
  line: number
  column: number
}

/** Where a path of the document stands in the text, by the canonical names of its keys; `key` means the name of the last part rather than its value. */
export type Place = (path: Path, key?: 'key') => Position

/** A manual that has the right shape. Whether it is sound, `checkManual` says. */
export interface Manual {
  document: ManualDocument
  place: Place
}

import type { z } from 'zod'
import type { Manual, Path, Place } from './manual.ts'
import { readDocument, type ManualDocument } from './shape/document.ts'

/** A manual of which some may be missing, because it can't be read. */
export interface SoundPart extends Manual {
  /** Whether all that was written there is here. */
  isWhole: (path: Path) => boolean
  /** The names of a section that were written and are not here; null where nothing of it can be told. */
  lostNames: (section: keyof ManualDocument) => readonly string[] | null
}

/** What was read, by the words of the schema. */
export interface Read {
  value: unknown
  place: Place
  lost: readonly Path[]
}

/** A manual of which nothing is missing. */
export function whole(manual: Manual): SoundPart {
  return { ...manual, isWhole: () => true, lostNames: () => [] }
}

/**
 * What is sound of a manual to which the schema objects: without the parts it objects to, and without what can't be without them. So a
 * mistake hides no other that lies elsewhere. Null where too little is left to speak of.
 */
export function soundPart({ value, place, lost }: Read): SoundPart | null {
  const kept = new Kept(value, lost)
  for (let round = 0; round < ROUNDS; round++) {
    const judged = readDocument(kept.value)
    if (judged.success) return { document: judged.data, place: (path, key) => place(kept.asWritten(path), key), ...lossesOf(kept) }
    kept.dropAll(judged.error.issues.flatMap(faulty))
  }
  return null
}

/** Each round drops what the one before left without something that it needs: a manual is not deeper. */
const ROUNDS = 24

function faulty(issue: z.core.$ZodIssue): Path[] {
  const path = issue.path as Path
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path]
}

function lossesOf(kept: Kept): Pick<SoundPart, 'isWhole' | 'lostNames'> {
  const { lost } = kept
  return {
    isWhole: (path) => {
      const written = kept.asWritten(path)
      return !lost.some((gone) => begins(gone, written) || begins(written, gone))
    },
    lostNames: (section) => {
      const of = lost.filter(([first]) => first === section || first === undefined)
      return of.some((path) => path.length < 2) ? null : of.map(([, name]) => String(name))
    },
  }
}

export function begins(path: Path, longer: Path): boolean {
  return path.length <= longer.length && path.every((part, i) => part === longer[i])
}

/** Without these nothing is a manual; a check that needs them sees that they are lost. */
const STAND_INS: Record<string, unknown> = {
  manual: 'manual',
  title: 'manual',
  language: 'en',
  brand: { name: 'brand', timeZone: 'UTC', languages: ['en'], voice: { is: 'plain' } },
  accounts: {},
}

type Inner = Record<string, unknown> | unknown[]

/** The value as it shrinks; of lists it knows which item stood where. */
class Kept {
  readonly value: unknown
  readonly lost: Path[]
  readonly #stood = new WeakMap<unknown[], number[]>()

  constructor(value: unknown, lost: readonly Path[]) {
    this.value = structuredClone(value)
    this.lost = [...lost]
    this.#close(this.value)
  }

  asWritten(path: Path): Path {
    let inner = this.value
    return path.map((part) => {
      const written = Array.isArray(inner) ? (this.#stood.get(inner)?.[Number(part)] ?? part) : part
      inner = isInner(inner) ? (inner as Record<string, unknown>)[part] : undefined
      return written
    })
  }

  dropAll(paths: readonly Path[]): void {
    const dropped: Path[] = []
    for (const path of paths) if (!dropped.some((gone) => begins(gone, path))) dropped.push(this.#drop(path))
    this.#close(this.value)
  }

  /** Of what isn't there, what lacks it. Answers what was dropped. */
  #drop(path: Path): Path {
    const holder = path.slice(0, -1).reduce<unknown>((inner, part) => (isInner(inner) ? (inner as Record<string, unknown>)[part] : undefined), this.value)
    const last = path.at(-1)
    const standIn = path.length === 1 ? STAND_INS[String(last)] : undefined
    if (last === undefined) return path
    if (standIn === undefined && (!isInner(holder) || (holder as Record<string, unknown>)[last] === undefined)) return this.#drop(path.slice(0, -1))
    this.lost.push(this.asWritten(path))
    if (isInner(holder)) put(holder, last, standIn)
    return path
  }

  /** Closes the gaps in lists. */
  #close(inner: unknown): void {
    if (Array.isArray(inner)) {
      const stood = this.#stood.get(inner) ?? inner.map((_, i) => i)
      const left = inner.flatMap((item, i) => (item === undefined ? [] : [{ item: item as unknown, at: stood[i]! }]))
      this.#stood.set(
        inner,
        left.map(({ at }) => at),
      )
      inner.splice(0, inner.length, ...left.map(({ item }) => item))
    }
    if (isInner(inner)) for (const item of Object.values(inner)) this.#close(item)
  }
}

function put(holder: Inner, part: string | number, value: unknown): void {
  if (Array.isArray(holder)) holder[Number(part)] = value
  else if (value === undefined) Reflect.deleteProperty(holder, part)
  else holder[part] = value
}

function isInner(value: unknown): value is Inner {
  return typeof value === 'object' && value !== null
}

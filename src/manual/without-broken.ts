import { parseDocument } from 'yaml'
import type { Path } from './manual.ts'
import { canonicalSchema, waysOf } from './shape/json-schema.ts'
import { keyMeant } from './tongue/tongue.ts'

/** A part that YAML can't read, and why; where, in characters of the whole text. */
export interface Broken {
  /** What it may have been: a line set wrong can carry the next thing away with it. */
  paths: Path[]
  code: string
  message: string
  pos: readonly number[]
}

/**
 * The text with each part that YAML can't read made blank, so that all else stays on its line. A section of the manual is judged by
 * itself, and each thing named or listed in it: a quote that nobody closed spoils the rule it stands in, not those below.
 */
export function withoutBroken(text: string): { rest: string; broken: Broken[] } {
  const broken = sectionsOf(text).flatMap((section) => brokenIn(text, section))
  const rest = broken.reduce((kept, { part: [from, to] }) => kept.slice(0, from) + kept.slice(from, to).replace(/[^\n]/g, ' ') + kept.slice(to), text)
  return { rest, broken }
}

/** Characters of the text. */
type Part = readonly [from: number, to: number]

function brokenIn(text: string, section: Part): (Broken & { part: Part })[] {
  const whole = text.slice(...section)
  const first = fault(whole)
  if (!first) return []
  const name = keyMeant(keyOf(whole), Object.keys(canonicalSchema().properties ?? {})) ?? keyOf(whole)
  const items = isOfMany(name) ? itemsOf(text, section) : []
  const broken = items.flatMap(([from, to]) => {
    const item = text.slice(from, to)
    const inside = fault(BEFORE + item)
    if (!inside) return []
    // What nobody closed is missed only where the item is over.
    const at = Math.min(inside.pos[0]! - BEFORE.length, item.trimEnd().length)
    return [{ ...inside, paths: keysIn(item).map((key) => [name, key]), pos: [from + Math.max(0, at)], part: [from, to] as const }]
  })
  return broken.length > 0 ? broken : [{ ...first, paths: [[name]], pos: [section[0] + first.pos[0]!], part: section }]
}

/** What makes an item of a section a text of its own. */
const BEFORE = 'x:\n'

/** The first thing that YAML objects to: what it says after that follows from it. */
function fault(text: string): Omit<Broken, 'paths'> | null {
  const [first] = parseDocument(text, { prettyErrors: false, uniqueKeys: false }).errors
  return first ? { code: first.code, message: first.message, pos: first.pos } : null
}

function isOfMany(section: string): boolean {
  const schema = canonicalSchema().properties?.[section]
  return schema !== undefined && waysOf(schema).some(({ type, additionalProperties }) => type === 'array' || typeof additionalProperties === 'object')
}

function sectionsOf(text: string): Part[] {
  return partsAt(text, [0, text.length], /^[^\s#\-\]}%]/gm)
}

/** They begin as deep as the first one does. */
function itemsOf(text: string, [from, to]: Part): Part[] {
  const body = text.indexOf('\n', from) + 1
  const [, indent] = /^( *)[^\s#]/m.exec(text.slice(body, to)) ?? []
  return body === 0 || indent === undefined ? [] : partsAt(text, [body, to], new RegExp(`^ {${indent.length}}[^\\s#\\]}]`, 'gm'))
}

/** From each line that begins so to the next one. */
function partsAt(text: string, [from, to]: Part, begins: RegExp): Part[] {
  const starts = [...text.slice(from, to).matchAll(begins)].map(({ index }) => from + index)
  return starts.map((start, i) => [start, starts[i + 1] ?? to])
}

function keyOf(section: string): string {
  return keysIn(section)[0] ?? ''
}

function keysIn(text: string): string[] {
  return [...text.matchAll(/^[\s-]*["']?([^:"'\n]*)/gm)].map(([, key = '']) => key.trim())
}

import { isAlias, isMap, isScalar, isSeq, type Document, type LineCounter, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml'
import { finding, type Finding } from './finding.ts'
import type { Path, Place, Position } from './manual.ts'
import { canonicalSchema, waysOf, type JsonSchema } from './shape/json-schema.ts'
import { keyMeant, valueMeant, yesOrNo } from './tongue/tongue.ts'

/** A document in the canonical words, and where each part of it stands in the text. */
export interface Translated {
  value: unknown
  place: Place
  findings: Finding[]
  /** What stands for something written elsewhere, and is not here. */
  lost: Path[]
}

/**
 * Turns keys and fixed values, written in any of the manual's languages, into the canonical ones. The schema says where words of the
 * manual's own stand, which are left alone. What it doesn't know stays as written, for the schema to refuse.
 */
export function translate(document: Document, lines: LineCounter): Translated {
  const walk = new Walk(lines)
  const value = walk.valueOf(document.contents, canonicalSchema(), [])
  return { value, place: (path, key) => walk.place(path, key), findings: walk.findings, lost: walk.lost }
}

/** No manual is nested so deeply; who reads one would run out of stack. */
const DEEPEST = 64

/** The key of what YAML would take over from elsewhere. */
const MERGE = '<<'

interface Spot {
  key?: number
  value: number
}

class Walk {
  readonly findings: Finding[] = []
  readonly lost: Path[] = []
  readonly #spots = new Map<string, Spot>()
  readonly #lines: LineCounter

  constructor(lines: LineCounter) {
    this.#lines = lines
  }

  /** Of what isn't there, the place of what lacks it. */
  place(path: Path, key?: 'key'): Position {
    const spot = this.#spots.get(idOf(path))
    if (!spot && path.length > 0) return this.place(path.slice(0, -1), key)
    return this.#position((key && spot?.key) ?? spot?.value ?? 0)
  }

  valueOf(node: unknown, schema: JsonSchema, path: Path, key?: Node): unknown {
    const ways = waysOf(schema)
    this.#set(path, node, key)
    if (path.length > DEEPEST) return this.#tooDeep(path)
    if (isMap(node)) return this.#map(node, ways.find((way) => way.type === 'object') ?? {}, path)
    if (isSeq(node)) return this.#list(node, ways.find((way) => way.type === 'array')?.items ?? {}, path)
    if (!isAlias(node)) return isScalar(node) ? scalar(node.value, ways) : node
    this.lost.push(path)
    return undefined
  }

  #set(path: Path, node: unknown, key: Node | undefined): void {
    this.#spots.set(idOf(path), { key: key?.range?.[0], value: startOf(node) ?? startOf(key) ?? 0 })
  }

  #list(list: YAMLSeq, items: JsonSchema, path: Path): unknown[] {
    return list.items.map((item, i) => this.valueOf(item, items, [...path, i]))
  }

  #tooDeep(path: Path): undefined {
    this.findings.push(finding('nested-too-deep', this.place(path), { deepest: DEEPEST }))
    this.lost.push(path)
  }

  #map(map: YAMLMap, schema: JsonSchema, path: Path): unknown {
    const entries = map.items.map((pair) => this.#entry(pair, schema, path))
    for (const [i, [name, , key]] of entries.entries()) {
      const first = entries.findIndex(([other]) => other === name)
      if (first < i) this.findings.push(finding('written-twice', this.#spot(key), { name: String(key), first: this.#spot(entries[first]?.[2]).line }))
    }
    if (entries.some(([name, value]) => name === MERGE && value === undefined)) this.lost.push(path)
    return Object.fromEntries(entries.filter(([name, value]) => name !== MERGE || value !== undefined))
  }

  #entry({ key, value }: Pair, schema: JsonSchema, path: Path): [name: string, value: unknown, key: Node | undefined] {
    const node = isScalar(key) ? key : undefined
    const written = String(node?.value ?? key)
    const name = (schema.properties ? keyMeant(written, Object.keys(schema.properties)) : valueMeant(written, namesOf(schema))) ?? written
    const inside = schema.properties?.[name] ?? (typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {})
    return [name, this.valueOf(value, inside, [...path, name], node), node]
  }

  #spot(key: Node | undefined): Position {
    return this.#position(startOf(key) ?? 0)
  }

  #position(offset: number): Position {
    const { line, col } = this.#lines.linePos(offset)
    return { line, column: col }
  }
}

/** A record whose names are fixed values. */
function namesOf(schema: JsonSchema): string[] {
  return schema.propertyNames?.enum ?? []
}

function scalar(value: unknown, ways: readonly JsonSchema[]): unknown {
  if (typeof value !== 'string') return value
  const fixed = valueMeant(
    value,
    ways.flatMap((way) => way.enum ?? []),
  )
  if (fixed !== null) return fixed
  const asksYesOrNo = ways.some((way) => way.type === 'boolean' || way.const === true)
  return (asksYesOrNo ? yesOrNo(value) : null) ?? value
}

function idOf(path: Path): string {
  return path.join('\n')
}

function startOf(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined
}

import { isMap, isPair, isScalar, isSeq, type Document, type LineCounter, type Node } from 'yaml'

export type Path = readonly (string | number)[]
interface Position {
  line: number
  column: number
}

/** Where a path of a document stands in its file; `key` means the name of the last part rather than its value. */
export type Locate = (path: Path, key?: boolean) => Position

export function locator(document: Document, lines: LineCounter): Locate {
  return (path, key = false) => {
    const offset = find(document.contents, path, key)?.range?.[0] ?? 0
    const { line, col } = lines.linePos(offset)
    return { line, column: col }
  }
}

/** The nearest node that exists: a missing property is told at what lacks it. */
function find(start: unknown, path: Path, key: boolean): Node | null {
  let node = asNode(start)
  for (const [i, part] of path.entries()) {
    const next = key && i === path.length - 1 ? keyOf(node, part) : valueOf(node, part)
    if (!next) return node
    node = next
  }
  return node
}

function valueOf(node: Node | null, part: string | number): Node | null {
  if (isSeq(node)) return asNode(node.items[Number(part)])
  return isMap(node) ? asNode(node.get(part, true)) : null
}

function keyOf(node: Node | null, part: string | number): Node | null {
  if (!isMap(node)) return null
  return asNode(node.items.find((pair) => isPair(pair) && isScalar(pair.key) && String(pair.key.value) === String(part))?.key)
}

function asNode(value: unknown): Node | null {
  return isScalar(value) || isMap(value) || isSeq(value) ? value : null
}

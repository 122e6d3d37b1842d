import { LineCounter, parseDocument, visit, type Document } from 'yaml'
import { finding, type Finding } from './finding.ts'
import type { Path, Position } from './manual.ts'
import { withoutBroken } from './without-broken.ts'

/** YAML, as far as it can be read. */
export interface Written {
  document: Document
  lines: LineCounter
  findings: Finding[]
  /** What was written and can't be read. */
  lost: Path[]
}

/** Reads a text; what is broken in it is left out and found, one finding for each broken part, and the rest is read. */
export function readYaml(text: string): Written {
  const lines = new LineCounter()
  const document = parse(text, lines)
  const odd = unprintable(text, lines)
  if (document.errors.length === 0) return { document, lines, findings: [...odd, ...unreadable(document, lines)], lost: [] }
  const second = document.errors.find(({ code }) => code === 'MULTIPLE_DOCS')?.pos[0]
  const { rest, broken } = withoutBroken(text.slice(0, second))
  const readable = parse(rest)
  const others = document.errors.filter(({ code }) => broken.length === 0 || readable.errors.length > 0 || code === 'MULTIPLE_DOCS')
  const findings = [...broken, ...others].map(({ code, message, pos }) => finding('yaml-syntax', positionOf(pos, lines), { yaml: code, says: message }))
  return { document: readable, lines, findings: [...odd, ...findings, ...unreadable(readable, lines)], lost: broken.flatMap(({ paths }) => paths) }
}

/** A key that stands twice is found by its meaning (`translate`): it may be written in two languages. */
function parse(text: string, lineCounter?: LineCounter): Document.Parsed {
  return parseDocument(text, { ...(lineCounter && { lineCounter }), prettyErrors: false, uniqueKeys: false })
}

/** Signs that no editor shows and no database takes; and what stands where a sign was in another encoding. The first of them. */
function unprintable(text: string, lines: LineCounter): Finding[] {
  const at = text.search(/(?![\t\n\r])[\p{Cc}\ufffd]/u)
  const sign = text.codePointAt(at)?.toString(16).toUpperCase().padStart(4, '0')
  return at < 0 ? [] : [finding('unprintable-sign', positionOf([at], lines), { sign: `U+${sign}` })]
}

/**
 * An unquoted text that holds ` #` loses its end to a comment: one with a hashtag would be cut in silence. An alias (`*name`) would put
 * what it stands for in two places, or within itself.
 */
function unreadable(document: Document, lines: LineCounter): Finding[] {
  const findings: Finding[] = []
  visit(document, {
    Alias(_key, node) {
      findings.push(finding('alias-used', positionOf(node.range, lines), { written: `*${node.source}` }))
    },
    Scalar(_key, node) {
      if (node.type !== 'PLAIN' || typeof node.value !== 'string' || !node.comment || node.comment.startsWith(' ')) return
      findings.push(
        finding('text-cut-by-comment', positionOf(node.range, lines), { lost: `#${node.comment}` }, JSON.stringify(`${node.value} #${node.comment}`)),
      )
    },
  })
  return findings
}

function positionOf(range: readonly number[] | null | undefined, lines: LineCounter): Position {
  const { line, col } = lines.linePos(range?.[0] ?? 0)
  return { line, column: col }
}

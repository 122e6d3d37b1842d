import { LineCounter, parseDocument, visit, type Document } from 'yaml'
import { finding, inOrder, type Finding } from './finding.ts'
import type { Manual, Position } from './manual.ts'
import { explainIssue } from './shape/explain-issue.ts'
import { documentSchema } from './shape/document.ts'
import { translate } from './translate.ts'

/** A manual, or everything that keeps its text from being one. */
export type Parsed = { manual: Manual; findings: Finding[] } | { manual: null; findings: Finding[] }

/** Longer texts are no manual: a sample takes 60 KB. Characters. */
const LONGEST = 2_000_000

/**
 * Reads a manual from YAML: keys and fixed values in English, Spanish, Italian or Portuguese. What is found keeps it from being read;
 * whether what it says is sound, `checkManual` finds. Pure; never throws for a text, whatever stands in it.
 */
export function parseManual(text: string): Parsed {
  if (text.length > LONGEST) return { manual: null, findings: [finding('not-a-manual', { line: 1, column: 1 })] }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  const broken = [...syntax(document, lines), ...unreadable(document, lines)]
  if (broken.length > 0) return { manual: null, findings: inOrder(broken) }

  const { value, place, findings } = translate(document, lines)
  const judged = documentSchema.safeParse(value)
  if (judged.success && findings.length === 0) return { manual: { document: judged.data, place }, findings }
  const explained = judged.success ? [] : judged.error.issues.flatMap((issue) => explainIssue(issue, { value, place }))
  return { manual: null, findings: inOrder([...findings, ...explained]) }
}

function syntax(document: Document.Parsed, lines: LineCounter): Finding[] {
  return [...document.errors, ...document.warnings].map((error) => {
    return finding('yaml-syntax', positionOf(error.pos, lines), { yaml: error.code, says: error.message })
  })
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

import type { z } from 'zod'
import { finding, inOrder, type Finding } from './finding.ts'
import type { Manual, Path } from './manual.ts'
import { readYaml } from './read-yaml.ts'
import { explainIssue, valueAt } from './shape/explain-issue.ts'
import { readDocument } from './shape/document.ts'
import { begins, soundPart, whole, type Read, type SoundPart } from './sound-part.ts'
import { translate } from './translate.ts'

/** A manual, or everything that keeps its text from being one; `sound` is what can be spoken of, null for nothing. */
export type Parsed = { manual: Manual; sound: SoundPart; findings: Finding[] } | { manual: null; sound: SoundPart | null; findings: Finding[] }

/** Longer texts are no manual: a sample takes 60 KB. Characters. */
const LONGEST = 2_000_000

/**
 * Reads a manual from YAML: keys and fixed values in English, Spanish, Italian or Portuguese. What is found keeps it from being read;
 * whether what it says is sound, `checkManual` finds. Pure; never throws for a text, whatever stands in it.
 */
export function parseManual(written: string): Parsed {
  if (written.length > LONGEST) return noManual({ why: 'too-long', length: written.length, longest: LONGEST })
  // An editor may begin the text with a mark that is no sign of it.
  const text = written.replace(/^\ufeff/, '')
  const yaml = readYaml(text)
  const { value, place, findings, lost } = translate(yaml.document, yaml.lines)
  const read = { value, place, lost: [...yaml.lost, ...lost] }
  const broken = [...yaml.findings, ...findings]
  if (broken.length > 0) return { manual: null, sound: soundPart(read), findings: inOrder([...broken, ...objections(read)]) }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return noManual({ why: value === null ? 'empty' : 'no-keys' })
  const judged = readDocument(value)
  if (!judged.success) return { manual: null, sound: soundPart(read), findings: inOrder(objections(read)) }
  const manual = { document: judged.data, place }
  return { manual, sound: whole(manual), findings: [] }
}

function noManual(data: Finding['data']): Parsed {
  return { manual: null, sound: null, findings: [finding('not-a-manual', { line: 1, column: 1 }, data)] }
}

/** What the schema objects to, but for what follows from what is lost. */
function objections(read: Read): Finding[] {
  const { error } = readDocument(read.value)
  const issues = error?.issues.filter((issue) => !follows(issue, read)) ?? []
  return issues.flatMap((issue) => explainIssue(issue, read))
}

/** What is missing because it can't be read has its finding already. */
function follows({ path }: z.core.$ZodIssue, { value, lost }: Read): boolean {
  const at = path as Path
  return (valueAt(value, at) ?? null) === null && lost.some((gone) => begins(gone, at) || begins(at, gone))
}

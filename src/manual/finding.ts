import type { Position } from './manual.ts'

/** Every code is stable; whoever shows a finding words it by its code and data. Errors keep a manual from being published, warnings don't. */
export const FINDINGS = {
  'not-utf8': 'error',
  'unprintable-sign': 'error',
  'yaml-syntax': 'error',
  'text-cut-by-comment': 'error',
  'alias-used': 'error',
  'nested-too-deep': 'error',
  'not-a-manual': 'error',
  'does-not-load': 'error',
  'unknown-key': 'error',
  'missing-key': 'error',
  'written-twice': 'error',
  'wrong-type': 'error',
  'unknown-value': 'error',
  'bad-format': 'error',
  'too-little': 'error',
  'unknown-days': 'error',
  'unknown-name': 'error',
  'rule-named-twice': 'error',
  'name-means-two': 'error',
  'name-is-number': 'error',
  'unknown-time-zone': 'error',
  'unknown-region': 'error',
  'rule-does-nothing': 'error',
  'rule-never-matches': 'error',
  'rule-changes-nothing': 'error',
  'rules-contradict': 'error',
  'act-overruled': 'warning',
  'nobody-on-duty': 'error',
  'escalation-missing': 'error',
  'escalation-out-of-order': 'error',
  'escalation-ends-in-nobody': 'error',
  'script-language-missing': 'error',
  'script-too-long': 'error',
  'unknown-variable': 'error',
  'promise-without-duty': 'error',
  'promise-before-escalation': 'error',
  'friend-closes': 'error',
  'silent-outside-hours': 'warning',
  'never-closed': 'warning',
  'never-open': 'error',
  'off-limits-without-action': 'error',
  'off-limits-without-words': 'error',
  'otherwise-missing': 'warning',
  'needs-out-of-order': 'error',
  'word-not-findable': 'error',
  'pattern-broken': 'error',
  'pattern-runs-away': 'error',
} as const satisfies Record<string, 'error' | 'warning'>

export type FindingCode = keyof typeof FINDINGS

export interface Finding extends Position {
  code: FindingCode
  severity: 'error' | 'warning'
  /** What it is about, for its words. */
  data: Readonly<Record<string, string | number | readonly string[]>>
  /** What could be written instead, where one thing is likely. */
  suggestion: string | null
}

export function finding(code: FindingCode, at: Position, data: Finding['data'] = {}, suggestion: string | null = null): Finding {
  return { code, severity: FINDINGS[code], line: at.line, column: at.column, data, suggestion }
}

export function isError({ severity }: Finding): boolean {
  return severity === 'error'
}

export function inOrder(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => a.line - b.line || a.column - b.column)
}

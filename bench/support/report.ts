import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'

export interface Figure {
  what: string
  value: number
  unit: string
  /** What it must reach, or must not exceed. */
  goal?: { atLeast?: number; atMost?: number }
}

const RESULTS = new URL('../RESULTS.md', import.meta.url)

/**
 * Prints a table and, as the last line, one JSON object with all figures. With `--write` the bench's section of RESULTS.md is
 * replaced. Sets a non-zero exit code when a goal is missed.
 */
export function report(bench: string, about: string, figures: readonly Figure[]): void {
  const rows = figures.map((figure) => [figure.what, `${round(figure.value)} ${figure.unit}`, goalOf(figure), verdict(figure)])
  const table = [['figure', 'measured', 'goal', ''], ['---', '---', '---', '---'], ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
  process.stdout.write(`\n${about}\n\n${table}\n\n`)
  if (process.argv.includes('--write')) writeSection(bench, `## ${bench}\n\n${about}\n\n${machine()}\n\n${table}\n`)
  if (figures.some((figure) => !met(figure))) process.exitCode = 1
  process.stdout.write(
    `${JSON.stringify({ bench, machine: machine(), met: figures.every(met), figures: Object.fromEntries(figures.map(({ what, value, unit }) => [what, { value: round(value), unit }])) })}\n`,
  )
}

function met({ value, goal }: Figure): boolean {
  return value >= (goal?.atLeast ?? -Infinity) && value <= (goal?.atMost ?? Infinity)
}

function verdict(figure: Figure): string {
  return figure.goal === undefined ? '' : met(figure) ? 'met' : '**missed**'
}

function goalOf({ goal, unit }: Figure): string {
  if (goal?.atLeast !== undefined) return `≥ ${goal.atLeast} ${unit}`
  return goal?.atMost === undefined ? 'floor' : `≤ ${goal.atMost} ${unit}`
}

function round(value: number): number {
  return Number(value.toPrecision(4))
}

function machine(): string {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  return `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}, Node ${process.versions.node}, at ${commit}`
}

function writeSection(bench: string, section: string): void {
  const sections = readFileSync(RESULTS, 'utf8').split(/\n(?=## )/)
  const others = sections.filter((text) => !text.startsWith(`## ${bench}\n`))
  const [head, ...rest] = others
  writeFileSync(RESULTS, [head!.trimEnd(), ...[...rest, section].sort().map((text) => text.trim())].join('\n\n') + '\n')
}

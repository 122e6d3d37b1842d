import { PlazaError } from '../domain/plaza-error.ts'

// A reader that goes away is told by the write that meets it.
process.stdout.on('error', () => {})

/** Writes to standard output and waits until it is out. Throws `reader-gone` when nobody reads any more. */
export function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) =>
      error ? reject(new PlazaError('unavailable', 'reader-gone', 'Whoever read our output has gone.', error)) : resolve(),
    )
  })
}

export function printJson(value: unknown): Promise<void> {
  return print(`${JSON.stringify(value, null, 2)}\n`)
}

/** Columns as wide as their widest cell; the last one runs free. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column]!)))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('')
}

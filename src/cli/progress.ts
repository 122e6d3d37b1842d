/** One line a step, on standard error, so that standard output stays the command's own. */
export function say(step: string): void {
  process.stderr.write(`plaza: ${step}\n`)
}

/** A line that is written over while something long goes on; plain lines where no person looks. */
export function counter(what: string): { at(done: number, of?: number): void; end(): void } {
  const live = process.stderr.isTTY
  const started = Date.now()
  let last = 0
  const line = (done: number, of?: number) => {
    const seconds = (Date.now() - started) / 1000
    const pace = seconds > 0 ? `, ${Math.round(done / seconds)}/s` : ''
    return `plaza: ${what} ${done.toLocaleString('en')}${of === undefined ? '' : ` of ${of.toLocaleString('en')}`}${pace}`
  }
  return {
    at(done, of) {
      if (Date.now() - last < (live ? 100 : 2_000)) return
      last = Date.now()
      process.stderr.write(live ? `\r\u001b[K${line(done, of)}` : `${line(done, of)}\n`)
    },
    end() {
      if (live) process.stderr.write('\r\u001b[K')
    },
  }
}

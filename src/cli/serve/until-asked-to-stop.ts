/**
 * Resolves at Ctrl+C, at a service manager's or a closed terminal's word, or when the process that started us is gone. A second
 * word of the same kind ends at once, as it does for any program.
 */
export function untilAskedToStop(): Promise<void> {
  // Whoever read our lines may be gone first; that must not keep us from ending well.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
    process.once('disconnect', () => resolve())
  })
}

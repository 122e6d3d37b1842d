/** PostgreSQL's classes for trouble of its own: connection, resources, shutdown, rolled back. Asking again later helps; halving does not. */
const DATABASE_TROUBLE = /^(08|40|53|55|57|58|XX)/

/** Whether an item of the batch is to blame, rather than the database or the network beneath it. */
export function isPoison(error: unknown): boolean {
  if (!(error instanceof Error)) return true
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null
  if (code === null) return !/connection|terminat|timeout/i.test(error.message)
  if (/^E[A-Z]+$/.test(code)) return false
  return !DATABASE_TROUBLE.test(code)
}

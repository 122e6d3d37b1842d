/** What stands for the native id of an account that is only declared: its handle, without @ and case. No network's ids look like it. */
export function declaredId(handle: string): string {
  return `handle:${handle.replace(/^@/, '').toLowerCase()}`
}

/** JSON as PostgreSQL can keep it: its text can't hold NUL, and no customer's word should fail for one. */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value)
  // An escaped backslash before `u0000` is no NUL.
  return text.includes('\\u0000') ? text.replace(/(?<!\\)((?:\\\\)*)\\u0000/g, '$1') : text
}

/** The first of a person's names, if it looks like one: nobody makes us say a link, another's handle or a shout in their name. */
export function callName(name: string): string | null {
  const [first = ''] = name.trim().split(/\s+/)
  return /^\p{Lu}[\p{L}\p{M}'’-]{1,29}$/u.test(first) ? first : null
}

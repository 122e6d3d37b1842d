/** Where words stand in a text, in UTF-16 units. */
export interface Stretch {
  from: number
  to: number
}

/**
 * The brace to go to next from what is chosen: the first one, then each after it; null behind the last, so that Tab leaves as ever.
 * `open`: what stands in braces and must not.
 */
export function nextBrace(text: string, open: readonly string[], chosen: Stretch): Stretch | null {
  const places = open.flatMap((written) => placesOf(text, `{${written}}`)).sort((one, other) => one.from - other.from)
  const at = places.findIndex(({ from, to }) => from === chosen.from && to === chosen.to)
  return places[at + 1] ?? null
}

function placesOf(text: string, braced: string): Stretch[] {
  const places: Stretch[] = []
  for (let from = text.indexOf(braced); from >= 0; from = text.indexOf(braced, from + braced.length)) places.push({ from, to: from + braced.length })
  return places
}

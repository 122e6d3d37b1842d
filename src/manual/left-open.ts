import type { ManualDocument } from './shape/document.ts'

/** As many letters on either side tell whose words they are. */
const AROUND = 16

/** Whether a word in braces stands in a text as a script left it: between the script's own words, whatever was filled in or written elsewhere. */
export function isLeftOpen(scripts: ManualDocument['scripts'], text: string): boolean {
  return Object.values(scripts).some(({ texts }) => texts.some((script) => bracesOf(script.text).some((brace) => text.includes(brace))))
}

/** Each word in braces with the words beside it, as far as the next brace; one that stands alone is anybody's. */
function bracesOf(text: string): string[] {
  const pieces = text.split(/(\{[^{}]*\})/)
  return pieces.flatMap((piece, at) => {
    if (at % 2 === 0) return []
    const brace = `${pieces[at - 1]!.slice(-AROUND)}${piece}${pieces[at + 1]!.slice(0, AROUND)}`.trim()
    return brace === piece ? [] : [brace]
  })
}

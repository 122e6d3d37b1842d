/** What a customer is told of a look-alike; its handle without an @, which would call it in. */
const WORDS: Record<string, (handle: string, ours: string) => string> = {
  es: (handle, ours) => `La cuenta «${handle}» no es nuestra. No le dé datos ni dinero. La nuestra es ${ours}.`,
  it: (handle, ours) => `L’account «${handle}» non è nostro. Non gli dia dati né denaro. Il nostro è ${ours}.`,
  pt: (handle, ours) => `A conta «${handle}» não é nossa. Não lhe dê dados nem dinheiro. A nossa é ${ours}.`,
  en: (handle, ours) => `The account “${handle}” is not ours. Please give it no data and no money. Ours is ${ours}.`,
}

/** In the first of these languages (BCP 47) that is one of ours, else in English. `ours` is the handle of the real account. */
export function warningText(handle: string, ours: string, languages: readonly (string | null)[]): { text: string; language: string } {
  const language = languages.map((one) => one?.split('-')[0]).find((one) => one !== undefined && Object.hasOwn(WORDS, one)) ?? 'en'
  return { text: WORDS[language]!(bare(handle), `@${bare(ours)}`), language }
}

function bare(handle: string): string {
  return handle.replace(/^@+/, '')
}

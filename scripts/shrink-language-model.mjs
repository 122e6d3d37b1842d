// Runs after an install. The language model knows 60 languages and takes 140 MB and half a second to load; of those we tell a few apart.
// Writes the part of its data that speaks of them beside it, in the library's own format (a «subset»). src/understanding/language.ts
// loads it, and the whole model where this file is missing.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const LANGUAGES = JSON.parse(readFileSync(new URL('../src/understanding/languages.json', import.meta.url), 'utf8'))

const folder = new URL('../node_modules/eld/src/ngrams/', import.meta.url)
if (existsSync(new URL('small.js', folder))) {
  const { ngramsData } = await import(new URL('small.js', folder).href)
  const ids = Object.entries(ngramsData.languages).flatMap(([id, language]) => (LANGUAGES.includes(language) ? [id] : []))
  const kept = Object.entries(ngramsData.ngrams).flatMap(([ngram, scores]) => {
    const ours = ids.flatMap((id, index) => (id in scores ? [[index, scores[id]]] : []))
    return ours.length > 0 ? [[ngram, Object.fromEntries(ours)]] : []
  })
  const data = {
    type: ngramsData.type,
    languages: Object.fromEntries(ids.map((id, index) => [index, ngramsData.languages[id]])),
    isSubset: true,
    ngrams: Object.fromEntries(kept),
  }
  const licence = readFileSync(new URL('small.js', folder), 'utf8').split('*/')[0]
  // A JSON text is parsed with a fraction of the memory that the same object literal takes.
  writeFileSync(new URL('plaza.js', folder), `${licence}*/\nexport const ngramsData = JSON.parse(${JSON.stringify(JSON.stringify(data))})\n`)
}

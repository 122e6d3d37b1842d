import { TONES } from '../../domain/meaning.ts'
import type { NetworkName, Visibility } from '../../domain/network-name.ts'
import { finding, type Finding } from '../finding.ts'
import { nearest } from '../../domain/nearest.ts'
import { fillScript, pickText, variableMeant, variablesIn } from '../script-text.ts'
import type { ManualDocument } from '../shape/document.ts'
import { TONGUES, tongueOf } from '../tongue/tongue.ts'
import { LONG_VALUES, VARIABLE_WORDS } from '../tongue/variable-words.ts'
import type { Check, Checked } from './checked.ts'

type Script = ManualDocument['scripts'][string]

/** Scripts that lack a language, that a network would refuse, and that ask for what nobody can fill in. */
export const checkScripts: Check = (checked) =>
  Object.entries(checked.document.scripts).flatMap(([name, script]) => [
    ...missingLanguages(name, script, checked),
    ...tooLong(name, script, checked),
    ...unknownVariables(name, script, checked),
  ])

/** Nothing is written on the phone: there a script is read aloud. */
function networksOf(script: Script, { accounts }: ManualDocument): NetworkName[] {
  const ours = new Set(Object.values(accounts).map(({ network }) => network))
  return [...ours].filter((network) => network !== 'phone' && (script.networks?.includes(network) ?? true))
}

/** Everybody must find a text, whatever their tone: in each language of the brand, and of the accounts on that network. */
function missingLanguages(name: string, script: Script, { document, place, isWhole }: Checked): Finding[] {
  if (!isWhole(['scripts', name]) || !isWhole(['brand', 'languages'])) return []
  const lacking = networksOf(script, document).flatMap((network) => {
    const accounts = Object.values(document.accounts).filter((account) => account.network === network)
    const languages = new Set(accounts.flatMap((account) => account.languages ?? document.brand.languages))
    return [...languages].filter((language) => !servesAll(script, language, network)).map((language) => ({ language, network }))
  })
  return [...Map.groupBy(lacking, ({ language }) => language)].map(([language, those]) =>
    finding('script-language-missing', place(['scripts', name], 'key'), { script: name, language, networks: those.map(({ network }) => network) }),
  )
}

function servesAll(script: Script, language: string, network: NetworkName): boolean {
  const visibilities = [...new Set(script.texts.flatMap(({ visibility }) => visibility ?? []))]
  const asked: Visibility[] = visibilities.length === 1 && script.texts.every(({ visibility }) => visibility) ? visibilities : ['public', 'private']
  return TONES.every((tone) => asked.every((visibility) => pickText(script, { language, network, visibility, tone }) !== null))
}

/** A text is measured wherever it would be picked, by whatever tone, its variables filled with long values. */
function tooLong(name: string, script: Script, { document, place, measure, isWhole }: Checked): Finding[] {
  return script.texts.flatMap(({ language, network, visibility, tone, text }, i) => {
    if (!isWhole(['scripts', name, 'texts', i])) return []
    const networks = networksOf(script, document).filter((one) => (network ?? one) === one)
    const occasions = networks.flatMap((one) => (['public', 'private'] as const).map((seen) => ({ network: one, visibility: seen })))
    const filled = fillScript(text, LONG_VALUES)
    const over = occasions
      .filter((occasion) => (visibility ?? occasion.visibility) === occasion.visibility)
      .filter((occasion) => (tone ? [tone] : TONES).some((one) => pickText(script, { language, tone: one, ...occasion }) === text))
      .flatMap((occasion) => {
        const measured = measure(occasion.network, occasion.visibility, filled)
        return measured && measured.length > measured.max ? [{ ...occasion, ...measured }] : []
      })
    return over.slice(0, 1).map((worst) => finding('script-too-long', place(['scripts', name, 'texts', i, 'text']), { script: name, language, ...worst }))
  })
}

function unknownVariables(name: string, script: Script, { place }: Checked): Finding[] {
  return script.texts.flatMap(({ text, language }, i) =>
    variablesIn(text)
      .filter((written) => variableMeant(written) === null)
      .map((written) => {
        const known = variablesFor(language)
        return finding('unknown-variable', place(['scripts', name, 'texts', i, 'text']), { script: name, written, known }, nearest(written, known))
      }),
  )
}

/** As somebody who writes in that language calls them. */
function variablesFor(language: string): string[] {
  const tongue = TONGUES.indexOf(tongueOf(language))
  return Object.entries<readonly string[]>(VARIABLE_WORDS).map(([variable, words]) => words[tongue]?.split(' | ')[0] ?? variable)
}

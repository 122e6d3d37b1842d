import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { languageName } from '../ui/language.ts'
import { networkWords, visibilityWords } from '../ui/network.tsx'
import { factWords, givenWords, guardWords, yesWords } from '../words/facts.ts'
import { meaningWords } from '../words/meanings.ts'
import { useWords } from '../words/use-words.ts'

/** A rule of the manual that matched, as the trace keeps it. */
export interface RuleMatched {
  name: string
  /** 1-based, in the manual's text. */
  line: number
  version: number
  because: { fact: string; value: unknown; not?: true | undefined }[]
  gave: string[]
  overruled: string[]
  /** What kept it from leaving the message, or from leaving it at once. */
  kept?: string | undefined
}

export function isRule(facts: Record<string, unknown>): facts is Record<string, unknown> & RuleMatched {
  return typeof facts['name'] === 'string' && Array.isArray(facts['because']) && Array.isArray(facts['gave']) && Array.isArray(facts['overruled'])
}

/** Which rule of the manual, where it stands, what it found and what it gave. */
export function RuleFacts({ rule: { name, line, version, because, gave, overruled, kept } }: { rule: RuleMatched }) {
  const { t } = useLingui()
  const given = useWords(givenWords)
  const guarded = useWords(guardWords)
  return (
    <span className="flex flex-wrap gap-x-2 text-faint">
      <span lang="" className="text-ink">
        «{name}»
      </span>
      <Link to="/manual" search={{ version, line }} className="underline underline-offset-2 hover:text-ink">
        <Trans>
          line {line}, version {version}
        </Trans>
      </Link>
      {because.map((one) => (
        <Because key={`${one.fact}${one.not}`} {...one} />
      ))}
      {gave.length > 0 ? <span>{t`decided: ${gave.map(given).join(', ')}`}</span> : null}
      {overruled.length > 0 ? <span>{t`an earlier rule decided instead: ${overruled.map(given).join(', ')}`}</span> : null}
      {kept === undefined ? null : <span>{guarded(kept)}</span>}
    </span>
  )
}

function Because({ fact, value, not }: RuleMatched['because'][number]) {
  const { t } = useLingui()
  const word = useWords(factWords)
  const say = useSayValue()
  return (
    <span>
      <span>{word(fact)}</span>
      {': '}
      {not ? `${t`not`} ` : ''}
      <span lang="">{(Array.isArray(value) ? value : [value]).map((one) => say(fact, one)).join(', ')}</span>
    </span>
  )
}

const SAID_AS_MEANING = new Set(['type', 'urgency', 'tone', 'target'])

/** Codes of ours in words; the brand's own words, and numbers, as they are. */
function useSayValue(): (fact: string, value: unknown) => string {
  const { i18n } = useLingui()
  const [meaning, network, visibility, yes, facts] = [
    useWords(meaningWords),
    useWords(networkWords),
    useWords(visibilityWords),
    useWords(yesWords),
    useWords(factWords),
  ]
  return (fact, value) => {
    const text = String(value)
    if (typeof value === 'boolean') return yes(text)
    if (SAID_AS_MEANING.has(fact) && !/^\d+[-+]/.test(text)) return meaning(`${fact} ${text}`)
    if (fact === 'network') return network(text)
    if (fact === 'visibility') return visibility(text)
    if (fact === 'unsure') return facts(text)
    return fact === 'language' && text !== '' ? languageName(text, i18n.locale) : text
  }
}

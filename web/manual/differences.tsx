import { useLingui } from '@lingui/react/macro'
import { msg } from '@lingui/core/macro'
import type { ManualDifference } from '../contract.ts'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { useWords, type Words } from '../words/use-words.ts'

export interface DifferencesProps {
  differences: readonly ManualDifference[] | null
  /** Leads to a line, where the newer text is on the screen. */
  show?: (line: number) => void
}

/** What differs, by what is named in the manual. */
export function Differences({ differences, show }: DifferencesProps) {
  const { t } = useLingui()
  if (differences === null) return <p className="text-soft">{t`There is nothing to compare with yet.`}</p>
  if (differences.length === 0) return <p className="text-soft">{t`Nothing differs but the way it is written.`}</p>
  return (
    <ul aria-label={t`What changes`} className="flex flex-col">
      {differences.map((one) => (
        <li key={`${one.section} ${one.name} ${one.change}`} className="flex flex-col gap-1 border-t border-line py-2 first:border-t-0">
          <What difference={one} show={show} />
          {one.parts.map(({ path, before, after }) => (
            <span key={path.join('.')} className="font-mono text-xs text-soft wrap-anywhere">
              {path.join(' › ')}
              {path.length > 0 ? ': ' : ''}
              <del className="no-underline">{shown(before)}</del> → <ins className="text-ink no-underline">{shown(after)}</ins>
            </span>
          ))}
        </li>
      ))}
    </ul>
  )
}

function What({ difference: { section, name, change, line }, show }: { difference: ManualDifference; show: DifferencesProps['show'] }) {
  const { t } = useLingui()
  const sections = useWords(sectionWords)
  const changes = useWords(changeWords)
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Chip tone={TONES[change]}>{changes(change)}</Chip>
      <span>{sections(section)}</span>
      {name === null ? null : (
        <b lang="" className="font-[560] wrap-anywhere">
          «{name}»
        </b>
      )}
      {show && change !== 'removed' ? <Button size="small" tone="quiet" onPress={() => show(line)}>{t`Line ${line}`}</Button> : null}
    </span>
  )
}

const TONES = { added: 'ok', removed: 'warn', changed: 'plain', moved: 'plain' } as const

const LONGEST = 300

function shown(value: unknown): string {
  const text = value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

const changeWords: Words = { added: msg`added`, removed: msg`removed`, changed: msg`changed`, moved: msg`moved` }

/** The parts of a manual, each as one of its kind. */
const sectionWords: Words = {
  manual: msg`the manual’s name`,
  title: msg`the title`,
  language: msg`the language`,
  brand: msg`the brand`,
  accounts: msg`account`,
  people: msg`person`,
  words: msg`the words of the brand`,
  topics: msg`topic`,
  offLimits: msg`what is not answered`,
  needs: msg`the waits`,
  rules: msg`rule`,
  otherwise: msg`what follows otherwise`,
  departments: msg`department`,
  calendars: msg`calendar`,
  promises: msg`promise`,
  scripts: msg`script`,
  after: msg`what follows afterwards`,
  abuse: msg`abuse`,
  crisis: msg`crisis level`,
}

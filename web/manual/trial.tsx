import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Refusal } from '../ui/form.tsx'
import { Select } from '../ui/select.tsx'
import { Moment } from '../ui/time.tsx'
import { givenWords } from '../words/facts.ts'
import { useWords } from '../words/use-words.ts'
import { useSayActValue } from './act-value.ts'
import { type Simulation, useSimulation } from './use-simulation.ts'

const SPANS = ['7', '30', '90'] as const

/** What the text on the screen would have done otherwise with the messages of the last days, and on which tickets. */
export function Trial({ text, isSound }: { text: string; isSound: boolean }) {
  const { t } = useLingui()
  const [days, setDays] = useState<(typeof SPANS)[number]>('30')
  const { simulation, start, goOn, stop } = useSimulation(text)
  const isRunning = simulation?.state === 'running'
  return (
    <div className="flex flex-col gap-3">
      <p className="text-soft">
        <Trans>Replays what came in through this text and through the version in force, and tells where they part. Nothing is changed.</Trans>
      </p>
      <div className="flex flex-wrap items-end gap-2">
        <Select label={t`How far back`} value={days} choices={SPANS.map((id) => ({ id, label: t`${id} days` }))} onChange={setDays} />
        {isRunning ? <Button onPress={stop}>{t`Stop`}</Button> : <Button isDisabled={!isSound} onPress={() => start(Number(days))}>{t`Try it`}</Button>}
      </div>
      {isSound ? null : <p className="text-sm text-soft">{t`It can be tried once the errors are gone.`}</p>}
      {simulation ? <Found simulation={simulation} goOn={goOn} /> : null}
    </div>
  )
}

function Found({ simulation, goOn }: { simulation: Simulation; goOn: () => void }) {
  const { t, i18n } = useLingui()
  const { state, messages, changed, ways, left, progress, problem } = simulation
  return (
    <>
      {state === 'running' ? <progress aria-label={t`Trying`} max={1} value={progress} className="h-1.5 w-full accent-accent" /> : null}
      <output className="figures">
        <Trans>
          {i18n.number(changed)} of {i18n.number(messages)} messages would go otherwise.
        </Trans>
      </output>
      {problem ? <Refusal problem={problem} /> : null}
      {state === 'resting' && left ? (
        <p className="flex flex-wrap items-center gap-2 text-soft">
          <span>
            <Trans>
              Looked at up to <Moment at={left.said} />; what came after is left out.
            </Trans>
          </span>
          <Button size="small" onPress={goOn}>{t`Go on`}</Button>
        </p>
      ) : null}
      {ways.length > 0 ? (
        <ul aria-label={t`What would go otherwise`} className="flex flex-col">
          {ways.map((way) => (
            <li key={JSON.stringify([way.act, way.before, way.after])} className="flex flex-col gap-1 border-t border-line py-2">
              <Way way={way} />
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}

function Way({ way: { act, before, after, count, tickets } }: { way: Simulation['ways'][number] }) {
  const { t } = useLingui()
  const given = useWords(givenWords)
  const say = useSayActValue()
  return (
    <>
      <span>
        <span className="text-soft">{given(act)}: </span>
        <span lang="">{say(act, before)}</span> →{' '}
        <b lang="" className="font-[560]">
          {say(act, after)}
        </b>
        <span className="figures text-soft">
          {' · '}
          <Plural value={count} one="# message" other="# messages" />
        </span>
      </span>
      <span className="figures flex flex-wrap gap-x-2 text-sm">
        {tickets.map(({ id, number }) => (
          <Link key={id} to="/inbox/$ticketId" params={{ ticketId: id }} search={{ view: 'all' }} className="underline underline-offset-2">
            T-{number}
          </Link>
        ))}
        {tickets.length < count ? <span className="text-faint">{t`the first of them`}</span> : null}
      </span>
    </>
  )
}

import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { post, put } from '../../api.ts'
import type { StormRoom } from '../../contract.ts'
import { useMay, useMe } from '../../shell/use-may.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { TextField } from '../../ui/field.tsx'
import { languageName } from '../../ui/language.ts'
import { Select } from '../../ui/select.tsx'
import { TimeAgo } from '../../ui/time.tsx'
import { useWords, type Words } from '../../words/use-words.ts'
import { useMayWrite, type Entry } from './storm-entries.tsx'
import { StatementFits } from './statement-fits.tsx'
import { useStormAct } from './storm-queries.ts'

const states: Words = { waiting: msg`waits for approval`, approved: msg`approved: this is what we say`, returned: msg`returned` }

/** What we say, once somebody else than its writer has approved it: then it is offered in the composer of the storm's tickets. */
export function StormStatements({ room }: { room: StormRoom }) {
  const mayWrite = useMayWrite(room)
  return (
    <>
      {room.entries
        .filter(({ kind }) => kind === 'statement')
        .map((entry) => (
          <Statement key={entry.id} entry={entry} />
        ))}
      {mayWrite ? <Writing room={room} /> : null}
    </>
  )
}

function Statement({ entry }: { entry: Entry }) {
  const { i18n } = useLingui()
  const words = useWords(states)
  const me = useMe()
  const mayApprove = useMay('storm.lead') && entry.state === 'waiting' && entry.by?.id !== me.member.id
  return (
    <article className="flex flex-col gap-1.5 border-l-2 border-line pl-3">
      <Said entry={entry} />
      <p className="flex flex-wrap items-center gap-2 text-sm text-soft">
        <span>
          {entry.by?.name} · <TimeAgo at={entry.at} />
        </span>
        {entry.language === null ? null : <Chip>{languageName(entry.language, i18n.locale)}</Chip>}
        <Chip tone={entry.state === 'approved' ? 'ok' : 'plain'}>{words(entry.state ?? '')}</Chip>
        {entry.settledBy ? entry.settledBy.name : null}
      </p>
      {entry.words ? <p className="text-sm text-soft">{entry.words}</p> : null}
      {mayApprove ? <Verdict id={entry.id} /> : null}
    </article>
  )
}

/** Yes, or no and why: whoever wrote it is to know. */
function Verdict({ id }: { id: string }) {
  const { t } = useLingui()
  const act = useStormAct()
  const [why, write] = useState('')
  const settle = (verdict: { state: 'approved' } | { state: 'returned'; words: string }) => void act(() => put<StormRoom>(`/storm-statements/${id}`, verdict))
  return (
    <div className="flex flex-wrap items-end gap-2">
      <Button tone="go" onPress={() => settle({ state: 'approved' })}>{t`Approve`}</Button>
      <TextField label={t`Or why not`} value={why} onChange={write} maxLength={1000} />
      <Button isDisabled={why.trim() === ''} onPress={() => settle({ state: 'returned', words: why.trim() })}>{t`Return it`}</Button>
    </div>
  )
}

/** The whole, and the short form for where it does not fit. */
function Said({ entry: { text, short, language } }: { entry: Entry }) {
  return (
    <div lang={language ?? ''} className="flex flex-col gap-1 wrap-anywhere whitespace-pre-wrap">
      <p dir="auto">{text}</p>
      {short === null ? null : (
        <p dir="auto" className="text-sm text-soft">
          <Trans>Where it does not fit: {short}</Trans>
        </p>
      )}
    </div>
  )
}

/** Written anew, or begun from the manual's holding statement. */
function Writing({ room: { storm, languages, plan, places } }: { room: StormRoom }) {
  const { t, i18n } = useLingui()
  const act = useStormAct()
  const [text, setText] = useState('')
  const [short, setShort] = useState('')
  const [language, setLanguage] = useState<string | null>(languages[0] ?? null)
  const prepared = plan?.statements.find((one) => one.language === language)?.text
  const write = async () => {
    const body = { kind: 'statement', text: text.trim(), short: short.trim() || null, ...(language === null ? {} : { language }) }
    if (!(await act(() => post<StormRoom>(`/storms/${storm.id}/entries`, body)))) return
    setText('')
    setShort('')
  }
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() !== '') void write()
      }}
    >
      <TextField label={t`A statement`} value={text} onChange={setText} maxLength={4000} rows={3} />
      <StatementFits places={places} text={text.trim()} short={short} write={setShort} />
      <div className="flex flex-wrap items-end justify-end gap-2">
        {languages.length > 1 ? (
          <div className="w-40">
            <Select
              label={t`Language`}
              value={language}
              choices={languages.map((id) => ({ id, label: languageName(id, i18n.locale) }))}
              onChange={setLanguage}
            />
          </div>
        ) : null}
        {prepared !== undefined && text === '' ? <Button onPress={() => setText(prepared)}>{t`Begin with the manual’s words`}</Button> : null}
        <Button type="submit" isDisabled={text.trim() === ''}>{t`Ask for approval`}</Button>
      </div>
    </form>
  )
}

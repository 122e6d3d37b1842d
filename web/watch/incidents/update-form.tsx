import { useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { post } from '../../api.ts'
import type { Incident, IncidentPreview, IncidentSeen } from '../../contract.ts'
import { useMay } from '../../shell/use-may.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { TextField } from '../../ui/field.tsx'
import { languageName } from '../../ui/language.ts'
import { Section } from '../../ui/page.tsx'
import { useSayProblem } from '../../words/use-say-problem.ts'
import { Previews } from './previews.tsx'
import { useIncidentAct } from './use-incident-act.ts'

const LANGUAGES = ['es', 'it', 'pt', 'en'] as const
type Draft = Partial<Record<(typeof LANGUAGES)[number], { text: string; short: string }>>

/** One update to everybody, in as many languages as somebody writes it in; seen as each would get it before it leaves. */
export function UpdateForm({ incident, statements }: { incident: Incident; statements: IncidentSeen['statements'] }) {
  const { t } = useLingui()
  const mayApprove = useMay('incident.approve')
  const [draft, write] = useState<Draft>({})
  const [closes, setCloses] = useState(false)
  const [afterwards, setAfterwards] = useState(false)
  const sayProblem = useSayProblem()
  const act = useIncidentAct()
  const texts = textsOf(draft)
  const preview = useMutation({ mutationFn: () => post<IncidentPreview>(`/incidents/${incident.id}/preview`, { texts }), onError: sayProblem })
  const send = async (approve: boolean) => {
    if (!(await act(() => post(`/incidents/${incident.id}/updates`, { texts, closes, afterwards: closes && afterwards, approve })))) return
    write({})
    preview.reset()
  }
  const look = (event: FormEvent) => {
    event.preventDefault()
    preview.mutate()
  }
  const change = (next: Draft) => {
    write(next)
    preview.reset()
  }
  return (
    <Section
      title={t`Tell everybody`}
      lead={t`Written once; each gets it in their own thread, as privately as they wrote. Whoever's language is missing gets the first.`}
    >
      <form onSubmit={look} className="flex flex-col gap-4">
        {statements.map((statement) => (
          <Button key={statement.name} tone="quiet" size="small" className="-ml-2 self-start" onPress={() => change(begun(statement, draft))}>
            {t`Begin with “${statement.name}” of the manual`}
          </Button>
        ))}
        {LANGUAGES.map((language) => (
          <Language key={language} language={language} draft={draft} change={change} />
        ))}
        <Checkbox isSelected={closes} onChange={setCloses}>{t`It is over: close the incident, and resolve the tickets of those who say nothing more`}</Checkbox>
        {closes ? (
          <Checkbox isSelected={afterwards} onChange={setAfterwards}>{t`Tell it to those who come later too; their tickets stay open`}</Checkbox>
        ) : null}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" isDisabled={texts.length === 0} isPending={preview.isPending}>{t`Look at it as they get it`}</Button>
          {preview.data ? <Button tone={mayApprove ? 'plain' : 'go'} onPress={() => void send(false)}>{t`Ask for a yes`}</Button> : null}
          {preview.data && mayApprove ? <Button tone="go" onPress={() => void send(true)}>{t`Approve and tell everybody`}</Button> : null}
        </div>
      </form>
      {preview.data ? <Previews preview={preview.data} closes={closes} /> : null}
    </Section>
  )
}

function Language({ language, draft, change }: { language: (typeof LANGUAGES)[number]; draft: Draft; change: (draft: Draft) => void }) {
  const { t, i18n } = useLingui()
  const { text, short } = draft[language] ?? { text: '', short: '' }
  const name = languageName(language, i18n.locale)
  return (
    <div className="flex flex-col gap-2">
      <TextField label={name} rows={text === '' ? 1 : 3} value={text} onChange={(next) => change({ ...draft, [language]: { text: next, short } })} />
      {text.length > LONG ? (
        <TextField
          label={t`${name}, shorter`}
          hint={t`For places where the whole does not fit.`}
          value={short}
          onChange={(next) => change({ ...draft, [language]: { text, short: next } })}
        />
      ) : null}
    </div>
  )
}

/** What somebody has written already stays. */
function begun({ texts }: IncidentSeen['statements'][number], draft: Draft): Draft {
  const given = texts.flatMap(({ language, text }) => {
    const known = LANGUAGES.find((one) => one === language)
    return known && !draft[known]?.text.trim() ? [[known, { text, short: '' }] as const] : []
  })
  return { ...draft, ...Object.fromEntries(given) }
}

/** From here on it may not fit everywhere. */
const LONG = 240

function textsOf(draft: Draft) {
  return LANGUAGES.flatMap((language) => {
    const written = draft[language]
    return written && written.text.trim() !== '' ? [{ language, text: written.text.trim(), short: written.short.trim() || null }] : []
  })
}

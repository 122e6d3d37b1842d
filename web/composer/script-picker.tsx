import { useLingui } from '@lingui/react/macro'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { get } from '../api.ts'
import type { OfferedScript, ReplyOption, Ticket } from '../contract.ts'
import { Chip } from '../ui/chip.tsx'
import { Chooser } from '../ui/chooser.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failed, Loading } from '../ui/states.tsx'
import type { Counter } from './length.ts'
import { OfferedChips } from './offered-chips.tsx'

const scriptsQuery = (ticketId: string, { network, visibility, account: { handle } }: ReplyOption) =>
  queryOptions({
    queryKey: ['scripts', ticketId, network, visibility, handle],
    queryFn: ({ signal }) => get<{ items: OfferedScript[] }>(`/tickets/${ticketId}/scripts`, { network, visibility, handle }, signal),
    staleTime: 0,
  })

export interface ScriptPickerProps {
  ticket: Ticket
  option: ReplyOption
  counter: Counter | null
  take: (script: OfferedScript) => void
  close: () => void
}

/** The manual's prepared words for this person, place and tone; what the manual proposes stands first. */
export function ScriptPicker({ ticket, option, counter, take, close }: ScriptPickerProps) {
  const { t } = useLingui()
  const { data, error, refetch } = useQuery(scriptsQuery(ticket.id, option))
  const choices = data?.items.map((script) => ({
    id: script.name,
    label: script.name,
    words: `${script.name} ${script.use} ${script.text}`,
    detail: <Script script={script} theirs={ticket.language} counter={counter} />,
  }))
  const choose = (name: string) => {
    const script = data?.items.find((one) => one.name === name)
    if (script) take(script)
  }
  return (
    <Dialog title={t`Which script?`} isOpen onClose={close} wide>
      {choices ? (
        <Chooser label={t`Find a script`} choices={choices} onChoose={choose} empty={t`The manual has no such script for this answer.`} />
      ) : error ? (
        <Failed problem={error} retry={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </Dialog>
  )
}

/** When it is used, its words, and what to know before it is taken. */
function Script({
  script: { use, text, language, steps, proposed },
  theirs,
  counter,
}: {
  script: OfferedScript
  theirs: string | null
  counter: Counter | null
}) {
  const { t } = useLingui()
  return (
    <span className="flex flex-col gap-1">
      <span className="flex flex-wrap items-center gap-1.5 text-sm text-soft">
        {proposed ? <Chip tone="ok">{t`the manual proposes it`}</Chip> : null}
        <OfferedChips text={text} language={language} theirs={theirs} counter={counter} />
        <span lang="">{use}</span>
      </span>
      <span lang={language} dir="auto" className="line-clamp-3 text-sm wrap-anywhere whitespace-pre-line">
        {text}
      </span>
      {steps.length > 0 ? (
        <span className="text-sm text-soft">
          {t`Steps:`} <span lang="">{steps.join(' → ')}</span>
        </span>
      ) : null}
    </span>
  )
}

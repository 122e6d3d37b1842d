import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get, post } from '../api.ts'
import type { Complaint, ReceiptWords, ReplyOption } from '../contract.ts'
import { address } from '../inbox/row.tsx'
import { queries } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { languageName } from '../ui/language.ts'
import { networkWords, visibilityWords } from '../ui/network.tsx'
import { Select } from '../ui/select.tsx'
import { Failed, Loading } from '../ui/states.tsx'
import { useSayProblem } from '../words/use-say-problem.ts'
import { useWords } from '../words/use-words.ts'
import type { ActDialogProps } from './act-dialogs.tsx'
import { LegalClock } from './complaint.tsx'

/** Gives them the code of their complaint: what will be said and where is seen before it goes. */
export function ReceiptDialog({ ticket, close, complaint }: ActDialogProps & { complaint: Complaint }) {
  const { t } = useLingui()
  const { code } = complaint
  const words = useQuery({
    queryKey: ['complaints', 'receipt', complaint.id],
    queryFn: ({ signal }) => get<ReceiptWords>(`/complaints/${complaint.id}/receipt`, {}, signal),
  })
  const options = ticket.replyOptions.filter(({ blocked }) => blocked === null)
  return (
    <Dialog isOpen title={t`Complaint ${code}`} onClose={close}>
      <div className="flex flex-col gap-4">
        <LegalClock complaint={complaint} />
        {complaint.receipt ? (
          <p>{t`The code has been given to them: see the conversation.`}</p>
        ) : words.data ? (
          <SendForm complaint={complaint} words={words.data} options={options} close={close} />
        ) : words.error ? (
          <Failed problem={words.error} retry={() => void words.refetch()} />
        ) : (
          <Loading />
        )}
      </div>
    </Dialog>
  )
}

interface SendFormProps {
  complaint: Complaint
  words: ReceiptWords
  options: ReplyOption[]
  close: () => void
}

function SendForm({ complaint, words, options, close }: SendFormProps) {
  const { t, i18n } = useLingui()
  const place = usePlace(options, complaint)
  const [text, setText] = useState(words.private)
  const { send, isSending } = useSend(complaint, close)
  if (!place.chosen) return <p>{t`Nothing can be said to them here now. Give them the code by other means.`}</p>
  const { visibility, account, threadId, answers } = place.chosen
  const isPublic = visibility === 'public'
  const language = languageName(complaint.language, i18n.locale)
  return (
    <>
      <Select label={t`Where`} value={place.key} choices={place.choices} onChange={place.choose} />
      {isPublic ? (
        <div className="flex flex-col gap-1">
          <p dir="auto" className="rounded-md border border-public-line bg-public-wash p-3 wrap-anywhere">
            {words.public}
          </p>
          <p className="text-sm text-soft">{t`Everybody can read this, so it says the code and where to follow it, and nothing else.`}</p>
        </div>
      ) : (
        <TextField label={t`What they are told`} hint={t`They wrote in this language: ${language}.`} rows={6} value={text} onChange={setText} />
      )}
      <p className="text-sm text-soft">
        <Trans>It counts as no answer: they still wait for one.</Trans>
      </p>
      <div className="flex justify-end gap-2">
        <Button onPress={close}>{t`Not now`}</Button>
        <Button
          tone={isPublic ? 'public' : 'private'}
          isPending={isSending}
          onPress={() => send({ visibility, accountId: account.id, threadId, answers, ...(isPublic ? {} : { text }) })}
        >
          {isPublic ? t`Say it in public` : t`Send it in private`}
        </Button>
      </div>
    </>
  )
}

function useSend(complaint: Complaint, close: () => void) {
  const sayProblem = useSayProblem()
  const sending = useMutation({
    mutationFn: (receipt: object) => post<Complaint>(`/complaints/${complaint.id}/receipt`, receipt),
    onSuccess: close,
    onError: sayProblem,
    onSettled: () => queries.invalidateQueries({ queryKey: ['complaints'] }),
  })
  return { send: sending.mutate, isSending: sending.isPending }
}

/** Where the code can be given: first where they complained, in private before in public. */
function usePlace(options: readonly ReplyOption[], complaint: Complaint) {
  const network = useWords(networkWords)
  const world = useWords(visibilityWords)
  const isThere = ({ answers }: ReplyOption) => answers === complaint.messageId
  const first = options.find((option) => isThere(option) && option.visibility === 'private') ?? options.find(isThere) ?? options[0]
  const [chosen, choose] = useState(first ? keyOf(first) : null)
  return {
    chosen: options.find((option) => keyOf(option) === chosen) ?? first,
    key: chosen,
    choose,
    choices: options.map((option) => ({
      id: keyOf(option),
      label: `${network(option.network)} ${world(option.visibility)} · ${address(option.account.handle)} → ${address(option.to)}`,
    })),
  }
}

function keyOf({ visibility, network, account, threadId }: ReplyOption): string {
  return [visibility, network, account.id, threadId].join(' ')
}

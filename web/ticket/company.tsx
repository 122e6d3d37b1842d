import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { put, remove } from '../api.ts'
import type { Ticket, TicketClocks } from '../contract.ts'
import { queries } from '../queries.ts'
import { useMay } from '../shell/use-may.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { useSayProblem } from '../words/use-say-problem.ts'

/** Who else has the matter: meanwhile its resolution is not ours to hurry. */
export function Company({ ticket: { id, state }, company }: { ticket: Ticket; company: string | null }) {
  const { t } = useLingui()
  const mayWork = useMay('ticket.work')
  const [isAsked, ask] = useState(false)
  const sayProblem = useSayProblem()
  const back = useMutation({ mutationFn: () => remove<TicketClocks>(`/tickets/${id}/company`), onSuccess: refresh(id), onError: sayProblem })
  const isClosed = state === 'resolved' || state === 'left'
  if (company !== null)
    return (
      <p className="mt-2 flex flex-wrap items-center justify-between gap-2 text-soft">
        <span className="wrap-anywhere">
          <Trans>With {company}</Trans>
        </span>
        {mayWork ? <Button size="small" isDisabled={back.isPending} onPress={() => back.mutate()}>{t`Back with us`}</Button> : null}
      </p>
    )
  if (!mayWork || isClosed) return null
  return (
    <>
      <Button size="small" tone="quiet" className="mt-1 -ml-2" onPress={() => ask(true)}>{t`With another company…`}</Button>
      {isAsked ? <HandDialog id={id} close={() => ask(false)} /> : null}
    </>
  )
}

function HandDialog({ id, close }: { id: string; close: () => void }) {
  const { t } = useLingui()
  const [company, setCompany] = useState('')
  const hand = useMutation({
    mutationFn: () => put<TicketClocks>(`/tickets/${id}/company`, { company }),
    onSuccess: async () => {
      await refresh(id)()
      close()
    },
  })
  return (
    <Dialog isOpen title={t`With another company`} onClose={close}>
      <Form act={t`Hand it over`} onSend={() => hand.mutate()} isSending={hand.isPending} problem={hand.error}>
        <p className="text-soft">
          <Trans>The promised resolution is on hold until it is back with us. Who waits for an answer still waits for ours.</Trans>
        </p>
        <TextField label={t`Which company`} isRequired maxLength={120} value={company} onChange={setCompany} />
      </Form>
    </Dialog>
  )
}

function refresh(id: string): () => Promise<void> {
  return () => queries.invalidateQueries({ queryKey: ['clocks', id] })
}

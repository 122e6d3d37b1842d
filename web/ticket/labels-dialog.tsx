import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { labelsQuery } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { Chooser } from '../ui/chooser.tsx'
import { Dialog } from '../ui/dialog.tsx'
import type { ActDialogProps } from './act-dialogs.tsx'

/** Labels on and off, any number of them, new ones too; kept together at the end. */
export function LabelsDialog({ ticket, acts, close }: ActDialogProps) {
  const { t } = useLingui()
  const used = useQuery(labelsQuery).data?.items ?? []
  const [labels, setLabels] = useState(ticket.labels)
  const all = [...new Set([...ticket.labels, ...labels, ...used])]
  const toggle = (label: string) => setLabels(labels.includes(label) ? labels.filter((other) => other !== label) : [...labels, label])
  const keep = () => {
    close()
    void acts.label(labels)
  }
  const foot = (
    <>
      <Button onPress={close}>{t`Go back`}</Button>
      <Button tone="go" onPress={keep}>{t`Keep`}</Button>
    </>
  )
  return (
    <Dialog isOpen title={t`Labels`} onClose={close} foot={foot}>
      <Chooser
        label={t`Label`}
        empty={t`No labels yet: type one.`}
        choices={all.map((label) => ({ id: label, label, isChosen: labels.includes(label) }))}
        onChoose={toggle}
        other={(text) => ({ id: text, label: t`New: ${text}`, icon: 'plus' })}
        onOther={toggle}
      />
    </Dialog>
  )
}

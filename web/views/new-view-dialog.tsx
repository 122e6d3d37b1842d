import { useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { post } from '../api.ts'
import type { View, Views } from '../contract.ts'
import { queries, viewsQuery } from '../queries.ts'
import { useMay } from '../shell/use-may.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { written } from '../ui/field-checks.ts'
import { Form } from '../ui/form.tsx'
import { type Asked, filterOf, LONGEST_NAME, nameFor, NOTHING } from './filter.ts'
import { FilterFields } from './filter-fields.tsx'
import { useFilterWords } from './use-filter-words.ts'

/** Which tickets, under what name, and for whom. It opens as soon as it is kept. */
export function NewViewDialog({ close }: { close: () => void }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const mayShare = useMay('view.share')
  const [asked, ask] = useState<Asked>(NOTHING)
  const [named, setNamed] = useState<string | null>(null)
  const [isShared, setShared] = useState(false)
  const proposed = nameFor(asked, useFilterWords())
  const name = named ?? proposed
  const keep = useMutation({
    mutationFn: () => post<View>('/views', { name: name.trim(), filter: filterOf(asked), shared: isShared }),
    onSuccess: (view) => {
      queries.setQueryData<Views>(viewsQuery.queryKey, (views) => views && { items: [...views.items, view] })
      close()
      void navigate({ to: '/inbox', search: { view: view.id } })
    },
  })
  return (
    <Dialog isOpen title={t`New view`} onClose={close}>
      <Form act={t`Keep the view`} onSend={keep.mutate} isSending={keep.isPending} problem={keep.error} aside={<Button onPress={close}>{t`Go back`}</Button>}>
        <FilterFields asked={asked} ask={ask} />
        <TextField label={t`Name`} maxLength={LONGEST_NAME} value={name} onChange={setNamed} {...written(t`Give it a name.`)} />
        {mayShare ? (
          <Checkbox isSelected={isShared} onChange={setShared}>
            {t`Share it: everybody in this workspace has it among their views`}
          </Checkbox>
        ) : null}
      </Form>
    </Dialog>
  )
}

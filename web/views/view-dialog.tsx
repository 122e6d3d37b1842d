import { useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { post, put } from '../api.ts'
import type { View, Views } from '../contract.ts'
import { queries, ticketsQuery, viewsQuery } from '../queries.ts'
import { useMay } from '../shell/use-may.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { written } from '../ui/field-checks.ts'
import { Form } from '../ui/form.tsx'
import { type Asked, askedBy, filterOf, LONGEST_NAME, nameFor, NOTHING } from './filter.ts'
import { FilterFields } from './filter-fields.tsx'
import { useFilterWords } from './use-filter-words.ts'

/** Which tickets, under what name, and for whom: of a new view, or of one that stands. It opens as soon as it is kept. */
export function ViewDialog({ view, close }: { view?: View; close: () => void }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const mayShare = useMay('view.share')
  const [asked, ask] = useState<Asked>(view?.filter ? askedBy(view.filter) : NOTHING)
  const [named, setNamed] = useState<string | null>(view?.name ?? null)
  const [isShared, setShared] = useState(view?.shared ?? false)
  const proposed = nameFor(asked, useFilterWords())
  const name = named ?? proposed
  const keep = useMutation({
    mutationFn: () => {
      const body = { name: name.trim(), filter: filterOf(asked), shared: isShared }
      return view ? put<View>(`/views/${view.id}`, body) : post<View>('/views', body)
    },
    onSuccess: (kept) => {
      queries.setQueryData<Views>(viewsQuery.queryKey, (views) => views && { items: placed(views.items, kept) })
      void queries.resetQueries({ queryKey: ticketsQuery(kept.id).queryKey })
      close()
      void navigate({ to: '/inbox', search: { view: kept.id } })
    },
  })
  return (
    <Dialog isOpen title={view ? t`Change the view` : t`New view`} onClose={close}>
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

/** Where it stood, or at the end. */
function placed(views: readonly View[], kept: View): View[] {
  return views.some(({ id }) => id === kept.id) ? views.map((view) => (view.id === kept.id ? kept : view)) : [...views, kept]
}

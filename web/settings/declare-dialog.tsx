import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { NETWORK_NAMES, type NetworkName } from '../../src/domain/network-name.ts'
import { post } from '../api.ts'
import type { Account } from '../contract.ts'
import { accountsQuery, queries } from '../queries.ts'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { written } from '../ui/field-checks.ts'
import { Form } from '../ui/form.tsx'
import { networkWords } from '../ui/network.tsx'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words/use-words.ts'
import { SpeaksField } from './speaks-field.tsx'

/** Says that a profile is ours without giving Plaza access: its words are never a customer's, and no look-alike is mistaken for it. */
export function DeclareDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useLingui()
  return (
    <Dialog title={t`Declare an official account`} isOpen={isOpen} onClose={onClose}>
      <DeclareForm onClose={onClose} />
    </Dialog>
  )
}

function DeclareForm({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const network = useWords(networkWords)
  const [declared, set] = useState({ network: 'x' as NetworkName, handle: '', name: '', speaks: 'brand' as Account['speaks'] })
  const declaration = useMutation({
    mutationFn: () => post<Account>('/accounts/declared', { ...declared, handle: declared.handle.trim().replace(/^@/, '') }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: accountsQuery.queryKey })
      onClose()
    },
  })
  return (
    <Form act={t`Declare it`} onSend={declaration.mutate} isSending={declaration.isPending} problem={declaration.error}>
      <p className="text-soft">
        <Trans>Plaza will know that it is yours, and never take its words for a customer's. It can't listen or speak through it.</Trans>
      </p>
      <Select
        label={t`Network`}
        value={declared.network}
        choices={NETWORK_NAMES.map((id) => ({ id, label: network(id) }))}
        onChange={(network) => set({ ...declared, network })}
      />
      <TextField
        label={t`Handle or address`}
        placeholder="@aeroandes"
        value={declared.handle}
        onChange={(handle) => set({ ...declared, handle })}
        {...written(t`Write the handle as it stands on the network.`)}
      />
      <TextField
        label={t`Name`}
        value={declared.name}
        onChange={(name) => set({ ...declared, name })}
        {...written(t`Write the name people see on the profile.`)}
      />
      <SpeaksField value={declared.speaks} onChange={(speaks) => set({ ...declared, speaks })} />
    </Form>
  )
}

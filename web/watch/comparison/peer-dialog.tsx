import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { COMPARED_NETWORKS, type ComparedNetwork } from '../../../src/domain/comparison.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { written } from '../../ui/field-checks.ts'
import { Form } from '../../ui/form.tsx'
import { networkWords } from '../../ui/network.tsx'
import { Select } from '../../ui/select.tsx'
import { useWords } from '../../words/use-words.ts'
import { declarePeer } from './comparison-queries.ts'

/** Names an account of another brand; the network says at once whether it is there. */
export function PeerDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useLingui()
  return (
    <Dialog title={t`Compare with another brand`} isOpen={isOpen} onClose={onClose}>
      <PeerForm onClose={onClose} />
    </Dialog>
  )
}

function PeerForm({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const name = useWords(networkWords)
  const [peer, set] = useState({ network: 'x' as ComparedNetwork, handle: '' })
  const declaration = useMutation({ mutationFn: () => declarePeer({ ...peer, handle: peer.handle.trim() }), onSuccess: onClose })
  return (
    <Form act={t`Compare`} onSend={declaration.mutate} isSending={declaration.isPending} problem={declaration.error}>
      <p className="text-soft">
        <Trans>
          Plaza counts, through your own account there, how many public questions to it are answered and when. It reads nothing private and keeps no words.
        </Trans>
      </p>
      <Select
        label={t`Network`}
        value={peer.network}
        choices={COMPARED_NETWORKS.map((id) => ({ id, label: name(id) }))}
        onChange={(network) => set({ ...peer, network })}
      />
      <TextField
        label={t`Handle`}
        placeholder="@caribeair"
        value={peer.handle}
        onChange={(handle) => set({ ...peer, handle })}
        {...written(t`Write the handle as it stands on the network.`)}
      />
    </Form>
  )
}

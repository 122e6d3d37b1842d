import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { PERMISSIONS, type Ability } from '../../src/domain/permission.ts'
import { post } from '../api.ts'
import { Checkbox } from '../ui/checkbox.tsx'
import { CopiedText } from '../ui/copied-text.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { LABEL, TextField, WRONG } from '../ui/field.tsx'
import { written } from '../ui/field-checks.ts'
import { Form } from '../ui/form.tsx'
import { useMe } from '../shell/use-may.ts'
import { ABILITY_WORDS } from './role-words.ts'

export interface KeyDialogProps {
  isOpen: boolean
  onClose: () => void
  onMade: () => void
}

export function KeyDialog({ isOpen, onClose, onMade }: KeyDialogProps) {
  const { t } = useLingui()
  return (
    <Dialog title={t`Make a key`} isOpen={isOpen} onClose={onClose}>
      <KeyForm onMade={onMade} />
    </Dialog>
  )
}

function KeyForm({ onMade }: { onMade: () => void }) {
  const { t } = useLingui()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<ReadonlySet<Ability>>(new Set())
  const [isTried, setTried] = useState(false)
  const making = useMutation({ mutationFn: () => post<{ key: string }>('/api-keys', { name: name.trim(), scopes: [...scopes] }), onSuccess: onMade })
  if (making.data) return <MadeKey text={making.data.key} />
  const send = () => {
    setTried(true)
    if (scopes.size > 0) making.mutate()
  }
  return (
    <Form act={t`Make the key`} onSend={send} isSending={making.isPending} problem={making.error}>
      <TextField
        label={t`Name`}
        hint={t`Which program it is for.`}
        autoComplete="off"
        value={name}
        onChange={setName}
        {...written(t`Write what the key is for.`)}
      />
      <Scopes chosen={scopes} onChange={setScopes} />
      {isTried && scopes.size === 0 ? (
        <p role="alert" className={WRONG}>
          <Trans>Choose at least one thing that the key is for.</Trans>
        </p>
      ) : null}
    </Form>
  )
}

/** A key can never do more than who makes it. */
function Scopes({ chosen, onChange }: { chosen: ReadonlySet<Ability>; onChange: (scopes: ReadonlySet<Ability>) => void }) {
  const { t, i18n } = useLingui()
  const { abilities } = useMe()
  const toggle = (ability: Ability) => onChange(chosen.symmetricDifference(new Set([ability])))
  return (
    <fieldset className="m-0 flex flex-col gap-2 border-0 p-0">
      <legend className={`${LABEL} mb-1 p-0`}>{t`What it may do`}</legend>
      {(Object.keys(PERMISSIONS) as Ability[])
        .filter((ability) => abilities.includes(ability))
        .map((ability) => (
          <Checkbox key={ability} isSelected={chosen.has(ability)} onChange={() => toggle(ability)}>
            {i18n._(ABILITY_WORDS[ability])} <code className="font-mono text-xs text-faint">{ability}</code>
          </Checkbox>
        ))}
    </fieldset>
  )
}

function MadeKey({ text }: { text: string }) {
  const { t } = useLingui()
  return (
    <output className="flex flex-col gap-3">
      <p>
        <Trans>Copy the key now: it is not stored and not shown again.</Trans>
      </p>
      <CopiedText label={t`API key`} text={text} />
    </output>
  )
}

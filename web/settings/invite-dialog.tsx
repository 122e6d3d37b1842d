import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Role } from '../../src/domain/permission.ts'
import { post } from '../api.ts'
import type { InvitationMade } from '../contract.ts'
import { membersQuery, queries } from '../queries.ts'
import { CopiedText } from '../ui/copied-text.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { mailAddress } from '../ui/field-checks.ts'
import { Form } from '../ui/form.tsx'
import { Moment } from '../ui/time.tsx'
import { RoleSelect } from './role-select.tsx'

/** An invitation is a link with a single-use token, shown once and handed over by the owner in the way they trust. */
export function InviteDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useLingui()
  return (
    <Dialog title={t`Invite somebody`} isOpen={isOpen} onClose={onClose}>
      <InviteForm />
    </Dialog>
  )
}

function InviteForm() {
  const { t } = useLingui()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('agent')
  const invitation = useMutation({
    mutationFn: () => post<InvitationMade>('/invitations', { email: email.trim(), role }),
    onSuccess: () => queries.invalidateQueries({ queryKey: membersQuery.queryKey }),
  })
  if (invitation.data) return <InvitationLink made={invitation.data} email={email.trim()} />
  return (
    <Form act={t`Make the invitation`} onSend={invitation.mutate} isSending={invitation.isPending} problem={invitation.error}>
      <TextField
        label={t`E-mail`}
        type="email"
        autoComplete="off"
        value={email}
        onChange={setEmail}
        {...mailAddress(t`Write their e-mail address, like name@brand.example.`)}
      />
      <RoleSelect of={null} value={role} onChange={setRole} />
    </Form>
  )
}

function InvitationLink({ made, email }: { made: InvitationMade; email: string }) {
  const { t } = useLingui()
  return (
    <output className="flex flex-col gap-3">
      <p>
        <Trans>
          Send this link to {email} in a way you trust. It works once, until <Moment at={made.expiresAt} />, and is not shown again.
        </Trans>
      </p>
      <CopiedText label={t`Invitation link`} text={new URL(made.link, location.origin).href} />
    </output>
  )
}

import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { InvitationSeen as Seen, Me } from '../contract.ts'
import { ApiProblem, get, post } from '../api.ts'
import { meQuery, queries } from '../queries.ts'
import { ROLE_WORDS } from '../settings/role-words.ts'
import { buttonLook } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { longEnough, written } from '../ui/field-checks.ts'
import { Form } from '../ui/form.tsx'
import { Notice } from '../ui/notice.tsx'
import { OneColumn } from '../ui/one-column.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { Failed, Loading } from '../ui/states.tsx'
import { doorAdvice } from './door-advice.ts'

/** Somebody follows their invitation: who invites, as what; then a name and a password of their own. */
export function InvitationScreen() {
  const { t } = useLingui()
  const { token } = useParams({ from: '/invitation/$token' })
  const { data, error, refetch } = useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => get<Seen>(`/invitations/${encodeURIComponent(token)}`, {}, signal),
  })
  if (error instanceof ApiProblem && error.status >= 400 && error.status < 500) return <Spent />
  if (error)
    return (
      <OneColumn title={t`Your invitation`}>
        <Failed problem={error} retry={() => void refetch()} />
      </OneColumn>
    )
  return data ? <Acceptance token={token} seen={data} /> : <Loading />
}

function Spent() {
  const { t } = useLingui()
  return (
    <OneColumn title={t`This invitation no longer works`}>
      <Notice title={t`It was used already, taken back, or has expired.`}>
        <Trans>Ask the person who invited you for a new link. If you have already accepted it, sign in.</Trans>
      </Notice>
      <Link to="/sign-in" className={`${buttonLook('go')} self-start`}>
        {t`Sign in`}
      </Link>
    </OneColumn>
  )
}

function Acceptance({ token, seen }: { token: string; seen: Seen }) {
  const { t, i18n } = useLingui()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const acceptance = useMutation({
    mutationFn: () => post<Me>(`/invitations/${encodeURIComponent(token)}/acceptance`, { name: name.trim(), password, locale: i18n.locale }),
    onSuccess: (me) => {
      queries.clear()
      queries.setQueryData(meQuery.queryKey, me)
      void navigate({ to: '/inbox', search: { view: 'need' } })
    },
  })
  const { name: roleName, says } = ROLE_WORDS[seen.role]
  const [workspace, role] = [seen.workspace, i18n._(roleName)]
  const lead = (
    <Trans>
      You are invited as <strong className="font-[580] text-ink">{role}</strong>.
    </Trans>
  )
  return (
    <OneColumn title={t`Welcome to ${workspace}`} lead={lead}>
      <Form act={t`Accept and sign in`} onSend={acceptance.mutate} isSending={acceptance.isPending} problem={acceptance.error} advice={doorAdvice}>
        <p className="text-soft">{i18n._(says)}</p>
        <TextField label={t`E-mail`} type="email" autoComplete="username" value={seen.email} isReadOnly />
        <TextField
          label={t`Your name`}
          hint={t`As your colleagues will read it.`}
          autoComplete="name"
          value={name}
          onChange={setName}
          {...written(t`Write your name.`)}
        />
        <PasswordField
          label={t`Password`}
          hint={t`Ten characters or more. A short sentence is easy to remember.`}
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
          {...longEnough(10, t`The password needs ten characters or more.`)}
        />
      </Form>
    </OneColumn>
  )
}

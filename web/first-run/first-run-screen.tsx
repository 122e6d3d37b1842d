import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Me } from '../../src/http/contract/workspace.ts'
import { OneColumn } from '../ui/one-column.tsx'
import { FirstChoice } from './first-choice.tsx'
import { OwnerForm } from './owner-form.tsx'

/** The first minute of a new Plaza: who owns it and for which brand, then a real account or the rehearsal. */
export function FirstRunScreen() {
  const { t } = useLingui()
  const [me, setMe] = useState<Me | null>(null)
  if (me)
    return (
      <OneColumn title={t`Where do you want to start?`} lead={t`You can do the other one whenever you like.`}>
        <FirstChoice me={me} />
      </OneColumn>
    )
  return (
    <OneColumn
      title={t`Welcome to Plaza`}
      lead={t`Answer your customers in the open square and in private, from one place. Two things first: you, and your brand.`}
    >
      <OwnerForm onDone={setMe} />
    </OneColumn>
  )
}

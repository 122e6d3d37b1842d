import { Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Page } from '../../ui/page.tsx'
import { Paged } from '../../ui/paged.tsx'
import { Select } from '../../ui/select.tsx'
import { Empty } from '../../ui/states.tsx'
import { LookAlikeCard } from './look-alike-card.tsx'
import { lookAlikesQuery } from './look-alike-queries.ts'
import { RegisterSection } from './register.tsx'

/** Who may pose as us, each beside the account that it resembles; and the register of those that are ours. */
export function LookAlikesScreen() {
  const { t } = useLingui()
  const { settled = false } = useSearch({ from: '/inside/watch/look-alikes' })
  const navigate = useNavigate()
  const list = useInfiniteQuery(lookAlikesQuery(settled))
  const empty = settled ? (
    <Empty title={t`Nothing settled yet`} />
  ) : (
    <Empty title={t`Nobody seems to pose as you`}>
      <Trans>Plaza looks at everybody who writes to you or is named beside you.</Trans>
    </Empty>
  )
  return (
    <Page
      title={t`Look-alikes`}
      lead={t`Accounts of others that may be taken for yours, with what speaks for it. What they say never counts as your word. A person decides.`}
    >
      <Select
        label={t`Which ones`}
        value={settled ? 'settled' : 'open'}
        choices={[
          { id: 'open', label: t`To be judged, and impostors` },
          { id: 'settled', label: t`Cleared or gone` },
        ]}
        onChange={(chosen) => void navigate({ to: '/watch/look-alikes', search: chosen === 'settled' ? { settled: true } : {}, replace: true })}
      />
      <Paged list={list} empty={empty}>
        {(found) => <LookAlikeCard key={found.id} found={found} />}
      </Paged>
      <RegisterSection />
    </Page>
  )
}

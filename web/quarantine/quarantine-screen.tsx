import { Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMay } from '../shell/use-may.ts'
import { Page } from '../ui/page.tsx'
import { Paged } from '../ui/paged.tsx'
import { Empty, NoRight } from '../ui/states.tsx'
import { quarantineQuery } from './quarantine-query.ts'
import { QuarantineRow } from './quarantine-row.tsx'

/** What came in and could not be read: kept whole, with the reason, until somebody replays or discards it. */
export function QuarantineScreen() {
  const { t } = useLingui()
  const mayManage = useMay('quarantine.manage')
  const list = useInfiniteQuery({ ...quarantineQuery, enabled: mayManage })
  if (!mayManage) return <NoRight />
  const empty = (
    <Empty title={t`The quarantine is empty`}>
      <Trans>Everything that came in could be read.</Trans>
    </Empty>
  )
  return (
    <Page
      title={t`Quarantine`}
      lead={t`Items that Plaza could not take in, kept as they came. The rest of their batch went on; nothing waits for them. Replay one after an update or once its cause is gone.`}
    >
      <Paged list={list} empty={empty}>
        {(item) => <QuarantineRow key={item.id} item={item} />}
      </Paged>
    </Page>
  )
}

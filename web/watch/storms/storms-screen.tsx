import { Trans, useLingui } from '@lingui/react/macro'
import { Page } from '../../ui/page.tsx'
import { Empty } from '../../ui/states.tsx'

/** Every volume far beyond its normal, now and before. */
export function StormsScreen() {
  const { t } = useLingui()
  return (
    <Page title={t`Storms`}>
      <Empty title={t`No storm`}>
        <Trans>A volume far beyond its normal opens a room here.</Trans>
      </Empty>
    </Page>
  )
}

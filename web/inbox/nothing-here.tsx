import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { buttonLook } from '../ui/button.tsx'
import { Empty } from '../ui/states.tsx'
import { useWords, type Words } from '../words/use-words.ts'

const titles: Words = {
  need: msg`Nobody is waiting`,
  mine: msg`Nothing of yours is waiting`,
  departments: msg`Your departments are quiet`,
  unassigned: msg`Everything has somebody on it`,
  waiting: msg`No customer owes us a word`,
  storm: msg`No storm waits for us`,
  trouble: msg`Everything we wrote is out`,
  snoozed: msg`Nothing is asleep`,
  resolved: msg`Nothing resolved yet`,
  all: msg`No tickets yet`,
}

/** An empty view, with what to do next. */
export function NothingHere({ view }: { view: string }) {
  const { t } = useLingui()
  const words = useWords(titles)
  const title = Object.hasOwn(titles, view) ? words(view) : t`Nothing in this view`
  if (view === 'all' || view === 'need') {
    return (
      <Empty
        title={title}
        action={
          <Link to="/settings/accounts" className={buttonLook()}>
            <Trans>See the accounts we listen to</Trans>
          </Link>
        }
      >
        <Trans>What people write appears here by itself, the most urgent first.</Trans>
      </Empty>
    )
  }
  return (
    <Empty
      title={title}
      action={
        <Link to="/inbox" search={{ view: 'need' }} className={buttonLook()}>
          <Trans>See who waits</Trans>
        </Link>
      }
    />
  )
}

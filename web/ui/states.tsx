import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ApiProblem } from '../api.ts'
import { problemWords } from '../words/problems.ts'
import { useWords } from '../words/use-words.ts'
import { Button, buttonLook } from './button.tsx'

/** Shown only when the wait is long enough to be noticed; says so once to a screen reader. */
export function Loading() {
  const { t } = useLingui()
  return (
    <output className="flex h-full min-h-24 items-center justify-center gap-2 text-soft">
      <span aria-hidden="true" className="size-2 animate-pulse rounded-full bg-accent" />
      {t`Loading…`}
    </output>
  )
}

/** One sentence and one action. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="mx-auto flex h-full max-w-sm flex-col items-center justify-center gap-2 p-6 text-center">
      <p className="text-lg font-[600] tracking-tight">{title}</p>
      {children ? <div className="text-soft">{children}</div> : null}
      {action ? <div className="mt-2">{action}</div> : null}
    </div>
  )
}

/** What happened, what was kept, what to do. */
export function Failed({ problem, retry }: { problem: Error; retry?: () => void }) {
  const { t } = useLingui()
  const words = useWords(problemWords)
  const code = problem instanceof ApiProblem ? problem.code : 'unexpected'
  if (code === 'not-allowed') return <NoRight />
  if (problem instanceof ApiProblem && problem.status === 404) return <LeadsNowhere title={words(code)} />
  const again =
    code === 'not-signed-in' ? (
      <Button tone="go" onPress={() => location.reload()}>{t`Sign in`}</Button>
    ) : retry ? (
      <Button onPress={retry}>{t`Try again`}</Button>
    ) : undefined
  return (
    <div role="alert" className="h-full">
      <Empty title={words(code)} action={again}>
        <Trans>What you wrote is kept on this device.</Trans>
      </Empty>
    </div>
  )
}

/** An address that leads nowhere: trying again would not help. */
export function LeadsNowhere({ title }: { title: string }) {
  const { t } = useLingui()
  const home = (
    <Link to="/inbox" search={{ view: 'need' }} className={buttonLook('go')}>
      {t`Go to the inbox`}
    </Link>
  )
  return (
    <Empty title={title} action={home}>
      <Trans>The link may be old, or for another workspace.</Trans>
    </Empty>
  )
}

export function NoRight() {
  const { t } = useLingui()
  return (
    <Empty title={t`Your role does not include this`}>
      <Trans>An owner of this workspace can change your role under Settings, People.</Trans>
    </Empty>
  )
}

import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { ManualState } from '../contract.ts'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { Confirm } from '../ui/dialog.tsx'
import { TimeAgo } from '../ui/time.tsx'
import { useSayProblem } from '../words/use-say-problem.ts'
import type { Keeping, ManualText } from './use-text.ts'

export interface HeadProps {
  state: ManualState
  manual: ManualText
  mayPublish: boolean
  mayPublishNow: boolean
  publish: () => void
}

/** What is in force since when and by whom, where the draft is, and the way to put it in force. */
export function Head({ state: { inForce }, manual, mayPublish, mayPublishNow, publish }: HeadProps) {
  const { t } = useLingui()
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line bg-panel px-5 py-3">
      <h1 className="text-xl font-[640] tracking-tight">{t`Manual`}</h1>
      <p className="text-sm text-soft">
        {inForce ? (
          <>
            <Trans>Version {inForce.number} is in force</Trans> · {inForce.by ?? t`From the command line`} · <TimeAgo at={inForce.publishedAt} />
          </>
        ) : (
          <Trans>No version is in force yet.</Trans>
        )}
      </p>
      <span className="ml-auto flex flex-wrap items-center gap-2 max-sm:ml-0 max-sm:w-full">
        {mayPublish ? (
          <>
            <Kept keeping={manual.keeping} />
            {manual.keeping === 'clean' ? null : <Discard discard={manual.discard} />}
            <Button tone="go" isDisabled={!mayPublishNow} onPress={publish}>{t`Publish…`}</Button>
          </>
        ) : (
          <Chip>{t`Your role reads it`}</Chip>
        )}
      </span>
    </header>
  )
}

/** Where the draft is: said quietly, and never that it is safe where it is not. */
function Kept({ keeping }: { keeping: Keeping }) {
  const { t } = useLingui()
  const words = { clean: '', here: t`Draft, on this device`, kept: t`Draft kept`, moved: t`Draft, on this device` }
  return <output className="text-sm text-soft empty:sr-only">{words[keeping]}</output>
}

function Discard({ discard }: Pick<ManualText, 'discard'>) {
  const { t } = useLingui()
  const [isAsking, ask] = useState(false)
  const sayProblem = useSayProblem()
  return (
    <>
      <Button tone="quiet" onPress={() => ask(true)}>{t`Discard the draft`}</Button>
      <Confirm isOpen={isAsking} onClose={() => ask(false)} onAct={() => void discard().catch(sayProblem)} title={t`Discard the draft?`} act={t`Discard it`}>
        <Trans>What is in force stays in force. What was written since is gone, for all who write.</Trans>
      </Confirm>
    </>
  )
}

import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { post, remove } from '../api.ts'
import type { QuarantineItem } from '../contract.ts'
import { queries } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { CopiedText } from '../ui/copied-text.tsx'
import { Confirm } from '../ui/dialog.tsx'
import { NetworkGlyph, networkWords } from '../ui/network.tsx'
import { Moment } from '../ui/time.tsx'
import { say } from '../ui/say.ts'
import { useSayProblem } from '../words/use-say-problem.ts'
import { useWords } from '../words/use-words.ts'
import { quarantineQuery } from './quarantine-query.ts'
import { stageWords } from './stage-words.ts'

export function QuarantineRow({ item }: { item: QuarantineItem }) {
  const { t } = useLingui()
  const network = useWords(networkWords)
  const stage = useWords(stageWords)
  return (
    <li className="flex flex-col gap-2 border-t border-line py-4">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-52 flex-1">
          <p lang="en" className="font-[560] wrap-anywhere">
            {item.reason}
          </p>
          <p className="mt-0.5 flex flex-wrap items-center gap-x-2 text-sm text-soft">
            <span className="inline-flex items-center gap-1.5">
              <NetworkGlyph network={item.network} />
              {[network(item.network), item.account?.handle].filter(Boolean).join(' · ')}
            </span>
            <span>{stage(item.stage)}</span>
            <Moment at={item.at} />
            <span>
              <Plural value={item.tries} one="# try" other="# tries" />
            </span>
          </p>
        </div>
        <Acts item={item} />
      </div>
      <details>
        <summary className="cursor-pointer text-sm text-soft hover:text-ink">{t`What came in`}</summary>
        <pre className="mt-2 max-h-96 overflow-auto rounded-md border border-line bg-panel p-3 font-mono text-xs leading-relaxed whitespace-pre-wrap wrap-anywhere">
          {JSON.stringify(item.payload, null, 2)}
        </pre>
        <div className="mt-2 flex flex-col gap-1 text-sm text-soft">
          <p>{t`The same from the command line:`}</p>
          <CopiedText label={t`Command`} text={`npx plaza quarantine replay ${item.id}`} />
        </div>
      </details>
    </li>
  )
}

function Acts({ item }: { item: QuarantineItem }) {
  const { t } = useLingui()
  const sayProblem = useSayProblem()
  const [isDiscarding, ask] = useState(false)
  const refresh = () => queries.invalidateQueries({ queryKey: quarantineQuery.queryKey })
  const replay = useMutation({
    mutationFn: () => post<{ ok: boolean; reason: string | null }>(`/quarantine/${item.id}/replay`),
    onSuccess: ({ ok, reason }) => {
      if (ok) say({ text: t`It went in: it is where it belongs now.` })
      else say({ tone: 'wrong', text: t`It stays in quarantine: ${reason ?? item.reason}` })
    },
    onError: sayProblem,
    onSettled: refresh,
  })
  const discard = useMutation({
    mutationFn: () => remove(`/quarantine/${item.id}`),
    onSuccess: () => say({ text: t`Discarded.` }),
    onError: sayProblem,
    onSettled: refresh,
  })
  return (
    <div className="flex gap-2">
      <Button size="small" isPending={replay.isPending} onPress={() => replay.mutate()}>{t`Replay`}</Button>
      <Button size="small" tone="quiet" isPending={discard.isPending} onPress={() => ask(true)}>{t`Discard`}</Button>
      <Confirm title={t`Discard this item?`} act={t`Discard it for good`} isOpen={isDiscarding} onClose={() => ask(false)} onAct={() => discard.mutate()}>
        <Trans>If it is a customer's message, nobody will ever see it here. This can't be undone.</Trans>
      </Confirm>
    </div>
  )
}

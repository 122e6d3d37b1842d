import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQuery } from '@tanstack/react-query'
import { remove } from '../api.ts'
import type { Notifications } from '../contract.ts'
import { queries } from '../queries.ts'
import { useMe } from '../shell/use-may.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { say } from '../ui/say.ts'
import { TimeAgo } from '../ui/time.tsx'
import { useSayProblem } from '../words/use-say-problem.ts'
import { notificationsQuery } from './notifications-query.ts'
import { allowPush, browserName, endPush, endpointHere, PushRefused, pushState } from './push.ts'
import { TestButton } from './test-button.tsx'

/** This browser, allowed or not, and the others of this person. */
export function Browsers({ known }: { known: Notifications }) {
  const { t } = useLingui()
  const { workspace } = useMe()
  const { allow, forget, state } = useBrowsers(known)
  return (
    <>
      {state === 'impossible' ? <Notice title={t`This browser can't be notified: that takes a secure address (https).`} /> : null}
      {state === 'denied' ? (
        <Notice tone="warn" title={t`This browser was told not to notify`}>
          <Trans>Allow notifications of this site in the browser's settings, then load this page again.</Trans>
        </Notice>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {state === 'off' ? (
          <Button tone="go" isDisabled={allow.isPending} onPress={() => allow.mutate()}>
            {t`Notify me in this browser`}
          </Button>
        ) : null}
        {known.browsers.length > 0 && !workspace.rehearsal ? <TestButton by="push" /> : null}
      </div>
      {known.browsers.length > 0 ? (
        <ul aria-label={t`Your browsers`} className="flex flex-col">
          {known.browsers.map(({ id, label, since, endpoint }) => (
            <li key={id} className="flex items-center gap-3 border-t border-line py-2">
              <span className="min-w-0 flex-1 truncate">{label}</span>
              <TimeAgo at={since} className="text-sm text-faint" />
              <Button size="small" tone="quiet" aria-label={t`Remove ${label}`} onPress={() => forget.mutate({ id, endpoint })}>
                {t`Remove`}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}

function useBrowsers(known: Notifications) {
  const { t } = useLingui()
  const sayProblem = useSayProblem()
  const { data: state } = useQuery({ queryKey: ['push-state', known.browsers.map(({ id }) => id)], queryFn: () => pushState(known) })
  const allow = useMutation({
    mutationFn: () => allowPush(known.pushKey, browserName(navigator.userAgent)),
    onSuccess: (now) => {
      queries.setQueryData(notificationsQuery.queryKey, now)
      say({ text: t`This browser will be notified.` })
    },
    onError: (problem) => {
      if (!(problem instanceof PushRefused)) return sayProblem(problem)
      void queries.invalidateQueries({ queryKey: ['push-state'] })
      say({ tone: 'wrong', text: t`The browser did not allow it.` })
    },
  })
  const forget = useMutation({
    mutationFn: async ({ id, endpoint }: { id: string; endpoint: string }) => {
      if (state === 'on' && endpoint === (await endpointHere())) await endPush()
      await remove(`/me/browsers/${id}`)
    },
    onSettled: () => queries.invalidateQueries({ queryKey: notificationsQuery.queryKey }),
    onError: sayProblem,
  })
  return { allow, forget, state }
}

import { Trans, useLingui } from '@lingui/react/macro'
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get, put, remove } from '../api.ts'
import { queries } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { CopiedText } from '../ui/copied-text.tsx'
import { TextField } from '../ui/field.tsx'
import { written } from '../ui/field-checks.ts'
import { Form } from '../ui/form.tsx'
import { Failed, Loading } from '../ui/states.tsx'
import { useSayProblem } from '../words/use-say-problem.ts'

const webhookQuery = queryOptions({ queryKey: ['page-webhook'], queryFn: ({ signal }) => get<{ url: string | null }>('/page-webhook', {}, signal) })

/** The workspace's own address for calls. Its secret is shown once, when it is set. */
export function PageWebhook() {
  const { data, error, refetch } = useQuery(webhookQuery)
  if (error) return <Failed problem={error} retry={() => void refetch()} />
  return data ? <Address kept={data.url} /> : <Loading />
}

function Address({ kept }: { kept: string | null }) {
  const { t } = useLingui()
  const sayProblem = useSayProblem()
  const [url, setUrl] = useState(kept ?? '')
  const again = () => queries.invalidateQueries({ queryKey: webhookQuery.queryKey })
  const setting = useMutation({ mutationFn: () => put<{ secret: string }>('/page-webhook', { url: url.trim() }), onSuccess: again })
  const removing = useMutation({
    mutationFn: () => remove('/page-webhook'),
    onSuccess: () => {
      setUrl('')
      setting.reset()
      void again()
    },
    onError: sayProblem,
  })
  return (
    <>
      <Form
        act={kept ? t`Set it anew` : t`Set it`}
        onSend={setting.mutate}
        isSending={setting.isPending}
        problem={setting.error}
        aside={kept ? <Button onPress={() => removing.mutate()}>{t`Remove`}</Button> : null}
      >
        <TextField
          label={t`Address`}
          type="url"
          placeholder="https://pager.example.com/plaza"
          value={url}
          onChange={setUrl}
          {...written(t`Write an address.`)}
        />
      </Form>
      {setting.data ? (
        <output className="flex flex-col gap-2">
          <p>
            <Trans>Copy the secret that signs the calls: it is not shown again.</Trans>
          </p>
          <CopiedText label={t`Secret`} text={setting.data.secret} />
        </output>
      ) : null}
    </>
  )
}

import { useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { Label } from 'react-aria-components/Label'
import { post } from '../api.ts'
import type { Account, NetworkInfo } from '../contract.ts'
import { accountsQuery, queries } from '../queries.ts'
import { LABEL, TextField } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { useMe } from '../shell/use-may.ts'
import { troubleAdvice, troubleWords } from './account-words.ts'
import { ConnectField } from './connect-field.tsx'
import type { GuidePage } from './guides/guide-page.ts'
import { SpeaksField } from './speaks-field.tsx'

export interface ConnectFormProps {
  info: NetworkInfo
  page: GuidePage
  /** The account whose access is renewed; null for a new one. */
  again: Account | null
  onDone: (account: Account) => void
}

type Field = NetworkInfo['guide']['fields'][number]

/** The fields that the network asks for, and the live test that sending them is. */
export function ConnectForm({ info, page, again, onDone }: ConnectFormProps) {
  const { t } = useLingui()
  const me = useMe()
  const [way, setWay] = useState(0)
  const [values, setValues] = useState(() => initialValues(info.guide.fields))
  const [brand, setBrand] = useState(me.workspace.name)
  const [speaks, setSpeaks] = useState<Account['speaks']>('brand')
  const { asked, seldom } = arrange(info.guide.fields, page, way)
  const connection = useMutation({
    mutationFn: () => {
      const fields = filled([...asked, ...seldom], values)
      return again
        ? post<Account>(`/accounts/${again.id}/reconnection`, { fields })
        : post<Account>('/accounts', { network: info.network, brand, speaks, fields })
    },
    onSuccess: (account) => {
      void queries.invalidateQueries({ queryKey: accountsQuery.queryKey })
      onDone(account)
    },
  })
  const field = (one: Field) => (
    <ConnectField
      key={one.name}
      field={one}
      page={page}
      value={values[one.name] ?? ''}
      isNeeded={!one.optional || (page.ways?.[way]?.fields.includes(one.name) === true && one.name !== 'clientSecret')}
      onChange={(value) => setValues((values) => ({ ...values, [one.name]: value }))}
    />
  )
  return (
    <section aria-label={t`Access`} className="max-w-lg border-t border-line pt-5">
      <Form
        act={connection.isPending ? t`Testing…` : t`Test and connect`}
        onSend={connection.mutate}
        isSending={connection.isPending}
        problem={connection.error}
        reasons={troubleWords}
        advice={{ ...troubleAdvice, ...page.advice }}
      >
        {page.ways ? <Ways ways={page.ways} chosen={way} onChoose={setWay} /> : null}
        {asked.map(field)}
        {again ? null : (
          <>
            <SpeaksField value={speaks} onChange={setSpeaks} />
            <TextField label={t`Brand it answers for`} value={brand} onChange={setBrand} />
          </>
        )}
        {seldom.length > 0 ? (
          <details className="group">
            <summary className="cursor-pointer text-sm text-soft hover:text-ink">{t`Seldom needed`}</summary>
            <div className="mt-3 flex flex-col gap-4 border-l border-line pl-4">{seldom.map(field)}</div>
          </details>
        ) : null}
      </Form>
    </section>
  )
}

function Ways({ ways, chosen, onChoose }: { ways: NonNullable<GuidePage['ways']>; chosen: number; onChoose: (at: number) => void }) {
  const { t, i18n } = useLingui()
  return (
    <RadioGroup value={String(chosen)} onChange={(at) => onChoose(Number(at))} className="flex flex-col gap-1.5">
      <Label className={LABEL}>{t`What you have`}</Label>
      {ways.map(({ name }, at) => (
        <Radio key={name.id} value={String(at)} className="group flex cursor-pointer items-center gap-2">
          <span className="size-4 shrink-0 rounded-full border border-faint bg-raised group-data-[focus-visible]:outline-2 group-data-[focus-visible]:outline-offset-2 group-data-[focus-visible]:outline-focus group-data-[selected]:border-5 group-data-[selected]:border-accent" />
          {i18n._(name)}
        </Radio>
      ))}
    </RadioGroup>
  )
}

function initialValues(fields: Field[]): Record<string, string> {
  return Object.fromEntries(fields.map(({ name, initial }) => [name, initial ?? '']))
}

/** Fields of the other ways are left out; the seldom ones are folded. */
function arrange(fields: Field[], page: GuidePage, way: number): { asked: Field[]; seldom: Field[] } {
  const others = new Set(page.ways?.flatMap(({ fields }, at) => (at === way ? [] : fields)))
  const here = fields.filter(({ name }) => !others.has(name))
  return { asked: here.filter(({ name }) => !page.seldom.includes(name)), seldom: here.filter(({ name }) => page.seldom.includes(name)) }
}

function filled(fields: Field[], values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(fields.flatMap(({ name }) => (values[name]?.trim() ? [[name, values[name].trim()]] : [])))
}

import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { put } from '../../api.ts'
import type { Register } from '../../contract.ts'
import { queries } from '../../queries.ts'
import { useMay } from '../../shell/use-may.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { CopiedText } from '../../ui/copied-text.tsx'
import { networkWords } from '../../ui/network.tsx'
import { Section } from '../../ui/page.tsx'
import { useSayProblem } from '../../words/use-say-problem.ts'
import { useWords } from '../../words/use-words.ts'
import { registerQuery } from './look-alike-queries.ts'
import { speaksWords } from './look-alike-words.ts'

/** Which accounts are ours, for staff; and for customers, when the brand publishes it. */
export function RegisterSection() {
  const { t } = useLingui()
  const { data } = useQuery(registerQuery)
  const mayPublish = useMay('account.manage')
  if (!data) return null
  return (
    <Section
      title={t`Your official accounts`}
      lead={t`Everything else that speaks in your name is a look-alike. Accounts are connected or declared in Settings.`}
      acts={mayPublish ? <Publish register={data} /> : null}
    >
      <ul className="flex flex-col gap-1.5">
        {data.items.map((account) => (
          <Registered key={account.id} account={account} />
        ))}
      </ul>
      {data.public ? <CopiedText label={t`Where customers can check`} text={data.url} /> : null}
    </Section>
  )
}

function Registered({ account }: { account: Register['items'][number] }) {
  const { t } = useLingui()
  const network = useWords(networkWords)
  const speaks = useWords(speaksWords)
  const past = account.past.map(({ handle }) => handle).join(', ')
  return (
    <li className="flex flex-wrap items-center gap-x-2 text-sm">
      <span className="font-[560] wrap-anywhere">{account.handle}</span>
      <span className="text-soft wrap-anywhere">
        {account.name} · {network(account.network)} · {speaks(account.speaks)}
      </span>
      {account.connected ? null : <Chip>{t`declared`}</Chip>}
      {past ? (
        <span className="text-faint wrap-anywhere">
          <Trans>before: {past}</Trans>
        </span>
      ) : null}
    </li>
  )
}

function Publish({ register }: { register: Register }) {
  const { t } = useLingui()
  const sayProblem = useSayProblem()
  const change = () =>
    put<Register>('/register', { public: !register.public })
      .then((now) => queries.setQueryData(registerQuery.queryKey, now))
      .catch(sayProblem)
  return (
    <Button size="small" onPress={() => void change()}>
      {register.public ? t`Publish no more` : t`Publish for customers`}
    </Button>
  )
}

import { useLingui } from '@lingui/react/macro'
import type { Handover } from '../contract.ts'

/** The shift in five figures. */
export function Changes({ changes }: Pick<Handover, 'changes'>) {
  const { t, i18n } = useLingui()
  const figures = [
    { name: t`messages came`, value: changes.heard },
    { name: t`answers went out`, value: changes.answered },
    { name: t`tickets began`, value: changes.opened },
    { name: t`were resolved`, value: changes.resolved },
    { name: t`were left unanswered`, value: changes.left },
  ]
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3">
      {figures.map(({ name, value }) => (
        <div key={name} className="flex flex-col-reverse">
          <dt className="text-sm text-soft">{name}</dt>
          <dd className="figures text-xl font-[640]">{i18n.number(value)}</dd>
        </div>
      ))}
    </dl>
  )
}

import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox, type CheckboxProps } from 'react-aria-components/Checkbox'
import { Icon } from './icon.tsx'

export function Checkbox({ children, ...rest }: Omit<CheckboxProps, 'className' | 'children'> & { children: ReactNode }) {
  return (
    <AriaCheckbox {...rest} className="group flex cursor-pointer items-start gap-2 data-[disabled]:opacity-50">
      <span className="mt-0.5 flex size-4.5 shrink-0 items-center justify-center rounded-[5px] border border-strong bg-raised text-transparent group-data-[focus-visible]:outline-2 group-data-[focus-visible]:outline-offset-2 group-data-[focus-visible]:outline-focus group-data-[selected]:border-accent group-data-[selected]:bg-accent group-data-[selected]:text-accent-ink">
        <Icon name="check" size={12} />
      </span>
      <span>{children}</span>
    </AriaCheckbox>
  )
}

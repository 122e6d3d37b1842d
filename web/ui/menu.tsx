import type { ReactNode } from 'react'
import { Menu as AriaMenu, MenuItem as AriaMenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Icon, type IconName } from './icon.tsx'
import { Kbd } from './kbd.tsx'

export interface MenuItem {
  id: string
  label: string
  icon?: IconName
  keys?: string
  isChosen?: boolean
  isDisabled?: boolean
  act: () => void
}

/** `children` is the button that opens it (a `Button` of ours). */
export function Menu({ label, items, children }: { label: string; items: readonly MenuItem[]; children: ReactNode }) {
  return (
    <MenuTrigger>
      {children}
      <Popover className="lifted min-w-44 overflow-auto p-1">
        <AriaMenu aria-label={label} items={items} onAction={(id) => items.find((item) => item.id === id)?.act()} className="outline-none">
          {(item) => (
            <AriaMenuItem
              id={item.id}
              textValue={item.label}
              isDisabled={item.isDisabled ?? false}
              className="flex cursor-pointer items-center gap-2 rounded-sm px-2.5 py-1.5 outline-none data-[focused]:bg-accent-wash data-[disabled]:opacity-45"
            >
              {item.icon ? <Icon name={item.icon} size={15} className="text-soft" /> : null}
              <span className="flex-1">{item.label}</span>
              {item.isChosen ? <Icon name="check" size={14} className="text-accent" /> : null}
              {item.keys ? <Kbd>{item.keys}</Kbd> : null}
            </AriaMenuItem>
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

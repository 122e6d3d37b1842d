import { useEffect, useState } from 'react'
import { ButtonContext } from 'react-aria-components/Button'
import { Menu as AriaMenu, MenuItem as AriaMenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Icon } from './icon.tsx'
import { Kbd } from './kbd.tsx'
import type { MenuProps } from './menu.tsx'

export interface OpenMenuProps extends MenuProps {
  /** What happened to its button before this was here, and holds on. */
  wasPressed: boolean
  wasFocused: boolean
}

export function OpenMenu({ label, items, children, wasPressed, wasFocused }: OpenMenuProps) {
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    if (!wasPressed) return
    // Not before the button has its focus again, which goes back to it when the menu closes.
    const frame = requestAnimationFrame(() => setOpen(true))
    return () => cancelAnimationFrame(frame)
  }, [wasPressed])
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <ButtonContext value={{ autoFocus: wasFocused }}>{children}</ButtonContext>
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

import { type ReactNode, useState } from 'react'
import { ButtonContext } from 'react-aria-components/Button'
import type { IconName } from './icon.tsx'
import { later } from './later.ts'

export interface MenuItem {
  id: string
  label: string
  icon?: IconName
  keys?: string
  isChosen?: boolean
  isDisabled?: boolean
  act: () => void
}

export interface MenuProps {
  label: string
  items: readonly MenuItem[]
  /** The button that opens it (a `Button` of ours). */
  children: ReactNode
}

/** What opens is large, so that only the button is there from the start. */
export const menuParts = later(() => import('./open-menu.tsx'))

export function Menu(props: MenuProps) {
  const parts = menuParts.use()
  const [wasPressed, setPressed] = useState(false)
  const [wasFocused, setFocused] = useState(false)
  if (parts) return <parts.OpenMenu {...props} wasPressed={wasPressed} wasFocused={wasFocused} />
  const press = () => {
    setPressed(true)
    void menuParts.bring().catch(() => setPressed(false))
  }
  return (
    <ButtonContext value={{ 'aria-haspopup': true, 'aria-expanded': false, onPressStart: press, onFocusChange: setFocused }}>{props.children}</ButtonContext>
  )
}

import { useLingui } from '@lingui/react/macro'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { KeysHeld } from './keyboard.ts'
import { Mark } from './mark.tsx'
import { useMentions } from './mentions.ts'
import type { NavProps } from './nav.tsx'

export const bringDrawer = () => import('./drawer.tsx')
const Drawer = lazy(async () => ({ default: (await bringDrawer()).Drawer }))

/** On a phone: one line at the top, and the nav in a drawer behind it. Gone while a ticket is open, which has its own way back. */
export function PhoneBar(props: NavProps) {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const isCalled = useMentions(props.me).length > 0
  const navigate = useNavigate()
  const path = useLocation({ select: (location) => location.pathname })
  if (/^\/inbox\/./.test(path)) return null
  return (
    <header className="row-start-1 hidden items-center gap-2 border-b border-line bg-panel px-2 py-1.5 max-md:flex">
      <Button
        tone="quiet"
        size="icon"
        aria-label={isCalled ? t`Views and settings: you were mentioned` : t`Views and settings`}
        className="relative"
        onPress={() => setOpen(true)}
      >
        <Icon name="menu" />
        {isCalled ? <span className="absolute top-1 right-1 size-2 rounded-full bg-accent" /> : null}
      </Button>
      <Mark size={18} />
      <span className="flex-1 truncate font-[650] tracking-tight">{props.me.workspace.name}</span>
      <Button tone="quiet" size="icon" aria-label={t`Search all history`} onPress={() => void navigate({ to: '/search', search: { q: '' } })}>
        <Icon name="search" />
      </Button>
      <Suspense fallback={<KeysHeld />}>{isOpen ? <Drawer {...props} close={() => setOpen(false)} /> : null}</Suspense>
    </header>
  )
}

import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import type { ReactNode } from 'react'
import { Kbd } from './kbd.tsx'

export type ButtonTone = 'plain' | 'go' | 'quiet' | 'danger' | 'public' | 'private'

const LOOK: Record<ButtonTone, string> = {
  plain: 'border-strong bg-raised text-ink hover:bg-stone',
  go: 'border-accent bg-accent text-accent-ink hover:brightness-110',
  quiet: 'border-transparent bg-transparent text-soft hover:bg-stone hover:text-ink',
  danger: 'border-now bg-raised text-now hover:bg-accent-wash',
  public: 'border-public bg-public text-accent-ink hover:brightness-110',
  private: 'border-private bg-private text-panel hover:brightness-110',
}
const SIZE = { small: 'min-h-7 px-2 py-0.5 text-sm', normal: 'min-h-8.5 px-3 py-1', icon: 'size-8.5 p-0' }

const FILLED: ReadonlySet<ButtonTone> = new Set(['go', 'public', 'private'])

/** The same look for what is a link and acts like a button. */
export function buttonLook(tone: ButtonTone = 'plain', size: keyof typeof SIZE = 'normal'): string {
  return `inline-flex items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-[540] no-underline transition-[background,filter] duration-100 disabled:opacity-45 disabled:pointer-events-none data-[pressed]:translate-y-px ${LOOK[tone]} ${SIZE[size]}`
}

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children'> {
  tone?: ButtonTone
  size?: keyof typeof SIZE
  /** The key that does the same, shown quietly. */
  keys?: string
  className?: string
  children: ReactNode
}

export function Button({ tone = 'plain', size = 'normal', keys, className = '', children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={`${buttonLook(tone, size)} ${className}`}>
      {children}
      {keys ? <Kbd className={`max-sm:hidden ${FILLED.has(tone) ? 'border-current! bg-transparent! text-current! opacity-75' : ''}`}>{keys}</Kbd> : null}
    </AriaButton>
  )
}

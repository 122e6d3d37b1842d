import { useLingui } from '@lingui/react/macro'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import type { ReplyOption, Ticket } from '../contract.ts'
import { address } from '../inbox/row.tsx'
import { Icon } from '../ui/icon.tsx'
import { networkWords, VisibilityGlyph } from '../ui/network.tsx'
import { useWords } from '../words/use-words.ts'
import { AccountMenu } from './account-menu.tsx'
import { type Mode, nearest, worldKey, worldsOf } from './mode.ts'

export interface ModeBarProps {
  ticket: Ticket
  mode: Mode
  speak: (mode: Mode) => void
}

const NOTE = 'note'

/** The first line: where, to whom and as whom. The chosen one is filled with the colour of its world; public is the loudest thing on the screen. */
export function ModeBar({ ticket, mode, speak }: ModeBarProps) {
  const { t } = useLingui()
  const worlds = worldsOf(ticket)
  const option = mode.kind === 'reply' ? mode.option : null
  const chosen = option ? worldKey(option) : NOTE
  const choose = (key: string) => {
    const world = worlds.find(([first]) => first && worldKey(first) === key)
    const next = world && nearest(world, option)
    speak(next ? { kind: 'reply', option: next } : { kind: 'note' })
  }
  const isOneNetwork = new Set(ticket.replyOptions.map(({ network }) => network)).size === 1
  const others = option ? (worlds.find(([first]) => first && worldKey(first) === chosen) ?? []) : []
  return (
    <div className={`mb-2 flex items-center gap-1 ${worlds.length > 2 || others.length > 1 ? 'flex-wrap' : '@max-md:flex-wrap'}`}>
      <RadioGroup aria-label={t`Where you speak`} value={chosen} onChange={choose} orientation="horizontal" className="contents">
        {worlds.map(([first]) =>
          first ? <World key={worldKey(first)} option={first} chosen={option} isAlone={isAlone(first, worlds)} isOneNetwork={isOneNetwork} /> : null,
        )}
        <Radio
          value={NOTE}
          className={`${SEGMENT} shrink-0 data-[selected]:border-note data-[selected]:bg-note-wash data-[selected]:font-semibold data-[selected]:text-note`}
        >
          <Icon name="note" size={14} /> {t`Note`}
        </Radio>
      </RadioGroup>
      {option && others.length > 1 ? <AccountMenu ticket={ticket} options={others} chosen={option} speak={speak} /> : null}
    </div>
  )
}

const SEGMENT =
  'inline-flex max-w-full cursor-pointer items-center gap-1.5 rounded-md border border-strong bg-raised px-2.5 py-1 text-sm text-soft data-[hovered]:text-ink data-[focus-visible]:outline-2 data-[focus-visible]:outline-offset-2 data-[focus-visible]:outline-focus'
const SPEAKS = {
  public: 'data-[selected]:border-public data-[selected]:bg-public data-[selected]:font-semibold data-[selected]:text-accent-ink',
  private: 'data-[selected]:border-private data-[selected]:bg-private-wash data-[selected]:font-semibold data-[selected]:text-private',
}

/** What goes without saying: there is one such world, or one network at all. */
interface Shape {
  isAlone: boolean
  isOneNetwork: boolean
}

/** The only public one, or the only private one: one word says which it is. */
function isAlone(option: ReplyOption, worlds: readonly ReplyOption[][]): boolean {
  return worlds.filter(([first]) => first?.visibility === option.visibility).length === 1
}

/** «PUBLIC on X as @aeroandes», «PRIVATE to @rosa»: whole, and in capitals, once chosen; before, as short as it can be. */
function World({ option, chosen, ...shape }: Shape & { option: ReplyOption; chosen: ReplyOption | null }) {
  const isChosen = chosen !== null && worldKey(chosen) === worldKey(option)
  return (
    <Radio
      value={worldKey(option)}
      className={`${SEGMENT} ${SPEAKS[option.visibility]} ${isChosen ? 'min-w-0' : 'shrink-0'} ${option.blocked ? 'border-dashed' : ''}`}
    >
      <VisibilityGlyph visibility={option.visibility} />
      <span className={isChosen ? 'wrap-anywhere' : 'truncate'}>{useWhere(isChosen ? chosen : option, { isChosen, ...shape })}</span>
    </Radio>
  )
}

function useWhere(option: ReplyOption, { isChosen, isAlone, isOneNetwork }: Shape & { isChosen: boolean }): string {
  const { t } = useLingui()
  const network = useWords(networkWords)(option.network)
  // Who we are is known here without our server's name.
  const us = address(option.network === 'mastodon' ? option.account.handle.replace(/@.*/, '') : option.account.handle)
  const to = address(option.to)
  if (option.visibility === 'public') {
    if (isChosen) return t`PUBLIC on ${network} as ${us}`
    return isAlone ? t`Public` : t`Public on ${network}`
  }
  if (isChosen) return isOneNetwork ? t`PRIVATE to ${to} as ${us}` : t`PRIVATE to ${to} on ${network} as ${us}`
  return isAlone ? t`Private` : t`Private to ${to}`
}

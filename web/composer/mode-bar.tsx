import { useLingui } from '@lingui/react/macro'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import type { ReplyOption, Ticket } from '../contract.ts'
import { address } from '../inbox/row.tsx'
import { Icon } from '../ui/icon.tsx'
import { networkWords, VisibilityGlyph } from '../ui/network.tsx'
import { useWords } from '../words/use-words.ts'
import { type Mode, modeKey, optionKey } from './mode.ts'

export interface ModeBarProps {
  ticket: Ticket
  mode: Mode
  speak: (mode: Mode) => void
}

/** The first line: where, to whom and as whom. The chosen one is filled with the colour of its world; public is the loudest thing on the screen. */
export function ModeBar({ ticket, mode, speak }: ModeBarProps) {
  const { t } = useLingui()
  const choose = (key: string) => {
    const option = ticket.replyOptions.find((option) => optionKey(option) === key)
    speak(option ? { kind: 'reply', option } : { kind: 'note' })
  }
  return (
    <RadioGroup aria-label={t`Where you speak`} value={modeKey(mode)} onChange={choose} orientation="horizontal" className="mb-2 flex flex-wrap gap-1">
      {ticket.replyOptions.map((option) => (
        <Radio key={optionKey(option)} value={optionKey(option)} className={`${SEGMENT} ${SPEAKS[option.visibility]} ${option.blocked ? 'opacity-60' : ''}`}>
          <VisibilityGlyph visibility={option.visibility} />
          <span className="truncate">
            <Where option={option} isChosen={mode.kind === 'reply' && optionKey(mode.option) === optionKey(option)} />
          </span>
        </Radio>
      ))}
      <Radio
        value="note"
        className={`${SEGMENT} data-[selected]:border-note data-[selected]:bg-note-wash data-[selected]:font-semibold data-[selected]:text-note`}
      >
        <Icon name="note" size={14} /> {t`Note`}
      </Radio>
    </RadioGroup>
  )
}

const SEGMENT =
  'inline-flex max-w-full cursor-pointer items-center gap-1.5 rounded-md border border-strong bg-raised px-2.5 py-1 text-soft data-[hovered]:text-ink data-[focus-visible]:outline-2 data-[focus-visible]:outline-offset-2 data-[focus-visible]:outline-focus'
const SPEAKS = {
  public: 'data-[selected]:border-public data-[selected]:bg-public data-[selected]:font-semibold data-[selected]:text-accent-ink',
  private: 'data-[selected]:border-private data-[selected]:bg-private-wash data-[selected]:font-semibold data-[selected]:text-private',
}

/** «PUBLIC on X as @aeroandes», «PRIVATE to @rosa»: in capitals once chosen. */
function Where({ option, isChosen }: { option: ReplyOption; isChosen: boolean }) {
  const { t } = useLingui()
  const network = useWords(networkWords)(option.network)
  const us = address(option.account.handle)
  const to = address(option.to)
  if (option.visibility === 'public') return isChosen ? t`PUBLIC on ${network} as ${us}` : t`Public on ${network} as ${us}`
  return isChosen ? t`PRIVATE to ${to} on ${network} as ${us}` : t`Private to ${to}`
}

import { Trans } from '@lingui/react/macro'
import { memo } from 'react'
import { splitAtNames } from '../composer/mention.ts'
import type { Me, NoteItem } from '../contract.ts'
import { Icon } from '../ui/icon.tsx'
import { Moment } from '../ui/time.tsx'

/** Among colleagues: never leaves the house, and looks like nothing that does. */
export const NoteCard = memo(function NoteCard({ note, me }: { note: NoteItem; me: Me }) {
  return (
    <section className="max-w-[36rem] self-center rounded-md border border-note-line bg-note-wash px-3 py-1.5 text-sm text-note">
      <header className="flex items-baseline gap-1.5 text-xs">
        <Icon name="note" size={12} className="translate-y-0.5" />
        <b className="font-semibold">
          <Trans>Note · {note.author.name}</Trans>
        </b>
        <Moment at={note.at} />
      </header>
      <p dir="auto" className="wrap-anywhere whitespace-pre-wrap text-ink">
        {withMentions(note, me)}
      </p>
    </section>
  )
})

function withMentions(note: NoteItem, me: Me) {
  const isMine = (piece: string) => piece === `@${me.member.name}`
  return splitAtNames(note.text, note.mentions).map((piece, index) =>
    index % 2 === 1 ? (
      <b key={index} className={isMine(piece) ? 'rounded-sm bg-accent-wash px-0.5 text-accent' : 'font-semibold'}>
        {piece}
      </b>
    ) : (
      piece
    ),
  )
}

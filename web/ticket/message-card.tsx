import { Trans, useLingui } from '@lingui/react/macro'
import { memo, type ReactNode } from 'react'
import type { MessageItem } from '../contract.ts'
import { address } from '../inbox/row.tsx'
import { Chip } from '../ui/chip.tsx'
import { Icon } from '../ui/icon.tsx'
import { Moment } from '../ui/time.tsx'
import { automaticWords } from '../words/automatic.ts'
import { callWords } from '../words/calls.ts'
import { useWords } from '../words/use-words.ts'
import { MailFrame } from './mail-frame.tsx'
import { MediaStrip } from './media-strip.tsx'
import { MessageActs } from './message-acts.tsx'
import { Quoted } from './quoted.tsx'
import { RichText } from './rich-text.tsx'
import { SendingLine } from './sending-line.tsx'
import { isAbuse } from './told.ts'
import { Understood } from './understood.tsx'

export interface MessageCardProps {
  message: MessageItem
  ticketId: string
  mayWork: boolean
}

/** One message. Its world is its edge, wash, band and word; ours stand on the right, theirs on the left. */
export const MessageCard = memo(function MessageCard({ message, ticketId, mayWork }: MessageCardProps) {
  const isOurs = message.direction === 'out'
  const look = LOOK[message.visibility][isOurs ? 'ours' : 'theirs']
  return (
    <article
      aria-label={useName(message)}
      className={`max-w-[40rem] min-w-0 rounded-lg border px-3.5 py-2.5 ${isOurs ? 'self-end' : 'self-start'} max-sm:max-w-full ${look} ${message.deletedAt ? 'border-dashed' : ''}`}
    >
      {message.parent ? <Parent parent={message.parent} /> : null}
      <Said message={message} ticketId={ticketId} mayWork={mayWork} />
      <Warned warning={message.contentWarning} isOurs={isOurs}>
        <Abuse isFolded={isAbuse(message.meaning)}>
          {message.subject ? (
            <p dir="auto" className="font-[580] wrap-anywhere">
              {message.subject}
            </p>
          ) : null}
          <div dir="auto" className={`wrap-anywhere whitespace-pre-wrap ${message.deletedAt ? 'text-soft' : ''}`}>
            <RichText text={message.text} />
          </div>
          {message.html ? <MailFrame html={message.html} /> : null}
          {message.folded ? <Quoted text={message.folded} /> : null}
          <MediaStrip media={message.media} />
        </Abuse>
      </Warned>
      <Understood message={message} ticketId={ticketId} mayWork={mayWork} />
      <Changes message={message} />
      {message.sending && message.sending.state !== 'sent' ? <SendingLine message={message} ticketId={ticketId} mayWork={mayWork} /> : null}
    </article>
  )
})

const LOOK = {
  public: {
    theirs: 'border-public-line border-l-3 border-l-public bg-raised',
    ours: 'border-public-line border-r-3 border-r-public bg-public-wash',
  },
  private: {
    theirs: 'border-private-line border-l-3 border-l-private bg-raised',
    ours: 'border-private-line border-r-3 border-r-private bg-private-wash',
  },
}

function useName({ author, visibility, network }: MessageItem): string {
  const { t } = useLingui()
  if (network === 'phone') return t`Phone call, ${author.name}`
  return visibility === 'public' ? t`Public message of ${author.name}` : t`Private message of ${author.name}`
}

/** What they answered, so that nobody has to look for it on the network. */
function Parent({ parent }: { parent: NonNullable<MessageItem['parent']> }) {
  return (
    <blockquote className="mb-2 wrap-anywhere border-l-2 border-strong pl-2.5 text-sm text-soft">
      <span className="font-[560]">{parent.author.name}</span> <span className="text-faint">{address(parent.author.handle)}</span>
      <span dir="auto" className="line-clamp-3 wrap-anywhere whitespace-pre-wrap">
        {parent.text}
      </span>
    </blockquote>
  )
}

function Said({ message, ticketId, mayWork }: MessageCardProps) {
  const { t } = useLingui()
  const automatic = useWords(automaticWords)
  const { author, member, origin } = message
  return (
    <header className="mb-0.5 flex flex-wrap items-baseline gap-x-2 text-xs text-faint">
      <b className="text-sm font-[580] wrap-anywhere text-ink">{author.name || address(author.handle)}</b>
      {member ? (
        <span className="wrap-anywhere">{member.name}</span>
      ) : author.handle !== author.name ? (
        <span className="wrap-anywhere">{address(author.handle)}</span>
      ) : null}
      <Moment at={message.at} />
      {origin === 'native' ? <Chip>{t`written on the network itself`}</Chip> : null}
      <Call message={message} />
      {message.automatic ? <Chip>{automatic(message.automatic)}</Chip> : null}
      {message.sending?.state === 'sent' ? (
        <span className="inline-flex items-center gap-0.5 text-ok">
          <Icon name="check" size={12} /> {t`sent`}
        </span>
      ) : null}
      <span className="flex-1" />
      <MessageActs message={message} ticketId={ticketId} mayWork={mayWork} />
    </header>
  )
}

/** How long they spoke, and how it ended. */
function Call({ message: { call } }: { message: MessageItem }) {
  const { i18n } = useLingui()
  const ended = useWords(callWords)
  if (!call) return null
  return (
    <Chip>
      <Icon name="phone" size={11} /> {ended(call.outcome)}
      {call.minutes > 0 ? ` · ${i18n.number(call.minutes, { style: 'unit', unit: 'minute' })}` : ''}
      {call.number ? ` · ${call.number}` : ''}
    </Chip>
  )
}

/** Theirs is folded until asked for; ours lies open to us, and says what they will see first. */
function Warned({ warning, isOurs, children }: { warning: string | null; isOurs: boolean; children: ReactNode }) {
  if (!warning) return children
  return (
    <details open={isOurs}>
      <summary className="cursor-pointer wrap-anywhere text-soft">
        {isOurs ? <Trans>Content warning: «{warning}»</Trans> : <Trans>They warn about the content: «{warning}». Show it.</Trans>}
      </summary>
      {children}
    </details>
  )
}

/** Nobody has to read an insult to help; how the matter was understood stays in sight below. */
function Abuse({ isFolded, children }: { isFolded: boolean; children: ReactNode }) {
  const { t } = useLingui()
  if (!isFolded) return children
  return (
    <details>
      <summary className="cursor-pointer text-soft">{t`Abusive words, folded. Show them.`}</summary>
      {children}
    </details>
  )
}

/** Nothing said is ever lost: earlier versions open, and what was deleted says so. */
function Changes({ message }: { message: MessageItem }) {
  const { t } = useLingui()
  return (
    <>
      {message.versions.length > 0 ? (
        <details className="mt-1.5 text-sm text-soft">
          <summary className="cursor-pointer">{t`Edited. Show what it said before`}</summary>
          <ol className="mt-1 flex flex-col gap-1 border-l-2 border-strong pl-2.5">
            {message.versions.map((version) => (
              <li key={version.at} dir="auto" className="wrap-anywhere whitespace-pre-wrap">
                <Moment at={version.at} className="text-xs text-faint" /> {version.text}
              </li>
            ))}
          </ol>
        </details>
      ) : null}
      {message.deletedAt ? (
        <p className="mt-1.5 flex items-center gap-1.5 text-sm text-soft">
          <Icon name="trash" size={13} />
          {message.direction === 'in' ? t`They deleted it on the network; it is kept here.` : t`Taken back from the network; it is kept here.`}
        </p>
      ) : null}
    </>
  )
}

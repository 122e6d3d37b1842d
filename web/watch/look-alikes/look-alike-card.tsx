import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { NetworkName } from '../../../src/domain/network-name.ts'
import type { LookAlike } from '../../contract.ts'
import { useMay } from '../../shell/use-may.ts'
import { Chip, type ChipTone } from '../../ui/chip.tsx'
import { dayInWords } from '../../ui/day.ts'
import { NetworkGlyph, networkWords } from '../../ui/network.tsx'
import { Moment, TimeAgo } from '../../ui/time.tsx'
import { useWords } from '../../words/use-words.ts'
import { LookAlikeActs } from './look-alike-acts.tsx'
import { evidenceKey, evidenceWords, lookAlikeStateWords, rulingWords, speaksWords } from './look-alike-words.ts'

const TONES: Record<LookAlike['state'], ChipTone> = { urgent: 'now', open: 'warn', renamed: 'warn', impostor: 'warn', cleared: 'ok', gone: 'ok' }

export function LookAlikeCard({ found }: { found: LookAlike }) {
  const { t } = useLingui()
  const state = useWords(lookAlikeStateWords)
  const mayWork = useMay('ticket.work')
  const { account, official, verdict, reported, gone } = found
  return (
    <li className="flex flex-col gap-3 border-t border-line py-5">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="font-[600] wrap-anywhere">{account.handle}</h2>
        <Chip tone={TONES[found.state]}>{state(found.state)}</Chip>
        {reported && !gone ? <Chip>{t`reported`}</Chip> : null}
        <TimeAgo at={found.lastSeenAt} className="text-sm text-faint" />
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <Face title={t`Ours`} face={official} note={official.speaks} />
        <Face title={t`Theirs`} face={account} url={account.url} />
      </div>
      <Evidence found={found} />
      {verdict ? <Verdict verdict={verdict} /> : null}
      {reported ? <Reported reported={reported} /> : null}
      {gone ? <Gone gone={gone} /> : null}
      <SeenOn tickets={found.tickets} />
      {mayWork ? <LookAlikeActs found={found} /> : null}
    </li>
  )
}

interface FaceProps {
  title: string
  face: LookAlike['account'] | LookAlike['official']
  note?: string
  url?: string | null
}

function Face({ title, face, note, url }: FaceProps) {
  const { t, i18n } = useLingui()
  const network = useWords(networkWords)
  const speaks = useWords(speaksWords)
  const name = face.name || '–'
  const { handle, picture, bio, createdOn } = face
  const since = createdOn && dayInWords(createdOn, i18n.locale)
  return (
    <section className="rounded-md border border-line bg-panel p-3">
      <h3 className="caption mb-1">{title}</h3>
      <div className="flex gap-3">
        {picture ? <img src={picture.url} alt={t`Picture of ${handle}`} className="size-16 shrink-0 rounded-md border border-line object-contain" /> : null}
        <div className="min-w-0">
          <p className="text-lg font-[600] wrap-anywhere">
            {url ? (
              <a href={url} rel="noreferrer nofollow" target="_blank">
                {handle}
              </a>
            ) : (
              handle
            )}
          </p>
          <p className="wrap-anywhere">{name}</p>
          <p className="flex flex-wrap items-center gap-x-1.5 text-sm text-soft">
            <NetworkGlyph network={face.network as NetworkName} />
            {network(face.network)}
            {note ? <span>· {speaks(note)}</span> : null}
            {since ? (
              <span>
                · <Trans>since {since}</Trans>
              </span>
            ) : null}
          </p>
        </div>
      </div>
      {bio ? <blockquote className="mt-2 border-l-2 border-strong pl-3 text-sm text-soft wrap-anywhere">{bio}</blockquote> : null}
    </section>
  )
}

/** What weighs most first. */
function Evidence({ found: { evidence, score } }: { found: LookAlike }) {
  const { t, i18n } = useLingui()
  const words = useWords(evidenceWords)
  const percent = new Intl.NumberFormat(i18n.locale, { style: 'percent' })
  return (
    <section>
      <h3 className="caption mb-1">
        {t`What speaks for it`} · <span className="figures">{percent.format(score)}</span>
      </h3>
      <ul className="flex flex-col gap-0.5 text-sm">
        {evidence
          .toSorted((a, b) => b.weight - a.weight)
          .map(({ code, weight }) => (
            <li key={code} className="flex gap-2">
              <span className="figures w-12 shrink-0 text-right text-faint">{percent.format(weight)}</span>
              <span className="min-w-0">{words(evidenceKey(code))}</span>
            </li>
          ))}
      </ul>
    </section>
  )
}

function Verdict({ verdict }: { verdict: NonNullable<LookAlike['verdict']> }) {
  const ruling = useWords(rulingWords)
  const by = verdict.by?.name ?? '–'
  const said = ruling(verdict.ruling)
  return (
    <p className="text-sm wrap-anywhere">
      <Trans>
        {by} judged {verdict.handle}: <strong>{said}</strong>
      </Trans>{' '}
      <Moment at={verdict.at} className="text-faint" />
    </p>
  )
}

function Reported({ reported }: { reported: NonNullable<LookAlike['reported']> }) {
  const by = reported.by?.name ?? '–'
  return (
    <p className="text-sm wrap-anywhere">
      <Trans>{by} reported it to its network</Trans> <Moment at={reported.at} className="text-faint" />
    </p>
  )
}

/** Somebody of the house said so, or its network knows it no more. */
function Gone({ gone }: { gone: NonNullable<LookAlike['gone']> }) {
  const by = gone.by?.name
  return (
    <p className="text-sm wrap-anywhere">
      {by ? <Trans>{by} found it gone</Trans> : <Trans>Its network knows it no more</Trans>} <Moment at={gone.at} className="text-faint" />
    </p>
  )
}

function SeenOn({ tickets }: { tickets: LookAlike['tickets'] }) {
  const { t } = useLingui()
  if (tickets.length === 0) return null
  return (
    <section>
      <h3 className="caption mb-1">{t`Where it met customers`}</h3>
      <ul className="flex flex-col gap-2">
        {tickets.map(({ id, number, person, how, at, words, warnedAt }) => (
          <li key={id} className="text-sm">
            <p className="flex flex-wrap items-center gap-x-2">
              <Link to="/inbox/$ticketId" params={{ ticketId: id }} search={{ view: 'all' }} className="font-[560] wrap-anywhere">
                {person.name}
              </Link>
              <span className="figures text-soft">T-{number}</span>
              <span className="text-soft">{how === 'spoke' ? t`it spoke to them` : t`they named it`}</span>
              <Moment at={at} className="text-faint" />
              {warnedAt ? <Chip tone="ok">{t`warned`}</Chip> : null}
            </p>
            <blockquote className="text-soft wrap-anywhere">«{words}»</blockquote>
          </li>
        ))}
      </ul>
    </section>
  )
}

import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Me, View } from '../contract.ts'
import { viewsQuery } from '../queries.ts'
import { urgentQuery } from '../watch/look-alikes/look-alike-queries.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { VIEW_ICONS, viewWords } from '../words/views.ts'
import { useWords } from '../words/use-words.ts'
import { Count } from './count.tsx'
import { DutyMenu } from './duty-menu.tsx'
import { useMentions } from './mentions.ts'
import { Mine } from './mine.tsx'
import { RehearsalCard } from './rehearsal.tsx'
import { WorkspaceMenu } from './workspace-menu.tsx'

export interface NavProps {
  me: Me
  openPalette: () => void
  openKeys: () => void
}

/** Views and places. Narrow windows show only its icons, a phone has it in a drawer. */
export function Nav(props: NavProps) {
  const { t } = useLingui()
  return (
    <nav
      aria-label={t`Views`}
      data-slim=""
      className="group/nav row-span-3 flex w-60 flex-col gap-px overflow-x-hidden overflow-y-auto border-r border-line bg-panel p-3 max-xl:w-15 max-xl:px-2 max-md:hidden"
    >
      <NavInside {...props} />
    </nav>
  )
}

export function NavInside({ me, openPalette, openKeys }: NavProps) {
  const { t } = useLingui()
  const { data } = useQuery(viewsQuery)
  const builtIn = data?.items.filter((view) => view.builtIn) ?? []
  const saved = data?.items.filter((view) => !view.builtIn) ?? []
  return (
    <>
      <WorkspaceMenu me={me} />
      <Called me={me} />
      <ul className="contents">
        {builtIn.map((view) => (
          <ViewLink key={view.id} view={view} />
        ))}
      </ul>
      {saved.length > 0 ? <h2 className={`caption mx-2 mt-4 mb-1.5 ${SLIM}`}>{t`Saved`}</h2> : null}
      <ul className="contents">
        {saved.map((view) => (
          <ViewLink key={view.id} view={view} />
        ))}
      </ul>
      <h2 className={`caption mx-2 mt-4 mb-1.5 ${SLIM}`}>{t`Plaza`}</h2>
      <button type="button" onClick={openPalette} className={`${ENTRY} text-left`} aria-keyshortcuts="Control+K">
        <Icon name="search" size={16} />
        <span className={`flex-1 ${SLIM}`}>
          <Trans>Any command</Trans>
        </span>
        <Kbd className={SLIM}>⌃K</Kbd>
      </button>
      <Places me={me} />
      <div className="flex-1" />
      {me.workspace.rehearsal ? <RehearsalCard className={SLIM} /> : null}
      <DutyMenu />
      <Mine me={me} openKeys={openKeys} />
    </>
  )
}

/** What is not a view of tickets; what this person may not do is not offered. */
function Places({ me }: { me: Me }) {
  const { t } = useLingui()
  return (
    <>
      {me.abilities.includes('watch.read') ? <WatchLink /> : null}
      <Link to="/manual" search={{}} title={t`Manual`} className={ENTRY} activeOptions={{ includeSearch: false }} activeProps={CURRENT}>
        <Icon name="book" size={16} />
        <span className={SLIM}>{t`Manual`}</span>
      </Link>
      <Link to="/handover" search={{}} title={t`Hand-over`} className={ENTRY} activeOptions={{ includeSearch: false }} activeProps={CURRENT}>
        <Icon name="shift" size={16} />
        <span className={SLIM}>{t`Hand-over`}</span>
      </Link>
      <Link to="/complaints" search={{ state: 'waiting', code: '' }} className={ENTRY} activeOptions={{ includeSearch: false }} activeProps={CURRENT}>
        <Icon name="clip" size={16} />
        <span className={SLIM}>{t`Formal complaints`}</span>
      </Link>
      <Link to="/promises" title={t`Promises`} className={ENTRY} activeProps={CURRENT}>
        <Icon name="clock" size={16} />
        <span className={SLIM}>{t`Promises`}</span>
      </Link>
      <Link to="/settings/accounts" className={ENTRY} activeOptions={{ exact: false }} activeProps={CURRENT}>
        <Icon name="settings" size={16} />
        <span className={SLIM}>{t`Settings`}</span>
      </Link>
    </>
  )
}

/** Beside it, how many who pose as us speak to customers now. */
function WatchLink() {
  const { t } = useLingui()
  const speaking = useQuery(urgentQuery).data?.count ?? 0
  return (
    <Link to="/watch" title={t`Watch`} className={ENTRY} activeOptions={{ exact: false }} activeProps={CURRENT}>
      <Icon name="pulse" size={16} className={speaking > 0 ? 'text-now' : ''} />
      <span className={`flex-1 ${SLIM}`}>{t`Watch`}</span>
      <Count value={speaking} className={`${SLIM} font-[650] text-now`} />
    </Link>
  )
}

/** Only while somebody who named this person waits for them: the latest first, each until it is opened. */
function Called({ me }: { me: Me }) {
  const { t } = useLingui()
  const mentions = useMentions(me)
  const [ticketId] = mentions
  if (!ticketId) return null
  return (
    <Link to="/inbox/$ticketId" params={{ ticketId }} search={{ view: 'all' }} title={t`You were mentioned`} className={`${ENTRY} font-[560] text-accent!`}>
      <Icon name="bell" size={16} />
      <span className={`flex-1 truncate ${SLIM}`}>{t`You were mentioned`}</span>
      <Count value={mentions.length} className={SLIM} />
    </Link>
  )
}

/** Gone from sight, not from screen readers, when the nav is slim. */
const SLIM = 'max-xl:group-data-slim/nav:sr-only'
const ENTRY =
  'flex min-h-8 items-center gap-2.5 rounded-[7px] px-2 py-1.5 whitespace-nowrap text-soft no-underline hover:bg-stone hover:text-ink data-[hot]:text-ink max-xl:group-data-slim/nav:justify-center'
const CURRENT = { className: 'bg-accent-wash text-ink! font-[560]' }

function ViewLink({ view }: { view: View }) {
  const words = useWords(viewWords)
  const name = view.name ?? words(view.id)
  const icon: IconName = VIEW_ICONS[view.id] ?? 'bookmark'
  const isHot = view.id === 'trouble' && view.count > 0
  const isShared = view.shared && !view.builtIn
  const { t } = useLingui()
  return (
    <li className="contents">
      <Link
        to="/inbox"
        search={{ view: view.id }}
        title={isShared ? t`${name}, shared` : name}
        className={ENTRY}
        activeOptions={{ includeSearch: true, exact: false }}
        activeProps={CURRENT}
      >
        <Icon name={icon} size={16} className={isHot ? 'text-now' : ''} />
        <span className={`flex-1 truncate ${SLIM}`}>{name}</span>
        <Count value={view.count} className={`${SLIM} ${isHot ? 'font-[650] text-now' : 'text-faint'}`} />
      </Link>
    </li>
  )
}

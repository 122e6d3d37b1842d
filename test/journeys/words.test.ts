import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { importLines } from '../../src/pipeline/import.ts'
import { journey } from '../support/browser.ts'
import { LOCALES, wordsIn, type Locale } from '../support/catalog.ts'
import { connect, foundHouse, openLivingPlaza } from '../support/living.ts'
import { datesOn, speakerOf, textsOn } from '../support/spoken.ts'

// People here have names, and say words, that no language has: whatever else stands on a screen must be in its language's catalog.

const plaza = await openLivingPlaza()
const { x, email, mastodon } = plaza.world
const { owner, me } = await foundHouse(plaza)
await connect(plaza, me.workspace.id, 'x', { handle: 'aeroandes', name: 'Aeroandes' })
await connect(plaza, me.workspace.id, 'email', { handle: 'care@aeroandes.test', name: 'Aeroandes' })
await connect(plaza, me.workspace.id, 'mastodon', { handle: 'zqlost', name: 'Zqlost' })
await mastodon.fail('token-expired', 'zqlost')
await x.openPerson({ handle: 'zqrosa', name: 'Zqrosa' })
await x.say({ who: 'zqrosa', text: '@aeroandes zqblim zqblam', visibility: 'public' })
await email.openPerson({ handle: 'zqmarta@people.test', name: 'Zqmarta' })
await email.say({ who: 'zqmarta@people.test', text: 'zqdong', subject: 'zqding', visibility: 'private', to: ['care@aeroandes.test'] })
await takeIn(
  {
    kind: 'message',
    network: 'x',
    id: '77',
    at: '2026-01-05T15:00:00Z',
    author: { id: '7', handle: 'zqold' },
    visibility: 'public',
    text: 'zqold zqword',
    addressed: await ourId(),
  },
  { kind: 'message', at: 'yesterday' },
  { kind: 'message', at: 'tomorrow' },
)
const waiting = await owner.must<{ items: { id: string }[] }>('GET', '/quarantine')
await owner.must('POST', `/quarantine/${waiting.items[0]!.id}/replay`)

const OURS = /^(Aeroandes|Olga Ferrer|Plaza|X|Bluesky|Mastodon|Español|Italiano|Português|English|ES|IT|PT|EN|Enter)$/
/** Names, addresses, keys and what was said: the same in every language. */
const isData = (text: string) => OURS.test(text.trim()) || /\bzq\w+|aeroandes\b|@\w+|https?:\/\/|\.example\b|^abcd-|^Control\+\w+$/i.test(text)

async function ourId(): Promise<string[]> {
  return (await plaza.db.selectFrom('account').select('native_id').where('network', '=', 'x').execute()).map((row) => row.native_id)
}

async function takeIn(...lines: object[]): Promise<void> {
  async function* numbered() {
    for (const [n, line] of lines.entries()) yield { number: n + 1, text: JSON.stringify(line), problem: null }
  }
  await importLines(plaza.context(), { workspaceId: me.workspace.id, lines: numbered(), fileHash: null, progress: () => {} })
}

type Say = ReturnType<typeof wordsIn>
type Go = (page: Page, say: Say) => Promise<unknown>

const rows = (page: Page, say: Say) => page.getByRole('list', { name: say('Tickets') }).getByRole('link')

async function at(page: Page, path: string): Promise<void> {
  await page.goto(plaza.base + path)
}

/** Opens the ticket that says so; the composer is there with it. */
async function openTicket(page: Page, say: Say, words: string): Promise<void> {
  await at(page, '/inbox?view=all')
  await rows(page, say).filter({ hasText: words }).click()
  await page
    .getByRole('log', { name: say('Conversation') })
    .getByText(words)
    .first()
    .waitFor()
  await page.getByRole('region', { name: say('Write') }).waitFor()
}

const heading =
  (path: string): Go =>
  async (page) => {
    await at(page, path)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await page.getByText('zq').or(page.getByRole('main')).first().waitFor()
  }

const dialogAfter =
  (key: string): Go =>
  async (page, say) => {
    await openTicket(page, say, 'zqblim')
    await page.keyboard.press(key)
    await page.getByRole('dialog').waitFor()
  }

const pressed =
  (path: string, button: string): Go =>
  async (page, say) => {
    await at(page, path)
    await page.getByRole('button', { name: say(button) }).click()
    await page.getByRole('dialog').waitFor()
  }

const VIEWS = ['need', 'mine', 'departments', 'unassigned', 'waiting', 'storm', 'trouble', 'snoozed', 'resolved', 'all']

/** Every screen behind the door. */
const SCREENS: Record<string, Go> = {
  ...Object.fromEntries(VIEWS.map((view) => [`view ${view}`, heading(`/inbox?view=${view}`)])),
  'a public ticket': async (page, say) => {
    await openTicket(page, say, 'zqblim')
    await page
      .getByRole('region', { name: say('Write') })
      .getByRole('textbox')
      .fill('zqreply zq@people.test www.aeroandes.example')
    for (const summary of await page.locator('summary').all()) await summary.click()
  },
  'a private ticket': (page, say) => openTicket(page, say, 'zqdong'),
  'an old ticket': (page, say) => openTicket(page, say, 'zqold zqword'),
  'a note': async (page, say) => {
    await openTicket(page, say, 'zqblim')
    await page.keyboard.press('n')
    await page.getByRole('textbox', { name: say('Note to colleagues') }).waitFor()
  },
  'whose it is': dialogAfter('a'),
  'which department': dialogAfter('d'),
  labels: dialogAfter('l'),
  snooze: dialogAfter('z'),
  leave: dialogAfter('x'),
  keys: dialogAfter('?'),
  'any command': dialogAfter('Control+k'),
  'a new view': dialogAfter('v'),
  person: async (page, say) => {
    await openTicket(page, say, 'zqblim')
    await page.getByRole('link', { name: '@zqrosa' }).first().click()
    await page.getByRole('heading', { level: 1, name: 'Zqrosa' }).waitFor()
  },
  'search, before': heading('/search?q='),
  'search, found': async (page) => {
    await at(page, '/search?q=zqblim')
    await page.getByRole('main').getByRole('link').filter({ hasText: 'zqblim' }).waitFor()
  },
  'search, nothing': heading('/search?q=zqnothing'),
  accounts: async (page, say) => {
    await at(page, '/settings/accounts')
    await page.getByText(say('The access has expired.')).waitFor()
  },
  'an account to declare': pressed('/settings/accounts', 'Declare an account'),
  ...Object.fromEntries(
    ['x', 'bluesky', 'mastodon', 'email'].map((network): [string, Go] => [
      `connect ${network}`,
      async (page, say) => {
        await at(page, `/settings/accounts/connect/${network}`)
        await page.getByRole('button', { name: say('Test and connect') }).click()
      },
    ]),
  ),
  people: async (page) => {
    await at(page, '/settings/people')
    await page.getByText('olga@aeroandes.example').first().waitFor()
  },
  'an invitation to make': pressed('/settings/people', 'Invite somebody'),
  quarantine: async (page) => {
    await at(page, '/settings/quarantine')
    await page.locator('summary').first().click()
  },
  'API keys': heading('/settings/keys'),
  'a key to make': pressed('/settings/keys', 'Make a key'),
  rehearsal: heading('/settings/rehearsal'),
  notifications: heading('/settings/notifications'),
  you: heading('/settings/you'),
  nowhere: async (page, say) => {
    await at(page, '/nowhere/at/all')
    await page.getByText(say('There is nothing at this address')).waitFor()
  },
}

const JANUARY: Record<Locale, RegExp> = { es: /5 ene\b/, it: /5 gen\b/, pt: /5 de jan\./, en: /Jan 5\b/ }

const TRIES: Record<Locale, string[]> = {
  es: ['1 intento', '2 intentos'],
  it: ['1 tentativo', '2 tentativi'],
  pt: ['1 tentativa', '2 tentativas'],
  en: ['1 try', '2 tries'],
}

/** What React Aria, in its own words, calls the way out of a dialog for who can't see it. */
const DISMISS: Record<Locale, string> = { es: 'Descartar', it: 'Ignora', pt: 'Descartar', en: 'Dismiss' }

/** Every screen before it, each met as a stranger. */
const DOOR: Record<string, Go> = {
  'sign in': async (page, say) => {
    await at(page, '/sign-in')
    await page.getByRole('button', { name: say('Sign in') }).click()
  },
  'wrong password': async (page, say) => {
    await at(page, '/sign-in')
    await page.getByRole('textbox', { name: say('E-mail') }).fill('zq@people.test')
    await page.getByRole('textbox', { name: say('Password') }).fill('zqzqzqzqzq')
    await page.getByRole('button', { name: say('Sign in') }).click()
    await page.getByText(say('The e-mail or the password is not right.')).waitFor()
  },
  'an invitation': async (page, say) => {
    const { link } = await owner.must<{ link: string }>('POST', '/invitations', { email: `zq${Math.random()}@people.test`, role: 'agent' })
    await page.goto(link)
    await page.getByRole('button', { name: say('Accept and sign in') }).click()
    await page.getByText(say('Write your name.')).waitFor()
  },
  'an invitation that ended': async (page, say) => {
    await at(page, '/invitation/zqzqzq')
    await page.getByText(say('This invitation no longer works')).waitFor()
  },
  'the first run': async (page, say) => {
    await page.route('**/api/v1/first-run', (route) => route.fulfill({ json: { needed: true } }))
    await at(page, '/first-run')
    await page.getByRole('button', { name: say('Create and continue') }).click()
    await page.getByText(say('Write your name.')).waitFor()
  },
}

/** What no catalog says, screen by screen. */
async function strangeOn(page: Page, screens: Record<string, Go>, locale: Locale): Promise<string[]> {
  const [say, speaks] = [wordsIn(locale), speakerOf(locale)]
  const strange: string[] = []
  for (const [name, go] of Object.entries(screens)) {
    await go(page, say)
    for (const text of await textsOn(page)) if (!isData(text) && !speaks(text) && text !== DISMISS[locale]) strange.push(`${name}: ${text}`)
    for (const { title, expected } of await datesOn(page, locale)) assert.equal(title, expected, name)
  }
  return strange
}

for (const locale of LOCALES) {
  journey(`every word behind the door is in ${locale}, and so are times and numbers of things`, async (visit) => {
    await owner.must('PATCH', '/me', { locale })
    // A browser that speaks none of the four, so that nothing leans on it.
    const page = await visit(plaza.base, { as: owner, locale: 'de-DE' })
    assert.deepEqual(await strangeOn(page, SCREENS, locale), [])
    await openTicket(page, wordsIn(locale), 'zqold zqword')
    const { shown } = (await datesOn(page, locale)).find(({ shown }) => JANUARY[locale].test(shown)) ?? assert.fail('no date of January')
    assert.match(shown, /2026/)
    await at(page, '/settings/quarantine')
    for (const tries of TRIES[locale]) await page.getByText(tries, { exact: true }).waitFor()
  })

  journey(`every word at the door is in ${locale}`, async (visit) => {
    const refused = ['POST /api/auth/sign-in/email 401', 'GET /api/v1/invitations/* 400']
    const page = await visit(`${plaza.base}/sign-in`, { locale, refused })
    assert.deepEqual(await strangeOn(page, DOOR, locale), [])
  })
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { may, PERMISSIONS, ROLES, type Ability, type Role } from '../../src/domain/permission.ts'
import type { Me } from '../../src/http/contract/workspace.ts'
import { journey } from '../support/browser.ts'
import { open, row, worlds } from '../support/desk.ts'
import type { Browser } from '../support/http.ts'
import { invite, openAskedHouse } from '../support/living.ts'

// The table is walked with eyes: what each role sees of each ability, and that nothing it may not do is there to be pressed. A page
// that asked the server for more would fail its journey by the refusal.

const { plaza, owner } = await openAskedHouse()

const people: Partial<Record<Role, Browser>> = { owner }
async function as(role: Role): Promise<Browser> {
  return (people[role] ??= (await invite(plaza, owner, { name: `The ${role}`, email: `${role}@aeroandes.example`, role })).browser)
}

let incident: string | undefined
/** One whose update waits for a yes. */
async function incidentWithUpdate(): Promise<string> {
  if (incident) return incident
  const { items } = await owner.must<{ items: { id: string }[] }>('GET', '/tickets?view=all')
  const {
    incident: { id },
  } = await owner.must<{ incident: { id: string } }>('POST', '/incidents', { ticketId: items[0]!.id })
  await owner.must('POST', `/incidents/${id}/updates`, {
    texts: [{ language: 'en', text: 'We know, and we are at it.', short: null }],
    closes: false,
    approve: false,
  })
  return (incident = id)
}

const settings = (place: string) => async (page: Page) => {
  await page.goto(`${plaza.base}/settings/${place}`)
  await page.getByRole('main').getByRole('heading', { level: 1 }).or(page.getByText('Your role does not include this')).first().waitFor()
}

const atTicket = async (page: Page) => {
  await page.goto(`${plaza.base}/inbox?view=all`)
  await open(page, 'seat 14C')
  await page.getByRole('region', { name: 'Write' }).or(page.getByText('Your role reads, and does not answer.')).first().waitFor()
}

const atNewView = async (page: Page) => {
  await page.goto(`${plaza.base}/inbox?view=all`)
  await row(page, 'seat 14C').waitFor()
  await page.keyboard.press('v')
  await page.getByRole('dialog', { name: 'New view' }).getByRole('button', { name: 'Keep the view' }).waitFor()
}

/** Where each ability shows, and what is there for who has it and for nobody else. Null: no screen has it yet. */
const SHOWN: Record<Ability, { go: (page: Page) => Promise<unknown>; sees: (page: Page) => ReturnType<Page['getByText']>[] } | null> = {
  'ticket.read': { go: atTicket, sees: (page) => [page.getByRole('log', { name: 'Conversation' })] },
  'ticket.reply': { go: atTicket, sees: (page) => [worlds(page).and(page.getByLabel(/^PUBLIC on X/)), page.getByRole('button', { name: 'Send in public' })] },
  'ticket.note': { go: atTicket, sees: (page) => [worlds(page).and(page.getByLabel('Note'))] },
  'ticket.work': {
    go: atTicket,
    sees: (page) => [
      page.getByRole('button', { name: /^Assign to me/ }),
      page.getByRole('button', { name: /^Resolve/ }),
      page.getByRole('button', { name: 'Send and resolve' }),
      page.getByRole('button', { name: 'More about this ticket' }),
      page.getByRole('button', { name: 'On it: nobody' }),
      page.getByRole('button', { name: /^Labels…/ }),
    ],
  },
  'person.read': {
    go: async (page) => {
      await atTicket(page)
      await page.getByRole('link', { name: '@rosa' }).first().click()
    },
    sees: (page) => [page.getByRole('heading', { level: 1, name: 'Rosa Q.' })],
  },
  'view.save': { go: atNewView, sees: (page) => [page.getByRole('button', { name: 'Keep the view' })] },
  'view.share': { go: atNewView, sees: (page) => [page.getByRole('checkbox', { name: /^Share it/ })] },
  'account.read': { go: settings('accounts'), sees: (page) => [page.getByText('@aeroandes').first()] },
  'account.manage': {
    go: settings('accounts'),
    sees: (page) => [
      page.getByRole('button', { name: 'Declare an account' }),
      page.getByRole('button', { name: 'Acts on @aeroandes' }),
      page.getByRole('link', { name: /^Bluesky/ }),
    ],
  },
  'member.read': { go: settings('people'), sees: (page) => [page.getByText('olga@aeroandes.example')] },
  'member.manage': { go: settings('people'), sees: (page) => [page.getByRole('button', { name: 'Invite somebody' })] },
  'agent.manage': { go: settings('people'), sees: (page) => [page.getByRole('button', { name: 'Change what Olga Ferrer takes on' })] },
  'quarantine.manage': {
    go: settings('quarantine'),
    sees: (page) => [page.getByText('The quarantine is empty'), page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Quarantine' })],
  },
  'watch.read': {
    go: async (page) => {
      await page.goto(`${plaza.base}/watch`)
      await page.getByRole('heading', { level: 1, name: 'Storms' }).waitFor()
    },
    sees: (page) => [page.getByRole('link', { name: 'Watch' })],
  },
  'peer.declare': {
    go: async (page) => {
      await page.goto(`${plaza.base}/watch/comparison`)
      await page.getByRole('heading', { level: 1, name: 'Comparison' }).or(page.getByText('Your role does not include this')).first().waitFor()
    },
    sees: (page) => [page.getByRole('button', { name: 'Compare with another brand' })],
  },
  'audit.run': { go: settings('health'), sees: (page) => [page.getByRole('button', { name: 'Prove it now' })] },
  'incident.approve': {
    go: async (page) => {
      await page.goto(`${plaza.base}/watch/incidents/${await incidentWithUpdate()}`)
      await page.getByRole('heading', { name: 'What they were told' }).waitFor()
    },
    sees: (page) => [page.getByRole('button', { name: 'Approve and tell everybody' })],
  },
  'storm.lead': {
    go: async (page) => {
      await page.goto(`${plaza.base}/watch/storms`)
      await page.getByText('No storm', { exact: true }).waitFor()
    },
    sees: (page) => [page.getByRole('button', { name: 'Open a room' })],
  },
  'complaint.export': {
    go: async (page) => {
      await page.goto(`${plaza.base}/complaints`)
      await page.getByRole('heading', { name: 'Formal complaints' }).waitFor()
    },
    sees: (page) => [page.getByRole('link', { name: 'Export as CSV' }), page.getByRole('link', { name: 'Export as JSON lines' })],
  },
  'rehearsal.play': {
    go: settings('rehearsal'),
    sees: (page) => [
      page.getByText('Stories play in the rehearsal, not here'),
      page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Rehearsal' }),
    ],
  },
  'api-key.manage': {
    go: settings('keys'),
    sees: (page) => [
      page.getByRole('button', { name: 'Make a key' }),
      page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'API keys' }),
    ],
  },
  'workspace.manage': null,
  'manual.override': null,
  'abuse.count': { go: settings('people'), sees: (page) => [page.getByRole('heading', { name: 'Abuse received' })] },
  'manual.read': null,
  'manual.publish': null,
}

for (const role of ROLES) {
  journey(`${role}: sees what the table allows, and nothing else`, async (visit) => {
    const page = await visit(`${plaza.base}/inbox?view=all`, { as: await as(role) })
    for (const ability of Object.keys(PERMISSIONS) as Ability[]) {
      const shown = SHOWN[ability]
      if (!shown) continue
      await shown.go(page)
      for (const [n, part] of shown.sees(page).entries()) {
        if (may(role, ability)) await part.waitFor()
        else assert.equal(await part.count(), 0, `${role} sees part ${n} of ${ability}`)
      }
    }
  })
}

/** Screens that are for some roles only, by addresses typed by hand. */
const FORGED: [place: string, Ability][] = [
  ['quarantine', 'quarantine.manage'],
  ['keys', 'api-key.manage'],
  ['rehearsal', 'rehearsal.play'],
  ['accounts/connect/x', 'account.manage'],
]

const KEYS: [words: string, Ability][] = [
  ['Reply', 'ticket.reply'],
  ['Switch between public and private', 'ticket.reply'],
  ['Note to colleagues', 'ticket.note'],
  ['Resolve', 'ticket.work'],
  ['Assign…', 'ticket.work'],
  ['Snooze…', 'ticket.work'],
]

for (const role of ['agent', 'executive', 'observer'] as const) {
  journey(`${role}: an address typed by hand opens no more, no key does more, and the server refuses what a page of theirs forges`, async (visit) => {
    const page = await visit(`${plaza.base}/inbox?view=all`, {
      as: await as(role),
      refused: ['POST /api/v1/invitations 403', 'POST /api/v1/tickets/*/replies 403', 'GET /api/v1/quarantine 403'],
    })
    for (const [place, ability] of FORGED) {
      await settings(place)(page)
      assert.equal(await page.getByText('Your role does not include this').count(), may(role, ability) ? 0 : 1, `${role} at ${place}`)
    }
    await atTicket(page)
    if (!may(role, 'ticket.work')) for (const key of ['e', 'm', 'x', 'z', 'a', 'd', 'l']) await page.keyboard.press(key)
    await page.keyboard.press('?')
    const keys = (await page.getByRole('dialog', { name: 'Keys' }).innerText()).split('\n')
    for (const [words, ability] of KEYS) assert.equal(keys.includes(words), may(role, ability), `${role} and the key for ${words}`)
    await page.keyboard.press('Escape')
    const answers = await forge(page)
    for (const [ability, status] of Object.entries(answers)) if (!may(role, ability as Ability)) assert.equal(status, 403, `${role}: ${ability}`)
    const now = await owner.must<{ items: { state: string; assignee: unknown }[] }>('GET', '/tickets?view=all')
    if (!may(role, 'ticket.work'))
      assert.deepEqual(
        now.items.map(({ state, assignee }) => [state, assignee]),
        [['open', null]],
      )
  })
}

/** Asks the server from inside the page for what its screens do not offer. Only what the role may not do: the rest would happen. */
function forge(page: Page): Promise<Partial<Record<Ability, number>>> {
  return page.evaluate(async (id) => {
    const ask = async (method: string, path: string, body: object | null = null) =>
      (await fetch(`/api/v1${path}`, { method, headers: { 'x-plaza': '1', 'content-type': 'application/json' }, body: body && JSON.stringify(body) })).status
    const { replyOptions } = await fetch(`/api/v1/tickets/${id}`).then((answer) => answer.json())
    const { visibility, account, threadId, answers } = replyOptions[0]
    const reply = { draft: crypto.randomUUID(), visibility, accountId: account.id, threadId, answers, parts: ['forged'], resolve: true }
    const { abilities } = await fetch('/api/v1/me').then((answer) => answer.json())
    return {
      'member.manage': await ask('POST', '/invitations', { email: 'friend@aeroandes.example', role: 'owner' }),
      'quarantine.manage': await ask('GET', '/quarantine'),
      ...(abilities.includes('ticket.work') ? {} : { 'ticket.work': await ask('POST', `/tickets/${id}/replies`, reply) }),
    }
  }, new URL(page.url()).pathname.split('/').pop()!)
}

journey('an observer is told that they only read, and no key opens a composer', async (visit) => {
  const page = await visit(`${plaza.base}/inbox?view=all`, { as: await as('observer') })
  await atTicket(page)
  await page.getByText('Your role reads, and does not answer.').waitFor()
  for (const key of ['r', 'n', 'h']) await page.keyboard.press(key)
  assert.equal(await page.getByRole('textbox').count(), 0)
  assert.equal(await page.getByRole('region', { name: 'Write' }).count(), 0)
})

test('nobody here is more than they were invited as', async () => {
  for (const role of ROLES) assert.equal((await (await as(role)).must<Me>('GET', '/me')).member.role, role)
})

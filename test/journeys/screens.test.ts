import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { importLines } from '../../src/pipeline/import.ts'
import { journey } from '../support/browser.ts'
import { card, open, row, rows, writing } from '../support/desk.ts'
import { gravely } from '../support/gravely.ts'
import { connect, foundHouse, openLivingPlaza } from '../support/living.ts'

const plaza = await openLivingPlaza()
const { x, email, mastodon } = plaza.world
const { owner, me } = await foundHouse(plaza)
await connect(plaza, me.workspace.id, 'x', { handle: 'aeroandes', name: 'Aeroandes' })
await connect(plaza, me.workspace.id, 'email', { handle: 'care@aeroandes.test', name: 'Aeroandes' })
await x.openPerson({ handle: 'rosa', name: 'Rosa Q.' })
await x.say({ who: 'rosa', text: '@aeroandes is my seat 14C still mine? https://photos.example/ticket', visibility: 'public' })
await email.openPerson({ handle: 'marta@people.test', name: 'Marta G.' })
await email.say({ who: 'marta@people.test', text: 'I was charged twice.', subject: 'Order 771-2290', visibility: 'private', to: ['care@aeroandes.test'] })

await connect(plaza, me.workspace.id, 'mastodon', { handle: 'lost', name: 'Aeroandes' })
await mastodon.fail('token-expired', 'lost')
await importLines(plaza.context(), { workspaceId: me.workspace.id, lines: poison(), fileHash: null, progress: () => {} })

async function* poison() {
  yield { number: 1, text: '{"kind":"message","at":"yesterday"}', problem: null }
}

const inbox = `${plaza.base}/inbox?view=need`

async function ready(page: Page): Promise<void> {
  await row(page, 'seat 14C').waitFor()
  await row(page, 'charged twice').waitFor()
}

/** Where to go and what to see before a screen is looked at. */
const SCREENS: Record<string, (page: Page) => Promise<unknown>> = {
  inbox: (page) => ready(page),
  'a ticket and its composer': async (page) => {
    await ready(page)
    await open(page, 'seat 14C')
    await writing(page).fill('Write to me at rosa@example.com or www.aeroandes.example')
    await page.getByText('www.aeroandes').first().waitFor()
    await page.locator('summary').first().click()
  },
  'a private mail': async (page) => {
    await ready(page)
    await open(page, 'charged twice')
  },
  person: async (page) => {
    await ready(page)
    await open(page, 'seat 14C')
    await page.getByRole('link', { name: '@rosa' }).first().click()
    await page.getByRole('heading', { level: 1, name: 'Rosa Q.' }).waitFor()
  },
  search: async (page) => {
    await page.goto(`${plaza.base}/search?q=seat`)
    await page.getByRole('main').getByRole('link').filter({ hasText: 'seat' }).waitFor()
  },
  accounts: async (page) => {
    await page.goto(`${plaza.base}/settings/accounts`)
    await page.getByText('@aeroandes').first().waitFor()
  },
  ...Object.fromEntries(
    ['x', 'bluesky', 'mastodon', 'email'].map((network) => [
      `connect ${network}`,
      async (page: Page) => {
        await page.goto(`${plaza.base}/settings/accounts/connect/${network}`)
        await page.getByRole('button', { name: 'Test and connect' }).waitFor()
      },
    ]),
  ),
  people: async (page) => {
    await page.goto(`${plaza.base}/settings/people`)
    await page.getByText('Olga Ferrer').first().waitFor()
  },
  'an invitation being made': async (page) => {
    await page.goto(`${plaza.base}/settings/people`)
    await page.getByRole('button', { name: 'Invite somebody' }).click()
    await page.getByRole('button', { name: 'Make the invitation' }).click()
    await page.getByText('Write their e-mail address').waitFor()
  },
  'an account that lost its access': async (page) => {
    await page.goto(`${plaza.base}/settings/accounts`)
    await page.getByText('The access has expired.').waitFor()
  },
  'an account being declared': async (page) => {
    await page.goto(`${plaza.base}/settings/accounts`)
    await page.getByRole('button', { name: 'Declare an account' }).click()
    await page.getByRole('dialog', { name: 'Declare an official account' }).waitFor()
  },
  'what an agent takes on': async (page) => {
    await page.goto(`${plaza.base}/settings/people`)
    await page.getByRole('button', { name: 'Change what Olga Ferrer takes on' }).click()
    await page.getByRole('dialog', { name: 'What Olga Ferrer takes on' }).getByRole('textbox', { name: 'Skills' }).waitFor()
  },
  'the hand-over': async (page) => {
    await page.goto(`${plaza.base}/handover`)
    await page.getByRole('textbox', { name: 'A note for the next shift' }).waitFor()
  },
  'formal complaints': async (page) => {
    await page.goto(`${plaza.base}/complaints`)
    await page.getByText('No complaints here').waitFor()
  },
  'a complaint being made': async (page) => {
    await ready(page)
    await rows(page).first().click()
    await page.getByRole('region', { name: 'Write' }).waitFor()
    await page.keyboard.press('f')
    await page.getByRole('dialog', { name: 'Make it a formal complaint?' }).getByRole('button', { name: /Law/ }).waitFor()
  },
  quarantine: async (page) => {
    await page.goto(`${plaza.base}/settings/quarantine`)
    await page.getByText('What came in').first().click()
    await page.getByText('npx plaza quarantine replay').waitFor()
  },
  'API keys': async (page) => {
    await page.goto(`${plaza.base}/settings/keys`)
    await page.getByRole('heading', { level: 1 }).waitFor()
  },
  'a key being made': async (page) => {
    await page.goto(`${plaza.base}/settings/keys`)
    await page.getByRole('button', { name: 'Make a key' }).click()
    await page.getByRole('dialog', { name: 'Make a key' }).waitFor()
  },
  notifications: async (page) => {
    await page.goto(`${plaza.base}/settings/notifications`)
    await page.getByRole('heading', { name: 'Webhook' }).waitFor()
  },
  rehearsal: async (page) => {
    await page.goto(`${plaza.base}/settings/rehearsal`)
    await page.getByRole('heading', { level: 1, name: 'Rehearsal' }).waitFor()
  },
  'one’s own settings': async (page) => {
    await page.goto(`${plaza.base}/settings/you`)
    await page.getByRole('heading', { level: 1 }).waitFor()
  },
  'the sheet of keys': async (page) => {
    await ready(page)
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  },
  'any command': async (page) => {
    await ready(page)
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog', { name: 'Any command' }).waitFor()
  },
}

for (const colorScheme of ['light', 'dark'] as const) {
  journey(`axe finds nothing serious on any screen behind the door, in the ${colorScheme}`, async (visit) => {
    const found: string[] = []
    const page = await visit(inbox, { as: owner, colorScheme })
    for (const [name, go] of Object.entries(SCREENS)) {
      await page.goto(inbox)
      await go(page)
      for (const one of await gravely(page)) found.push(`${name}: ${one}`)
    }
    assert.deepEqual(found, [])
  })

  journey(`axe finds nothing serious at the door, in the ${colorScheme}`, async (visit) => {
    const page = await visit(`${plaza.base}/sign-in`, { colorScheme, refused: ['POST /api/auth/sign-in/email 401'] })
    await page.getByRole('textbox', { name: 'E-mail' }).fill('nobody@aeroandes.example')
    await page.getByRole('textbox', { name: 'Password' }).fill('not the password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Nothing was changed').waitFor()
    assert.deepEqual(await gravely(page), [])
    await page.route('**/api/v1/first-run', (route) => route.fulfill({ json: { needed: true } }))
    await page.goto(`${plaza.base}/first-run`)
    await page.getByRole('heading', { name: 'Welcome to Plaza' }).waitFor()
    assert.deepEqual(await gravely(page), [])
    const { link } = await owner.must<{ link: string }>('POST', '/invitations', { email: `${colorScheme}@aeroandes.example`, role: 'agent' })
    await page.goto(link)
    await page.getByRole('heading', { name: 'Welcome to Aeroandes' }).waitFor()
    await page.getByRole('button', { name: 'Accept and sign in' }).click()
    await page.getByText('Write your name.').waitFor()
    assert.deepEqual(await gravely(page), [])
  })

  journey(`axe finds nothing serious about an invitation that no longer works, in the ${colorScheme}`, async (visit) => {
    const page = await visit(`${plaza.base}/invitation/used-already`, { colorScheme, refused: ['GET /api/v1/invitations/* 400'] })
    await page.getByRole('heading', { name: 'This invitation no longer works' }).waitFor()
    assert.deepEqual(await gravely(page), [])
  })
}

/** Nothing is wider than the window, so that nobody scrolls sideways. */
async function assertFits(page: Page, name: string): Promise<void> {
  const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  assert.ok(wide! <= window!, `${name} is ${wide} px wide in a window of ${window}`)
  const outside = await page.evaluate(() =>
    [...document.querySelectorAll('main *, header *')]
      .filter((element) => {
        const box = element.getBoundingClientRect()
        // What scrolls or is cut inside a box of its own is fine; so is what only screen readers see.
        return (
          box.width > 1 &&
          box.height > 1 &&
          box.right > innerWidth + 1 &&
          !element.closest('.sr-only, .overflow-x-auto, .overflow-auto, .overflow-hidden, .truncate, table')
        )
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  )
  assert.deepEqual(outside, [], name)
}

/** The list of a place's screens is wider than a phone: the chosen one must be among those seen. */
async function assertInView(page: Page, name: string): Promise<void> {
  const box = await page.getByRole('link', { name, exact: true }).and(page.locator('[aria-current=page]')).boundingBox()
  assert.ok(box && box.x >= 0 && box.x + box.width <= page.viewportSize()!.width, `${name} is chosen, and out of sight`)
}

/** 1280 px at 200 % are 640 wide and coarser, at 400 % they are 320 (WCAG 1.4.10). */
for (const [name, options] of [
  ['on a phone of 360 px', { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 3 }],
  ['at 200 % zoom', { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }],
] as const) {
  journey(`${name} every screen fits, and list, ticket and composer follow each other`, async (visit) => {
    const who = `lola${options.viewport.width}`
    await x.openPerson({ handle: who, name: 'Lola P.' })
    await x.say({ who, text: `@aeroandes is it mine ${name}?`, visibility: 'public' })
    const page = await visit(inbox, { as: owner, ...options })
    await row(page, name).waitFor()
    await assertFits(page, 'inbox')
    await row(page, name).click()
    await card(page, 'Public', 'Lola P.').waitFor()
    assert.ok(!(await rows(page).first().isVisible()), 'one at a time')
    await assertFits(page, 'ticket')
    await writing(page).fill(`Yes, it is yours. (${name})`)
    await page.getByRole('button', { name: 'Send in public' }).click()
    await card(page, 'Public', 'Aeroandes').filter({ hasText: name }).getByText('sent', { exact: true }).waitFor()
    await assertFits(page, 'composer')
    await page.getByRole('button', { name: 'Back to the list' }).click()
    await rows(page).first().waitFor()
    await page.getByRole('button', { name: 'Views and settings' }).click()
    await page
      .getByRole('dialog')
      .getByRole('link', { name: /^Settings/ })
      .click()
    for (const path of ['accounts', 'accounts/connect/x', 'people', 'quarantine', 'keys', 'rehearsal', 'you']) {
      await page.goto(`${plaza.base}/settings/${path}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await assertFits(page, path)
    }
    for (const part of ['Storms', 'Incidents', 'Look-alikes', 'Presence', 'Comparison']) {
      await page.goto(`${plaza.base}/watch/${part.toLowerCase()}`)
      await page.getByRole('heading', { level: 1, name: part }).waitFor()
      await assertFits(page, part)
      await assertInView(page, part)
    }
  })
}

journey('who asks for less motion gets none', async (visit) => {
  const page = await visit(inbox, { as: owner, reducedMotion: 'reduce' })
  await ready(page)
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog', { name: 'Any command' }).waitFor()
  const moving = await page.evaluate(
    () => document.getAnimations().filter((animation) => Number(animation.effect?.getComputedTiming().duration ?? 0) > 20).length,
  )
  assert.equal(moving, 0)
})

journey('from the door to a sent answer without a mouse', async (visit) => {
  await x.openPerson({ handle: 'sinraton', name: 'Sin Ratón' })
  await x.say({ who: 'sinraton', text: '@aeroandes no mouse today', visibility: 'public' })
  const page = await visit(`${plaza.base}/sign-in`)
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await tabTo(page, 'E-mail')
  await page.keyboard.type('olga@aeroandes.example')
  await tabTo(page, 'Password')
  await page.keyboard.type('a long enough secret')
  await page.keyboard.press('Enter')
  await ready(page)
  await row(page, 'no mouse today').waitFor()
  await tabTo(page, 'no mouse today')
  await page.keyboard.press('Enter')
  await card(page, 'Public', 'Sin Ratón').waitFor()
  await page.keyboard.press('r')
  await page.keyboard.type('Nor do I.')
  await tabTo(page, 'Send in public')
  await page.keyboard.press('Enter')
  await card(page, 'Public', 'Aeroandes').filter({ hasText: 'Nor do I.' }).getByText('sent', { exact: true }).waitFor()
})

/** Goes on with Tab until what has the focus is called so; everything passed on the way must show that it has it. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let n = 0; n < 80; n++) {
    await page.keyboard.press('Tab')
    const { called, isSeen } = await page.evaluate(() => {
      const focused = document.activeElement as HTMLElement
      const labels = 'labels' in focused ? [...((focused as HTMLInputElement).labels ?? [])].map((label) => label.textContent) : []
      const ring = getComputedStyle(focused)
      const parent = focused.closest('label')
      return {
        called: [focused.getAttribute('aria-label'), focused.textContent, ...labels].join(' '),
        isSeen: ring.outlineStyle !== 'none' || ring.boxShadow !== 'none' || parent !== null || focused.matches('textarea, input'),
      }
    })
    assert.ok(isSeen, `the focus can't be seen on «${called.trim().slice(0, 60)}»`)
    if (called.includes(name)) return
  }
  assert.fail(`«${name}» can't be reached with Tab`)
}

import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { journey, type Visit } from '../support/browser.ts'
import { rows, worlds, writing } from '../support/desk.ts'
import { connect, foundHouse, openLivingPlaza } from '../support/living.ts'

const plaza = await openLivingPlaza()
const { mastodon } = plaza.world
const { owner, me } = await foundHouse(plaza)
await connect(plaza, me.workspace.id, 'mastodon', { handle: 'aeroandes', name: 'Aeroandes' })
for (const n of [1, 2, 3, 4]) {
  await mastodon.openPerson({ handle: `person${n}`, name: `Person ${n}` })
  await mastodon.say({ who: `person${n}`, text: `@aeroandes question ${n}`, visibility: 'public', to: ['aeroandes'] })
}

async function inbox(visit: Visit): Promise<Page> {
  const page = await visit(`${plaza.base}/inbox?view=need`, { as: owner })
  await rows(page).nth(3).waitFor()
  return page
}

const title = (page: Page, name: string) => page.getByRole('article', { name, exact: true }).waitFor()

journey('j and k go down and up, Enter enters, and the address follows', async (visit) => {
  const page = await inbox(visit)
  const names = (await rows(page).allInnerTexts()).map((text) => /Person \d/.exec(text)![0])
  await page.keyboard.press('j')
  await title(page, names[0]!)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await title(page, names[2]!)
  await page.keyboard.press('k')
  await title(page, names[1]!)
  assert.equal(await rows(page).nth(1).getAttribute('aria-current'), 'true')
  await page.waitForURL(/\/inbox\/\d+/)
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'ticket')
  for (let n = 0; n < 9; n++) await page.keyboard.press('j')
  await title(page, names[3]!)
})

/** Each key, and what is on the screen when it worked. */
const OPENS: [string, (page: Page) => Promise<unknown>][] = [
  ['a', (page) => page.getByRole('dialog', { name: 'Who takes it?' }).waitFor()],
  ['d', (page) => page.getByRole('dialog', { name: 'Which department?' }).waitFor()],
  ['l', (page) => page.getByRole('dialog', { name: 'Labels' }).waitFor()],
  ['z', (page) => page.getByRole('dialog', { name: 'Snooze until when?' }).waitFor()],
  ['x', (page) => page.getByRole('dialog', { name: 'Leave it unanswered?' }).waitFor()],
  ['/', (page) => page.getByRole('dialog', { name: 'Which script?' }).waitFor()],
  ['c', (page) => page.getByRole('dialog', { name: 'Ask colleagues' }).waitFor()],
  ['f', (page) => page.getByRole('dialog', { name: 'Make it a formal complaint?' }).waitFor()],
  ['i', (page) => page.getByRole('dialog', { name: 'Into which incident?' }).waitFor()],
  ['?', (page) => page.getByRole('dialog', { name: 'Keys' }).waitFor()],
  ['Control+k', (page) => page.getByRole('dialog', { name: 'Any command' }).waitFor()],
]

journey('every key asks its question, Escape takes it back, and the next key works again', async (visit) => {
  const page = await inbox(visit)
  await page.keyboard.press('j')
  await page.getByRole('log', { name: 'Conversation' }).waitFor()
  for (const [key, opened] of OPENS) {
    await page.keyboard.press(key)
    await opened(page)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  await page.keyboard.press('m')
  await page.getByRole('button', { name: /^On it: Olga Ferrer/ }).waitFor()
  await page.keyboard.press('h')
  await page.getByRole('radio', { checked: true, name: /^PRIVATE/ }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('h')
  await page.getByRole('radio', { checked: true, name: /^PUBLIC/ }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await page.getByRole('textbox', { name: 'Note to colleagues' }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('r')
  await page.getByRole('textbox', { name: /^Public reply/ }).waitFor()
})

journey('g and a letter goes to a view; the sheet of keys lists what works', async (visit) => {
  const page = await inbox(visit)
  for (const [letter, name] of [
    ['m', 'Mine'],
    ['w', 'Waiting on customer'],
    ['a', 'All'],
    ['n', 'By need'],
  ] as const) {
    await page.keyboard.press('g')
    await page.keyboard.press(letter)
    await page.getByRole('heading', { level: 1, name }).waitFor()
  }
  await page.keyboard.press('j')
  await page.getByRole('log', { name: 'Conversation' }).waitFor()
  await page.keyboard.press('?')
  const sheet = await page.getByRole('dialog', { name: 'Keys' }).innerText()
  for (const words of [
    'Next ticket',
    'Previous ticket',
    'Reply',
    'Note to colleagues',
    'Resolve',
    'Snooze…',
    'Go to: Mine',
    'Send in public',
    'Any command',
    'Watch: Storms',
  ])
    assert.ok(sheet.includes(words), words)
})

journey('the palette does what its words say', async (visit) => {
  const page = await inbox(visit)
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog', { name: 'Any command' }).waitFor()
  await page.keyboard.type('people and roles')
  await page.getByRole('menuitem', { name: 'Settings: People and roles' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'People and roles' }).waitFor()
})

journey('a menu that is asked for before its part is here opens when it comes, and gives the focus back', async (visit) => {
  const page = await visit(`${plaza.base}/sign-in`, { as: owner })
  const asked = Promise.withResolvers<void>()
  await page.route('**/assets/open-menu-*.js', async (route) => {
    await asked.promise
    await route.continue()
  })
  await page.goto(`${plaza.base}/inbox?view=need`)
  const button = page.getByRole('button', { name: 'Theme: As the system' })
  await button.focus()
  await page.keyboard.press('Enter')
  asked.resolve()
  await page.getByRole('menuitem', { name: 'Dark' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('menu').waitFor({ state: 'detached' })
  await page.locator('button:focus').and(button).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.getByRole('menuitem', { name: 'Dark' }).click()
  await page.locator('html[data-theme=dark]').waitFor()
})

journey('no key is ever stolen from somebody who types', async (visit) => {
  const page = await inbox(visit)
  await page.keyboard.press('j')
  await page.getByRole('log', { name: 'Conversation' }).waitFor()
  await page.keyboard.press('r')
  await page.keyboard.type('jkrnamdexzh?g mgn')
  assert.equal(await writing(page).inputValue(), 'jkrnamdexzh?g mgn')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await page.keyboard.press('Escape')
  await page.keyboard.press('x')
  // At once, before the question can be there: it may be lost, and must not resolve the ticket.
  await page.keyboard.press('e')
  await page.getByRole('textbox', { name: 'Why' }).fill('')
  await page.keyboard.type('because jkrnamdexzh?')
  assert.equal(await page.getByRole('textbox', { name: 'Why' }).inputValue(), 'because jkrnamdexzh?')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  assert.ok((await worlds(page).count()) >= 2)
  const { items } = await owner.must<{ items: { state: string; assignee: unknown }[] }>('GET', '/tickets?view=need')
  assert.equal(items.length, 4, 'nothing was resolved, left or put to sleep by typing')
})

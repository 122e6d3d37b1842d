import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { journey } from '../support/browser.ts'
import { LOCALES, wordsIn } from '../support/catalog.ts'
import { gravely } from '../support/gravely.ts'
import { connect, foundHouse, openLivingPlaza } from '../support/living.ts'
import { speakerOf, textsOn } from '../support/spoken.ts'

// All that is written in this manual, and said on this ticket, has a name that no language has: whatever else stands on the screens must be in the catalogs.

const plaza = await openLivingPlaza()
const { x } = plaza.world
const { owner, me } = await foundHouse(plaza)
await connect(plaza, me.workspace.id, 'x', { handle: 'aeroandes', name: 'Aeroandes' })

const MANUAL = `manual: zqmanual
title: zqtitle
language: en
brand: { name: Aeroandes, timeZone: America/Bogota, languages: [en], voice: { is: [zqvoice] } }
accounts:
  zqaccount: { network: x, handle: aeroandes }
people:
  zqana: { name: Zqana, role: supervisor, email: zq@people.test }
departments:
  zqone: { does: zqdoes, duty: [{ who: zqana, hours: always }], escalation: [{ call: zqana, delay: 0m, by: email }] }
  zqtwo: { does: zqdoes, duty: [{ who: zqana, hours: always }], escalation: [{ call: zqana, delay: 0m, by: email }] }
rules:
  - rule: zqrule
    when: { words: [zqblim] }
    do: { department: zqone, need: urgent, script: zqscript }
otherwise: { department: zqtwo }
scripts:
  zqscript:
    use: zquse
    steps: [zqfirst, zqsecond]
    texts:
      - { language: en, text: 'zqtext {name} {time} ${'zqlong '.repeat(45)}' }
`
const SHORT = MANUAL.replace('zqlong '.repeat(45), '')
const CHANGED = SHORT.replace('department: zqone, need: urgent', 'department: zqtwo, need: standard')
const BROKEN = `${SHORT.replace('department: zqone,', 'department: zqon,')}zqkey: zqvalue\n`

await owner.must('POST', '/manual/publish', { text: SHORT, over: null, note: 'zqnote' })
await owner.must('POST', '/manual/publish', { text: CHANGED, over: 1, note: 'zqsecond' })
await owner.must('POST', '/manual/versions/1/restore')
await x.openPerson({ handle: 'zqrosa', name: 'Zqrosa' })
await x.say({ who: 'zqrosa', text: '@aeroandes zqblim zqblam where is it?', visibility: 'public' })

/** A page that is left while its draft is on the way is answered for it on the next one. */
const refused = ['PUT /api/v1/manual/draft 409']

type Say = ReturnType<typeof wordsIn>
type Go = (page: Page, say: Say) => Promise<unknown>

const write = async (page: Page, say: Say, text: string) => {
  await page.goto(`${plaza.base}/manual`)
  await page.getByRole('textbox', { name: say('Text of the manual') }).fill(text)
}

const tried =
  (tab: string, seen: Go): Go =>
  async (page, say) => {
    await write(page, say, CHANGED)
    await page.getByText(say('No errors')).waitFor()
    await page.getByRole('tab', { name: say(tab), exact: true }).click()
    await seen(page, say)
  }

async function openTicket(page: Page, say: Say): Promise<void> {
  await page.goto(`${plaza.base}/inbox?view=all`)
  await page
    .getByRole('list', { name: say('Tickets') })
    .getByRole('link')
    .filter({ hasText: 'zqblim' })
    .click()
  await page
    .getByRole('region', { name: say('Write') })
    .getByRole('textbox')
    .first()
    .waitFor()
}

const SCREENS: Record<string, Go> = {
  'a manual to start': async (page, say) => {
    await write(page, say, '')
    await page.getByRole('region', { name: say('Start the manual') }).waitFor()
  },
  'what is wrong with it': async (page, say) => {
    await write(page, say, BROKEN)
    await page
      .getByRole('list', { name: say('Findings') })
      .getByText('zqkey')
      .waitFor()
  },
  'what is wrong with its names': async (page, say) => {
    await write(page, say, BROKEN.replace('zqkey: zqvalue\n', ''))
    await page
      .getByRole('list', { name: say('Findings') })
      .getByText('zqon')
      .first()
      .waitFor()
  },
  'what it changes': tried('Changes', (page, say) => page.getByRole('list', { name: say('What changes') }).waitFor()),
  'what it would have done': tried('Try', async (page, say) => {
    await page.getByRole('button', { name: say('Try it'), exact: true }).click()
    await page.getByRole('list', { name: say('What would go otherwise') }).waitFor()
  }),
  'its versions': tried('Versions', (page, say) => page.getByRole('list', { name: say('What changes') }).waitFor()),
  'why a ticket went where it went': tried('Explain', async (page, say) => {
    await page.getByRole('textbox', { name: say('Number of the ticket') }).fill('1')
    await page.getByRole('button', { name: say('Explain it') }).click()
    await page.getByRole('list', { name: say('Rules that matched') }).waitFor()
  }),
  'about to publish': tried('Check', async (page, say) => {
    await page.getByRole('button', { name: say('Publish…') }).click()
    await page.getByRole('dialog').waitFor()
  }),
  'about to roll back': tried('Versions', async (page, say) => {
    await page.getByRole('button', { name: say('Roll back to version {number}').replace('{number}', '2') }).click()
    await page.getByRole('alertdialog').waitFor()
  }),
  'a version as it was': async (page) => {
    await page.goto(`${plaza.base}/manual?version=1&line=14`)
    await page.getByText('zqnote').waitFor()
  },
  'a script to choose': async (page, say) => {
    await openTicket(page, say)
    await page.keyboard.press('/')
    await page.getByRole('dialog').getByRole('menuitem').first().waitFor()
  },
  'a script to fill in': async (page, say) => {
    await openTicket(page, say)
    await page.keyboard.press('/')
    await page.getByRole('dialog').getByRole('menuitem').first().click()
    await page.getByRole('textbox', { name: '{time}' }).waitFor()
  },
  'why it is here': async (page, say) => {
    await openTicket(page, say)
    await page.locator('summary').first().click()
  },
}

for (const colorScheme of ['light', 'dark'] as const) {
  journey(`axe finds nothing serious about the manual and its scripts, in the ${colorScheme}`, async (visit) => {
    const found: string[] = []
    const page = await visit(plaza.base, { as: owner, refused, colorScheme })
    for (const [name, go] of Object.entries(SCREENS)) {
      await go(page, wordsIn('en'))
      for (const one of await gravely(page)) found.push(`${name}: ${one}`)
    }
    assert.deepEqual(found, [])
  })
}

journey('on a phone of 390 px nothing of the manual is wider than the window', async (visit) => {
  const page = await visit(plaza.base, { as: owner, refused, viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })
  for (const [name, go] of Object.entries(SCREENS)) {
    if (name.includes('script')) continue
    await go(page, wordsIn('en'))
    const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
    assert.ok(wide! <= window!, `${name} is ${wide} px wide in a window of ${window}`)
  }
})

/** What React Aria, in its own words, calls the way out of a dialog for who can't see it. */
const DISMISS = ['Descartar', 'Ignora', 'Dismiss']

/** Names, the schema's own keys and values, and what was said: the same in every language. */
const isData = (text: string) =>
  /\bzq\w*|aeroandes|olga ferrer|^(plaza|x|español|italiano|português|english): /i.test(text.trim()) ||
  /^(Plaza|X|\{[^}]*\}|[✕!›\s\d]+|then › \w+|urgent|standard)$/.test(text.trim())

for (const locale of LOCALES) {
  journey(`every word of the manual and its scripts is in ${locale}`, async (visit) => {
    await owner.must('PATCH', '/me', { locale })
    const page = await visit(plaza.base, { as: owner, refused, locale: 'de-DE' })
    const [say, speaks] = [wordsIn(locale), speakerOf(locale)]
    const strange: string[] = []
    for (const [name, go] of Object.entries(SCREENS)) {
      await go(page, say)
      for (const text of await textsOn(page)) if (!isData(text) && !speaks(text) && !DISMISS.includes(text)) strange.push(`${name}: ${text}`)
    }
    assert.deepEqual(strange, [])
  })
}

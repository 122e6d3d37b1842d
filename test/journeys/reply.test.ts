import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { SimulatedPost } from '../../src/rehearsal/simulated-network.ts'
import { journey } from '../support/browser.ts'
import { card, open, row, send, worlds, writing } from '../support/desk.ts'
import { connect, foundHouse, openLivingPlaza, type World } from '../support/living.ts'

const plaza = await openLivingPlaza({ undo: 3 })
const { x, mastodon } = plaza.world
const { owner, me } = await foundHouse(plaza)

/** The same road on each network: who we are, who writes, and what makes their words reach us. */
const ROADS: {
  network: keyof World
  us: string
  who: string
  name: string
  visibility: 'public' | 'private'
  post: Partial<SimulatedPost> & { text: string }
}[] = [
  {
    network: 'x',
    us: 'aeroandes',
    who: 'carolinam',
    name: 'Carolina M.',
    visibility: 'public',
    post: { text: '@aeroandes my flight 771 left without me, what now?' },
  },
  {
    network: 'mastodon',
    us: 'aeroandes',
    who: 'bruno_t',
    name: 'Bruno T.',
    visibility: 'public',
    post: { text: '@aeroandes is the 18:30 to Rionegro delayed again?', to: ['aeroandes'] },
  },
  {
    network: 'bluesky',
    us: 'aeroandes.test',
    who: 'lucia.test',
    name: 'Lucía F.',
    visibility: 'public',
    post: { text: '@aeroandes.test two bags lost in one week' },
  },
  {
    network: 'email',
    us: 'care@aeroandes.test',
    who: 'marta@people.test',
    name: 'Marta G.',
    visibility: 'private',
    post: { text: 'I was charged twice for the same ticket.', subject: 'Order 771-2290', to: ['care@aeroandes.test'] },
  },
]

for (const { network, us } of ROADS) await connect(plaza, me.workspace.id, network, { handle: us, name: 'Aeroandes' })

const inbox = (visit: Parameters<Parameters<typeof journey>[1]>[0], options = {}): Promise<Page> =>
  visit(`${plaza.base}/inbox?view=need`, { as: owner, ...options })

for (const { network, us, who, name, visibility, post } of ROADS) {
  journey(`on ${network}, what a person writes becomes a row without a reload; our answer goes out, and theirs comes back`, async (visit) => {
    const side = plaza.world[network]
    const [Public, words] = [visibility === 'public' ? 'Public' : 'Private', post.text.replace(/^@\S+ /, '')] as const
    await side.openPerson({ handle: who, name })
    const page = await inbox(visit)
    await page.getByRole('heading', { name: 'By need' }).waitFor()
    await side.say({ who, visibility, ...post })
    await row(page, words).press('Enter')
    await card(page, Public, name).filter({ hasText: words }).waitFor()
    await assertOnly(page, visibility)
    await send(page, 'We are looking into it right now.')
    const ours = card(page, Public, 'Aeroandes')
    await ours.getByText('Queued: not sent yet.').waitFor()
    assert.equal(await ours.getByText('sent', { exact: true }).count(), 0, 'what is queued does not look sent')
    await ours.getByText('sent', { exact: true }).waitFor()
    const said = (await side.said()).findLast(({ official, text }) => official && text.includes('looking into it'))!
    assert.deepEqual([said.who, said.visibility], [us, visibility])
    await side.say({ who, visibility, text: `${network === 'email' ? '' : `@${us} `}Thank you, I wait.`, replyTo: said.nativeId, to: [us] })
    await card(page, Public, name).filter({ hasText: 'Thank you, I wait.' }).waitFor()
  })
}

/** Public and private differ in words, not in colour alone: on the row, over the messages and in the composer. */
async function assertOnly(page: Page, visibility: 'public' | 'private'): Promise<void> {
  const [here, elsewhere] = visibility === 'public' ? ['Public', 'Private'] : ['Private', 'Public']
  await page.getByRole('log').getByRole('heading', { name: here }).first().waitFor()
  assert.equal(await page.getByRole('log').getByRole('heading', { name: elsewhere }).count(), 0)
  await page.getByRole('radio', { checked: true, name: new RegExp(`^${here.toUpperCase()} `) }).waitFor()
}

journey('a private message can only be answered in private', async (visit) => {
  await mastodon.openPerson({ handle: 'secreta', name: 'Sara S.' })
  await mastodon.say({ who: 'secreta', text: 'Just between us: here is my order', visibility: 'private', to: ['aeroandes'] })
  const page = await inbox(visit)
  await open(page, 'Just between us')
  const offered = await worlds(page).evaluateAll((radios) => radios.map((radio) => radio.closest('label')?.textContent?.trim() ?? ''))
  assert.ok(offered.length >= 2 && offered[0]!.startsWith('PRIVATE to secreta@mastodon.test'), offered.join())
  assert.ok(!offered.some((text) => /public/i.test(text)), `no public way: ${offered.join()}`)
  await page.keyboard.press('h')
  await send(page, 'Only for you.')
  await card(page, 'Private', 'Aeroandes').getByText('sent', { exact: true }).waitFor()
  assert.equal((await mastodon.said()).find(({ text }) => text.includes('Only for you'))?.visibility, 'private')
})

journey('going from public to private asks first, and «no» sends nothing', async (visit) => {
  await mastodon.openPerson({ handle: 'paolo', name: 'Paolo R.' })
  await mastodon.say({ who: 'paolo', text: '@aeroandes where do I send my booking code?', visibility: 'public', to: ['aeroandes'] })
  const page = await inbox(visit)
  await open(page, 'booking code')
  await page.keyboard.press('h')
  await page.getByRole('radio', { checked: true, name: /^PRIVATE to paolo@mastodon.test/ }).waitFor()
  await send(page, 'Send it to me here.')
  const question = page.getByRole('alertdialog', { name: 'They wrote in public. Answer in private?' })
  await question.getByRole('button', { name: 'Go back' }).click()
  await question.waitFor({ state: 'detached' })
  assert.equal(await writing(page).inputValue(), 'Send it to me here.', 'the words are kept')
  assert.equal((await mastodon.said()).filter(({ text }) => text.includes('Send it to me')).length, 0)
  await page.keyboard.press('Control+Enter')
  await question.getByRole('button', { name: 'Send in private' }).click()
  await card(page, 'Private', 'Aeroandes').getByText('sent', { exact: true }).waitFor()
  assert.equal((await mastodon.said()).find(({ text }) => text.includes('Send it to me'))?.visibility, 'private')
})

journey('what is too long for X goes out as a numbered thread, and far too long does not go at all', async (visit) => {
  await x.openPerson({ handle: 'largo', name: 'Largo L.' })
  const mention = await x.say({ who: 'largo', text: '@aeroandes explain it all, please', visibility: 'public' })
  const page = await inbox(visit)
  await open(page, 'explain it all')
  await page.keyboard.press('r')
  await writing(page).fill('Sentence that goes on. '.repeat(140))
  await page.getByText('too long, even as a thread of ten').waitFor()
  assert.ok(await page.getByRole('button', { name: 'Send in public' }).isDisabled())
  await writing(page).fill('This is one of many sentences of the same length. '.repeat(12))
  await page.getByText('goes out as a thread of 3').waitFor()
  await page.getByRole('button', { name: 'Send in public' }).click()
  await page.getByText('(3/3)').waitFor()
  await card(page, 'Public', 'Aeroandes').filter({ hasText: '(3/3)' }).getByText('sent', { exact: true }).waitFor()
  const ours = (await x.said())
    .filter(({ official, text }) => official && /\(\d\/3\)/.test(text))
    .toSorted((a, b) => a.nativeId.length - b.nativeId.length || (a.nativeId < b.nativeId ? -1 : 1))
  assert.deepEqual(
    ours.map(({ text }) => /\((\d)\/3\)/.exec(text)?.[1]),
    ['1', '2', '3'],
  )
  assert.deepEqual(
    ours.map(({ replyTo }) => replyTo),
    [mention, ours[0]!.nativeId, ours[1]!.nativeId],
  )
})

journey('within the seconds a reply is taken back and its words return; a draft outlives a reload', async (visit) => {
  await x.openPerson({ handle: 'duda', name: 'Duda D.' })
  await x.say({ who: 'duda', text: '@aeroandes may I bring a dog?', visibility: 'public' })
  const page = await inbox(visit)
  await open(page, 'bring a dog')
  await send(page, 'Yes, any dog.')
  await card(page, 'Public', 'Aeroandes').getByRole('button', { name: 'Undo' }).click()
  await card(page, 'Public', 'Aeroandes').waitFor({ state: 'detached' })
  await page.getByText('13 / 280').waitFor()
  assert.equal(await writing(page).inputValue(), 'Yes, any dog.')
  await writing(page).fill('Yes, a dog of up to ten kilos')
  await page.reload()
  await page.getByRole('log', { name: 'Conversation' }).waitFor()
  assert.equal(await writing(page).inputValue(), 'Yes, a dog of up to ten kilos')
  await send(page, 'Yes, up to ten kilos.')
  await card(page, 'Public', 'Aeroandes').getByText('sent', { exact: true }).waitFor()
  assert.deepEqual(
    (await x.said()).filter(({ official, text }) => official && text.includes('dog')),
    [],
    'what was undone never left',
  )
})

journey('what was refused is taken back whole: every part leaves the ticket, and its words return', async (visit) => {
  await x.openPerson({ handle: 'mudo', name: 'Mudo M.' })
  await x.say({ who: 'mudo', text: '@aeroandes tell me all of it', visibility: 'public' })
  await x.fail('blocked', 'mudo')
  const page = await inbox(visit)
  await open(page, 'tell me all')
  await page.keyboard.press('r')
  const words = Array.from({ length: 60 }, (_, n) => `sentence${n}.`).join(' ')
  await writing(page).fill(words)
  await page.getByText('goes out as a thread of').waitFor()
  await page.keyboard.press('Control+Enter')
  const first = card(page, 'Public', 'Aeroandes').filter({ hasText: '(1/' })
  await first.getByText('blocked the account').waitFor()
  await first.getByRole('button', { name: 'Take it back' }).click()
  await page.waitForFunction((words) => document.querySelector('textarea')?.value === words, words)
  assert.equal(await card(page, 'Public', 'Aeroandes').count(), 0)
  await x.heal()
})

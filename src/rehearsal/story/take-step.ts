import { messageName, utteranceOf, writeAgent, writeChange, writeSaid } from './book.ts'
import { mediaOf } from './media.ts'
import { offsetOf } from './offset.ts'
import { networkOf, type Stage } from './stage.ts'
import type { StepOf, Verb, Verbs } from './story.ts'
import type { Answer } from './world.ts'

/** Does what one step says. Throws when it can't be done: the player records that as a trouble. */
export async function takeStep<V extends Verb>(step: StepOf<V>, stage: Stage): Promise<void> {
  await acts[step.do](step.args, stage)
}

const acts: { [V in Verb]: (args: Verbs[V], stage: Stage) => Promise<void> } = {
  say: async (said, stage) => {
    const { world, book, story } = stage
    const network = networkOf(world, said.on)
    const replyTo = said.replyTo === undefined ? {} : { replyTo: await nativeIdOf(said.replyTo, stage) }
    const nativeId = await network.say({
      who: handleOf(said.who, stage, said.on),
      text: said.text,
      visibility: said.visibility,
      at: world.clock.now(),
      ...replyTo,
      ...(said.to === undefined ? {} : { to: said.to.map((id) => handleOf(id, stage, said.on)) }),
      ...(said.subject === undefined ? {} : { subject: said.subject }),
      ...(said.media === undefined ? {} : { media: said.media.map(mediaOf) }),
    })
    writeSaid(book, said, nativeId, story.accounts.some((account) => account.id === said.who) ? 'account' : 'person')
    if (said.twice) await world.deliverAgain(said.on, nativeId)
  },

  edit: async ({ message, text }, { world, book }) => {
    const { network, nativeId } = onNetwork(utteranceOf(book, message))
    await networkOf(world, network).edit(nativeId, text)
    writeChange(book, message, { kind: 'edited', text })
  },

  delete: async ({ message }, { world, book }) => {
    const { network, nativeId } = onNetwork(utteranceOf(book, message))
    await networkOf(world, network).remove(nativeId)
    writeChange(book, message, { kind: 'deleted' })
  },

  'deliver-again': async ({ message, times = 1 }, { world, book }) => {
    const { network, nativeId } = onNetwork(utteranceOf(book, message))
    for (let i = 0; i < times; i++) await world.deliverAgain(network, nativeId)
  },

  fault: async ({ on, fault, account }, stage) => networkOf(stage.world, on).fail(fault, account === undefined ? undefined : handleOf(account, stage, on)),
  heal: async ({ on }, { world }) => networkOf(world, on).heal(),

  open: async ({ agent, ticket }, stage) => done(await stage.world.desk.open(agent, await ticketOf(ticket, stage))),
  assign: async ({ agent, ticket, to }, stage) => done(await stage.world.desk.assign(agent, await ticketOf(ticket, stage), to)),
  resolve: async ({ agent, ticket }, stage) => done(await stage.world.desk.resolve(agent, await ticketOf(ticket, stage))),
  leave: async ({ agent, ticket, ...why }, stage) => done(await stage.world.desk.leave(agent, await ticketOf(ticket, stage), why)),
  label: async ({ agent, ticket, add = [], remove = [] }, stage) => done(await stage.world.desk.label(agent, await ticketOf(ticket, stage), { add, remove })),

  snooze: async ({ agent, ticket, for: span }, stage) => {
    const until = stage.world.clock.now().add({ milliseconds: offsetOf(span) })
    done(await stage.world.desk.snooze(agent, await ticketOf(ticket, stage), until))
  },

  reply: async ({ label, agent, to, visibility, text, from, subject, mayBeRefused = false }, stage) => {
    const account = stage.story.accounts.find((account) => account.id === from)
    const answer = await stage.world.desk.reply(agent, await ticketOf(to, stage), {
      to: messageName(stage.book, to),
      visibility,
      text,
      ...(subject === undefined ? {} : { subject }),
      ...(account ? { from: { network: account.network, handle: account.handle } } : {}),
    })
    writeAnswer(label, agent, answer, stage)
    if (!mayBeRefused) done(answer)
  },

  note: async ({ label, agent, ticket, text }, stage) => {
    const answer = await stage.world.desk.note(agent, await ticketOf(ticket, stage), text)
    writeAnswer(label, agent, answer, stage)
    done(answer)
  },

  consult: async ({ agent, ticket, of, question }, stage) => done(await stage.world.desk.consult(agent, await ticketOf(ticket, stage), { of, question })),
  inform: async ({ agent, ticket, text }, stage) =>
    done(await stage.world.desk.inform(agent, await ticketOf(ticket, stage), { language: stage.story.language.slice(0, 2), text })),
  advise: async ({ agent, ticket, answer }, stage) => done(await stage.world.desk.advise(agent, await ticketOf(ticket, stage), answer)),

  judge: async ({ agent, handle, ruling }, { settle, world }) => {
    await settle()
    done(await world.desk.judge(agent, handle, ruling))
  },
  report: async ({ agent, handle }, { settle, world }) => {
    await settle()
    done(await world.desk.report(agent, handle))
  },
  'publish-register': async ({ agent }, { world }) => done(await world.desk.publishRegister(agent)),
  compare: async ({ agent, on, handle }, { world }) => done(await world.desk.compare(agent, { network: on, handle })),
  warn: async ({ agent, handle, ticket }, stage) => done(await stage.world.desk.warn(agent, handle, await ticketOf(ticket, stage))),

  call: async ({ label, agent, ticket, ...call }, stage) => {
    const answer = await stage.world.desk.call(agent, await ticketOf(ticket, stage), { ...call, at: stage.world.clock.now() })
    writeAnswer(label, agent, answer, stage)
    done(answer)
  },
}

/** Agents act on what they see, so everything said before must be in. */
async function ticketOf(label: string, { settle, world, book }: Stage): Promise<number> {
  await settle()
  const number = await world.desk.ticketOf(messageName(book, label))
  if (number === null) throw new Error(`no ticket holds «${label}»`)
  return number
}

/** What an agent wrote gets its name on the network only when it has been delivered. */
async function nativeIdOf(label: string, { settle, world, book }: Stage): Promise<string> {
  const { nativeId, deskId } = utteranceOf(book, label)
  if (nativeId !== null || deskId === null) return onNetwork(utteranceOf(book, label)).nativeId
  await settle()
  const sent = await world.desk.message(deskId)
  if (!sent?.nativeId) throw new Error(`«${label}» is not on its network: ${sent?.delivery?.state ?? 'the desk does not know it'}`)
  return sent.nativeId
}

function onNetwork({ label, network, nativeId }: { label: string; network: Parameters<typeof networkOf>[1] | null; nativeId: string | null }) {
  if (network === null || nativeId === null) throw new Error(`«${label}» is not something that was said on a network`)
  return { network, nativeId }
}

function handleOf(id: string, { story }: Stage, on: Parameters<typeof networkOf>[1]): string {
  const account = story.accounts.find((account) => account.id === id)
  const identity = account ?? story.people.find((person) => person.id === id)?.identities.find((identity) => identity.network === on)
  if (!identity) throw new Error(`«${id}» is not on ${on}`)
  return identity.handle
}

function writeAnswer(label: string, agent: string, answer: Answer, { book }: Stage): void {
  writeAgent(book, label, agent, answer.kind === 'done' ? { deskId: answer.id, refused: null } : { deskId: null, refused: answer.code })
}

function done(answer: Answer): void {
  if (answer.kind === 'refused') throw new Error(`Plaza refused: ${answer.code}`)
}

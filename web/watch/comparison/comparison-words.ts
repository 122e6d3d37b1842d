import { msg } from '@lingui/core/macro'
import type { Words } from '../../words/use-words.ts'

/** What a network does not show of others, plainly. */
export const blindnessWords: Words = {
  x: msg`X shows only the last seven days, so figures of an account begin a week after it is named here.`,
  bluesky: msg`Bluesky shows who names an account, not who answers its posts without naming it.`,
  mastodon: msg`A Mastodon server finds only what it has seen, of people who let themselves be found. Many servers search no posts at all: then nobody is found to have asked.`,
}

/** Why an account of another brand can't be read now. */
export const peerCodeWords: Words = {
  'no-account': msg`None of your accounts works on this network, so it can't be read.`,
  gone: msg`The network knows nobody by this name any more.`,
  'budget-spent': msg`More is said to it than Plaza may read in a day here. Reading goes on tomorrow; if it never catches up, it can't be measured.`,
  'rate-limited': msg`The network asks for a rest. Reading goes on by itself.`,
  'network-down': msg`The network did not answer. Reading goes on by itself.`,
  'server-error': msg`The network's answer could not be read. It is tried again by itself.`,
  'access-lost': msg`The network refuses this to your account. Look at its permissions in Settings, Accounts.`,
}

/** Against ours there. */
export const tellingWords: Words = {
  more: msg`Answers more of its questions than you do.`,
  less: msg`Answers fewer of its questions than you do.`,
  'not-told': msg`Whether it answers more than you, these samples can't tell.`,
}

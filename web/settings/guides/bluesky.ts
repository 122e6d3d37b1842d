import { msg } from '@lingui/core/macro'
import type { GuidePage } from './guide-page.ts'

export const blueskyPage: GuidePage = {
  words: {
    'connect.bluesky.step.sign-in': msg`Sign in to Bluesky with the account that will speak for the brand.`,
    'connect.bluesky.step.app-password': msg`Open Settings, “Privacy and security”, “App passwords”, and add one named Plaza. Never give Plaza the main password.`,
    'connect.bluesky.step.allow-dm': msg`Tick “Allow access to your direct messages” if you want to answer in private, before you create it: it can't be added later.`,
    'connect.bluesky.step.paste': msg`Bluesky shows the app password once. Paste it here with the handle.`,
    'connect.bluesky.field.identifier': msg`Handle`,
    'connect.bluesky.field.app-password': msg`App password`,
    'connect.bluesky.field.server': msg`Server`,
    'connect.bluesky.field.chat': msg`Service for private messages`,
  },
  hints: {
    identifier: msg`With its domain, without the @.`,
    server: msg`Change it only if the account lives on a server of its own.`,
  },
  seldom: ['server', 'chat'],
  advice: {
    'wrong-credentials': msg`Check the handle with its whole domain. An app password has four groups of four letters; if in doubt, make a new one.`,
    'app-password-needed': msg`That was the main password. Make an app password in Bluesky's settings and paste that one.`,
    unreachable: msg`Check the server under “Seldom needed”, and that this machine may open connections to it.`,
    'not-this-network': msg`Check the server under “Seldom needed”: for most accounts it is https://bsky.social.`,
    'account-suspended': msg`Sign in on Bluesky: it says why the account is not active.`,
  },
}

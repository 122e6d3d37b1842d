import { msg } from '@lingui/core/macro'
import type { GuidePage } from './guide-page.ts'

export const mastodonPage: GuidePage = {
  words: {
    'mastodon.guide.open-development': msg`Sign in to your Mastodon server with the account that will speak for the brand, and open Preferences, “Development”.`,
    'mastodon.guide.new-application': msg`Choose “New application” and name it Plaza. The redirect URI stays as it is.`,
    'mastodon.guide.choose-scopes': msg`Tick the scopes read and write, nothing else, and submit.`,
    'mastodon.guide.copy-token': msg`Open the application you just made and copy “Your access token”.`,
    'mastodon.guide.paste': msg`Paste it here with the address of the server. Plaza reads the server's own limits and publishes nothing.`,
    'mastodon.field.server': msg`Server`,
    'mastodon.field.access-token': msg`Access token`,
  },
  hints: { server: msg`Its address, or the whole handle of the account.` },
  seldom: [],
  advice: {
    'wrong-credentials': msg`Copy “Your access token” again, not the client key or the client secret.`,
    unreachable: msg`Check the address of the server, and that this machine may open connections to it.`,
    'not-this-network': msg`Write the address of the server where the account lives, like piazza.example.`,
    'scope-missing': msg`In the application, tick read and write, save, regenerate the token and copy it again.`,
  },
}

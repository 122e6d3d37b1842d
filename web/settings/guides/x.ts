import { msg } from '@lingui/core/macro'
import type { GuidePage } from './guide-page.ts'

export const xPage: GuidePage = {
  words: {
    'x.guide.app': msg`Sign in at developer.x.com with the account that will speak for the brand, open the developer console and create an app. With an app of its own, reading your own mentions costs five times less.`,
    'x.guide.permissions': msg`In the app, under “User authentication settings”, choose “Read and write and Direct message”. Do this before making keys: keys made earlier keep the old permissions.`,
    'x.guide.keys': msg`Under “Keys and tokens”, generate the API key with its secret, then the access token with its secret. X shows each of them only once.`,
    'x.guide.credits': msg`X charges for each call, with no subscription. Buy a little credit in the console and set a spending limit there.`,
    'x.guide.paste': msg`Paste the four keys here. Plaza asks X who they belong to and what they may do, and publishes nothing.`,
    'x.field.api-key': msg`API key`,
    'x.field.api-key-secret': msg`API key secret`,
    'x.field.access-token': msg`Access token`,
    'x.field.access-token-secret': msg`Access token secret`,
    'x.field.client-id': msg`Client ID`,
    'x.field.client-secret': msg`Client secret`,
    'x.field.refresh-token': msg`Refresh token`,
    'x.field.origin': msg`Address of the API`,
  },
  hints: {
    refreshToken: msg`It works once: if the test fails, make a new one before you try again.`,
    clientSecret: msg`Only confidential apps have one.`,
  },
  ways: [
    { name: msg`The four keys of the app`, fields: ['apiKey', 'apiKeySecret', 'accessToken', 'accessTokenSecret'] },
    { name: msg`OAuth 2.0 with a refresh token`, fields: ['clientId', 'clientSecret', 'refreshToken'] },
  ],
  seldom: ['origin'],
  advice: {
    'wrong-credentials': msg`Look for a missing character at the ends. If you changed permissions after making the keys, regenerate the access token and its secret.`,
    unreachable: msg`Check that this machine may open connections to api.x.com, then try again.`,
    'not-this-network': msg`Under “Seldom needed”, put the address back as it was.`,
    'field-missing': msg`All the keys of one way are needed.`,
    'scope-missing': msg`Set the app to “Read and write and Direct message”, then regenerate the access token and its secret.`,
    'budget-spent': msg`Buy credit in the developer console or raise the spending limit, then try again.`,
  },
}

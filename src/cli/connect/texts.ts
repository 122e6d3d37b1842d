import type { NetworkName } from '../../domain/network-name.ts'

/** A network's guide in English, by the codes of `network.guide`; a test fails when one is missing. The screens have their own, in every language. */
export interface GuideTexts {
  steps: Record<string, string>
  fields: Record<string, string>
  /** What a field takes, where its label does not say it. */
  hints?: Record<string, string>
}

export const TEXTS: Partial<Record<NetworkName, GuideTexts>> = {
  x: {
    steps: {
      'x.guide.app': 'Sign in at developer.x.com with the account that will speak for the brand, open the developer console and create an app.',
      'x.guide.permissions':
        'In the app, under “User authentication settings”, choose “Read and write and Direct message”, before making keys: keys made earlier keep the old permissions.',
      'x.guide.keys': 'Under “Keys and tokens”, generate the API key with its secret, then the access token with its secret. X shows each only once.',
      'x.guide.credits': 'X charges for each call. Buy a little credit in the console, and set a spending limit there.',
      'x.guide.paste':
        'Give the four keys here, or the client ID with a refresh token. Plaza asks X who they belong to and what they may do, and publishes nothing.',
    },
    fields: {
      'x.field.api-key': 'API key',
      'x.field.api-key-secret': 'API key secret',
      'x.field.access-token': 'Access token',
      'x.field.access-token-secret': 'Access token secret',
      'x.field.client-id': 'Client ID',
      'x.field.client-secret': 'Client secret',
      'x.field.refresh-token': 'Refresh token',
      'x.field.origin': 'Address of the API',
    },
    hints: { clientId: 'only with OAuth 2.0', clientSecret: 'only with OAuth 2.0, for a confidential app', refreshToken: 'only with OAuth 2.0; it works once' },
  },
  bluesky: {
    steps: {
      'connect.bluesky.step.sign-in': 'Sign in to Bluesky with the account that will speak for the brand.',
      'connect.bluesky.step.app-password':
        'Open Settings, “Privacy and security”, “App passwords”, and add one named Plaza. Never give Plaza the main password.',
      'connect.bluesky.step.allow-dm':
        'Tick “Allow access to your direct messages” before you create it, if you want to answer in private: it can’t be added later.',
      'connect.bluesky.step.paste': 'Bluesky shows the app password once. Give it here with the handle.',
    },
    fields: {
      'connect.bluesky.field.identifier': 'Handle',
      'connect.bluesky.field.app-password': 'App password',
      'connect.bluesky.field.server': 'Server',
      'connect.bluesky.field.chat': 'Service for private messages',
    },
    hints: { identifier: 'with its domain, without the @' },
  },
  mastodon: {
    steps: {
      'mastodon.guide.open-development': 'Sign in to your Mastodon server with the account that will speak for the brand, and open Preferences, “Development”.',
      'mastodon.guide.new-application': 'Choose “New application” and name it Plaza. The redirect URI stays as it is.',
      'mastodon.guide.choose-scopes': 'Tick the scopes read and write, nothing else, and submit.',
      'mastodon.guide.copy-token': 'Open the application you just made and copy “Your access token”.',
      'mastodon.guide.paste': 'Give it here with the address of the server. Plaza reads the server’s own limits and publishes nothing.',
    },
    fields: { 'mastodon.field.server': 'Server', 'mastodon.field.access-token': 'Access token' },
    hints: { server: 'its address, or the whole handle of the account' },
  },
  email: {
    steps: {
      'connect.email.step.mailbox': 'Choose the mailbox that customers write to. Plaza reads its inbox and leaves every message where it is.',
      'connect.email.step.app-password':
        'With Gmail, iCloud, Yahoo, Fastmail or Zoho, turn on two-step verification and make an app password. With a mail server of your own, use the mailbox’s password. Outlook.com and Microsoft 365 accept no password here: forward their mail to another mailbox.',
      'connect.email.step.servers': 'The servers are found from the address. If the test can’t reach them, give them as your provider writes them.',
      'connect.email.step.sent': 'The test signs in to both servers and sends nothing. Answers leave from this address, and a copy goes to the sent folder.',
    },
    fields: {
      'connect.email.field.address': 'E-mail address',
      'connect.email.field.password': 'Password or app password',
      'connect.email.field.name': 'Name on the mail',
      'connect.email.field.user': 'User name',
      'connect.email.field.imap-host': 'Incoming server (IMAP)',
      'connect.email.field.imap-port': 'Incoming port',
      'connect.email.field.imap-security': 'Incoming security',
      'connect.email.field.smtp-host': 'Outgoing server (SMTP)',
      'connect.email.field.smtp-port': 'Outgoing port',
      'connect.email.field.smtp-security': 'Outgoing security',
    },
    hints: { user: 'only where it is not the address', imapSecurity: 'tls, starttls or none', smtpSecurity: 'tls, starttls or none' },
  },
}

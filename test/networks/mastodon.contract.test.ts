import { mastodon } from '../../src/networks/mastodon/index.ts'
import { openSimulatedMastodon } from '../../src/rehearsal/mastodon/index.ts'
import { contractSuite } from './contract.ts'

contractSuite(mastodon, openSimulatedMastodon, { settings: { pollSeconds: 1 } })

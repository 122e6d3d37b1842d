import { test } from 'node:test'
import { mastodon } from '../../src/networks/mastodon/index.ts'
import { skipUnless } from '../support/debian.ts'
import { contractSuite } from './contract.ts'
import { WITHOUT_SNAC, ensureSnac } from './mastodon/snac-install.ts'
import { openSnacWorld } from './mastodon/snac-world.ts'

if (await ensureSnac())
  contractSuite(mastodon, openSnacWorld, {
    // Its own limit is 100,000 characters; the contract measures by what Mastodon itself allows.
    settings: { pollSeconds: 1, limits: { characters: 500 } },
    cannot: { deletes: 'snac2 takes nothing back through its API' },
  })
else test('the contract on a real server', (t) => void skipUnless(t, false, WITHOUT_SNAC))

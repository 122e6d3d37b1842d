import { describe, test } from 'node:test'
import { bluesky } from '../../src/networks/bluesky/index.ts'
import { mastodon } from '../../src/networks/mastodon/index.ts'
import { skipUnless } from '../support/debian.ts'
import { ensureBluesky } from './bluesky/ensure.ts'
import { openRealBluesky } from './bluesky/real-world.ts'
import { ensureSnac, WITHOUT_SNAC } from './mastodon/snac-install.ts'
import { openSnacWorld } from './mastodon/snac-world.ts'
import { publicReaderSuite } from './public-reader.ts'

if (await ensureBluesky())
  describe('the real Bluesky', () =>
    publicReaderSuite(bluesky, openRealBluesky, {
      settle: (world) => (world as Awaited<ReturnType<typeof openRealBluesky>>).settle(),
      // This index does not tell since when an account is there.
      less: { age: true },
    }))
else test('the real Bluesky', (t) => void skipUnless(t, false, 'it could not be installed'))

if (await ensureSnac())
  // snac2 searches among what its own account sees alone, and tells no bio of others.
  describe('snac2', () => publicReaderSuite(mastodon, openSnacWorld, { less: { bio: true, words: true, accounts: true } }))
else test('snac2', (t) => void skipUnless(t, false, WITHOUT_SNAC))

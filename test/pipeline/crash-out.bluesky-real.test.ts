import { test } from 'node:test'
import { ensureBluesky } from '../networks/bluesky/ensure.ts'
import { openRealBluesky } from '../networks/bluesky/real-world.ts'
import { crashOut } from '../support/crash-out.ts'
import { skipUnless } from '../support/debian.ts'

const installed = await ensureBluesky()

test('the real Bluesky is here', (t) => void skipUnless(t, installed, 'it could not be installed'))

if (installed)
  crashOut({ name: 'Bluesky’s real server', network: 'bluesky', open: openRealBluesky, sends: { public: 60, private: 20 }, deaths: 7, tells: true })

import { test } from 'node:test'
import { bluesky } from '../../src/networks/bluesky/index.ts'
import { skipUnless } from '../support/debian.ts'
import { ensureBluesky } from './bluesky/ensure.ts'
import { openRealBluesky } from './bluesky/real-world.ts'
import { contractSuite } from './contract.ts'

const installed = await ensureBluesky()

test('the real Bluesky is here', (t) => void skipUnless(t, installed, 'it could not be installed'))

if (installed) contractSuite(bluesky, openRealBluesky, { settings: { pollSeconds: 0.2 } })

import { bluesky } from '../../src/networks/bluesky/index.ts'
import { openSimulatedBluesky } from '../../src/rehearsal/bluesky/index.ts'
import { contractSuite } from './contract.ts'

contractSuite(bluesky, openSimulatedBluesky, { settings: { pollSeconds: 0.05 } })

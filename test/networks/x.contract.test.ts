import { x } from '../../src/networks/x/index.ts'
import { openSimulatedX } from '../../src/rehearsal/x/index.ts'
import { contractSuite } from './contract.ts'

contractSuite(x, () => openSimulatedX({ rateScale: 100 }), { settings: { pollSeconds: 0.05 } })

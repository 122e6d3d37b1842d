import { openSimulatedBluesky } from '../../src/rehearsal/bluesky/index.ts'
import { crashOut } from '../support/crash-out.ts'

crashOut({ name: 'Bluesky', network: 'bluesky', open: openSimulatedBluesky, sends: { public: 120, private: 60 }, deaths: 12, tells: true })

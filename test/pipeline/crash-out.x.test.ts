import { openSimulatedX } from '../../src/rehearsal/x/index.ts'
import { crashOut } from '../support/crash-out.ts'

crashOut({ name: 'X', network: 'x', open: () => openSimulatedX({ rateScale: 1000 }), sends: { public: 140, private: 60 }, deaths: 14, tells: true })

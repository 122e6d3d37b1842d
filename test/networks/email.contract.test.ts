import { email } from '../../src/networks/email/index.ts'
import { openSimulatedEmail } from '../../src/rehearsal/email/index.ts'
import { contractSuite } from './contract.ts'

contractSuite(email, openSimulatedEmail)

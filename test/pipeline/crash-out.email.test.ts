import { openSimulatedEmail } from '../../src/rehearsal/email/index.ts'
import { crashOut } from '../support/crash-out.ts'

crashOut({ name: 'a provider that files what is sent', network: 'email', open: openSimulatedEmail, sends: { private: 120 }, deaths: 7, tells: false })

crashOut({
  name: 'a provider that leaves filing to us',
  network: 'email',
  open: () => openSimulatedEmail({ filesSent: false }),
  sends: { private: 100 },
  deaths: 8,
  tells: false,
})

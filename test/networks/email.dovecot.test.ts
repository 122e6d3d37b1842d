import { test } from 'node:test'
import { email } from '../../src/networks/email/index.ts'
import { ensureDebian, skipUnless } from '../support/debian.ts'
import { contractSuite } from './contract.ts'
import { openDovecotWorld } from './email/dovecot-world.ts'

const dovecot = await ensureDebian(['dovecot-imapd', 'dovecot-lmtpd'], '/usr/lib/dovecot/lmtp')
const exim = await ensureDebian(['exim4-base', 'exim4-daemon-light'], 'exim4')

test('real mail servers are on this machine', (t) => void skipUnless(t, dovecot && exim, 'Dovecot with LMTP and Exim are needed'))
if (dovecot && exim) contractSuite(email, openDovecotWorld)

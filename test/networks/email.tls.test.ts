import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { ensureDebian, skipUnless } from '../support/debian.ts'
import { openMailServers } from './email/mail-servers.ts'

const run = promisify(execFile)
const ready =
  (await ensureDebian(['dovecot-imapd', 'dovecot-lmtpd'], '/usr/lib/dovecot/lmtp')) &&
  (await ensureDebian(['exim4-base', 'exim4-daemon-light'], 'exim4')) &&
  (await ensureDebian(['openssl'], 'openssl'))

test('TLS on real servers: by the name that was asked for, from a trusted hand, or not at all', async (t) => {
  if (!skipUnless(t, ready, 'Dovecot with LMTP, Exim and openssl are needed')) return
  const dir = await mkdtemp(join(tmpdir(), 'plaza-tls-'))
  t.after(() => rm(dir, { recursive: true, force: true }))
  const [key, cert] = [join(dir, 'key.pem'), join(dir, 'cert.pem')]
  await run('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-keyout',
    key,
    '-out',
    cert,
    '-subj',
    '/CN=mail.test',
    '-addext',
    'subjectAltName=DNS:mail.test',
  ])
  await run('chmod', ['-R', 'a+rX', dir])
  const servers = await openMailServers({ key, cert })
  t.after(() => servers.close())
  await servers.setUsers([{ address: 'care@mail.test', password: 'secret' }])
  const { imap, imaps, smtp } = servers.ports

  /** Connects in a process of its own, since Node reads whom it trusts only when it starts. */
  const connects = async (host: string, security: 'tls' | 'starttls', trusted: boolean) => {
    const fields = {
      address: 'care@mail.test',
      password: 'secret',
      imapHost: host,
      imapPort: String(security === 'tls' ? imaps : imap),
      imapSecurity: security,
      smtpHost: host,
      smtpPort: String(smtp),
      smtpSecurity: 'starttls',
    }
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: trusted ? cert : '' }
    const script = join(import.meta.dirname, 'email/connect-over-tls.ts')
    return (await run(process.execPath, [script, JSON.stringify(fields)], { env })).stdout.trim()
  }
  assert.equal(await connects('mail.test', 'tls', true), 'care@mail.test')
  assert.equal(await connects('mail.test', 'starttls', true), 'care@mail.test')
  assert.equal(await connects('mail.test', 'tls', false), 'unreachable', 'a certificate that nobody vouches for')
  assert.equal(await connects('mail.test', 'starttls', false), 'unreachable')
  assert.equal(await connects('other.test', 'tls', true), 'unreachable', 'a certificate for another name')
  assert.equal(await connects('other.test', 'starttls', true), 'unreachable')
})

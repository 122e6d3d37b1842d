import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** What the world drives: a real Dovecot (IMAP, LMTP) with a real Exim before it, in a folder of their own, on loopback. */
export interface MailServers {
  ports: { imap: number; imaps: number; smtp: number }
  /** Who exists, with which password. Both servers read it anew on the next login. */
  setUsers(users: { address: string; password: string }[]): Promise<void>
  /** Addresses that have blocked everybody. */
  setBlocked(addresses: string[]): Promise<void>
  /** Settles when Exim has handed over all that it took. */
  settle(): Promise<void>
  /** Ends every IMAP session of an address, as an operator does. */
  kick(address: string): Promise<void>
  stop(): Promise<void>
  /** False when they ran already. */
  start(): Promise<boolean>
  close(): Promise<void>
}

const run = promisify(execFile)

/** A certificate for the servers; with it both insist on TLS, by STARTTLS and, for IMAP, from the first byte. */
export interface Certificate {
  key: string
  cert: string
}

export async function openMailServers(certificate: Certificate | null = null): Promise<MailServers> {
  const dir = await mkdtemp(join(tmpdir(), 'plaza-mail-'))
  const owner = process.getuid?.() === 0 ? await idsOf('nobody') : userInfo()
  const group = (await run('id', ['-gn', owner.username])).stdout.trim()
  for (const folder of ['run', 'mail', 'spool', 'log']) await mkdir(join(dir, folder))
  await chmod(dir, 0o755)
  if (process.getuid?.() === 0) for (const folder of ['mail', 'spool', 'log']) await chown(join(dir, folder), owner.uid, owner.gid)
  const ports = { imap: await freePort(), imaps: await freePort(), lmtp: await freePort(), smtp: await freePort() }
  const account = { user: owner.username, group }
  await writeFile(join(dir, 'dovecot.conf'), dovecotConfig(dir, account, ports) + (certificate ? dovecotTls(certificate, ports) : ''))
  await writeFile(join(dir, 'exim.conf'), (certificate ? eximTls(certificate) : '') + eximConfig(dir, account, ports), { mode: 0o644 })
  for (const list of ['users', 'passwords', 'blocked']) await writeFile(join(dir, list), '')
  let children: ChildProcess[] = []
  // A test that dies must not leave servers behind.
  const killAll = () => children.forEach((one) => one.kill('SIGTERM'))
  process.once('exit', killAll)
  const start = async () => {
    if (children.length > 0) return false
    children = [
      child('dovecot', ['-F', '-c', join(dir, 'dovecot.conf')]),
      child('exim4', ['-bdf', '-q1h', '-C', join(dir, 'exim.conf'), '-oP', join(dir, 'exim.pid')]),
    ]
    for (const [port, server] of [
      [ports.imap, children[0]],
      [ports.lmtp, children[0]],
      [ports.smtp, children[1]],
    ] as const)
      await answers(port, server, dir)
    return true
  }
  const stop = async () => {
    const ends = children.filter((one) => one.exitCode === null).map((one) => once(one, 'exit'))
    killAll()
    await Promise.all(ends)
    children = []
  }
  await start()
  return {
    ports,
    start,
    stop,
    setUsers: async (users) => {
      const lines = users.map(({ address, password }) => `${address}:{PLAIN}${password}::::${dir}/mail/${address}::\n`)
      await writeFile(join(dir, 'users'), lines.join(''))
      await writeFile(join(dir, 'passwords'), users.map(({ address, password }) => `${address}: ${password}\n`).join(''))
      // Dovecot notices a changed file by its time, in whole seconds; a reload makes it certain.
      await run('doveadm', ['-c', join(dir, 'dovecot.conf'), 'auth', 'cache', 'flush']).catch(() => null)
    },
    setBlocked: (addresses) => writeFile(join(dir, 'blocked'), addresses.map((address) => `${address}: yes\n`).join('')),
    settle: async () => {
      const waiting = async () => Number((await run('exim4', ['-bpc', '-C', join(dir, 'exim.conf')], { env: paths() })).stdout)
      for (let attempt = 0; attempt < 200 && (await waiting()) > 0; attempt++) await pause()
    },
    kick: async (address) => void (await run('doveadm', ['-c', join(dir, 'dovecot.conf'), 'kick', address]).catch(() => null)),
    close: async () => {
      await stop()
      process.off('exit', killAll)
      await rm(dir, { recursive: true, force: true })
    },
  }
}

async function idsOf(username: string): Promise<{ username: string; uid: number; gid: number }> {
  const [uid, gid] = await Promise.all(['-u', '-g'].map(async (flag) => Number((await run('id', [flag, username])).stdout)))
  return { username, uid: uid ?? 0, gid: gid ?? 0 }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

// Exim says on stderr that it runs with a configuration of ours, at every delivery.
function child(command: string, args: string[]): ChildProcess {
  return spawn(command, args, { stdio: 'ignore', env: paths() })
}

function paths(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` }
}

/** Neither server tells when it listens or has delivered: one can only ask again. */
async function pause(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 25))
}

async function answers(port: number, server: ChildProcess | undefined, dir: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const socket = connect(port, '127.0.0.1')
    const open = await Promise.race([once(socket, 'connect').then(() => true), once(socket, 'error').then(() => false)]).catch(() => false)
    socket.destroy()
    if (open) return
    if (server?.exitCode !== null) break
    await pause()
  }
  throw new Error(`no server on ${port}: ${await readFile(join(dir, 'log/dovecot'), 'utf8').catch(() => '')}`)
}

type Account = { user: string; group: string }
type Ports = { imap: number; imaps: number; lmtp: number; smtp: number }

const dovecotTls = ({ key, cert }: Certificate, ports: Ports): string => `
ssl = required
ssl_key = <${key}
ssl_cert = <${cert}
disable_plaintext_auth = yes
service imap-login {
  inet_listener imaps {
    port = ${ports.imaps}
    ssl = yes
  }
}
`

const eximTls = ({ key, cert }: Certificate): string => `
TLS = yes
tls_advertise_hosts = *
tls_privatekey = ${key}
tls_certificate = ${cert}
auth_advertise_hosts = \${if eq{$tls_in_cipher}{}{}{*}}
`

// Nothing may follow `{` on a line.
const dovecotConfig = (dir: string, { user, group }: Account, ports: Ports): string => `
base_dir = ${dir}/run
state_dir = ${dir}/run
log_path = ${dir}/log/dovecot
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
default_login_user = ${user}
default_internal_user = ${user}
default_internal_group = ${group}
first_valid_uid = 1
mail_uid = ${user}
mail_gid = ${group}
mail_location = maildir:~/Maildir
auth_username_format = %Lu
auth_cache_size = 0
mail_max_userip_connections = 50
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u ${dir}/users
}
userdb {
  driver = passwd-file
  args = username_format=%u ${dir}/users
  override_fields = uid=${user} gid=${group}
}
namespace inbox {
  inbox = yes
  mailbox Sent {
    special_use = \\Sent
    auto = subscribe
  }
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${ports.imap}
  }
  inet_listener imaps {
    port = 0
  }
}
auth_failure_delay = 0
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${ports.lmtp}
  }
}
protocol lmtp {
  postmaster_address = postmaster@mail.test
}
`

const eximConfig = (dir: string, { user, group }: Account, ports: Ports): string => `
exim_user = ${user}
exim_group = ${group}
spool_directory = ${dir}/spool
log_file_path = ${dir}/log/exim-%s
primary_hostname = mail.test
qualify_domain = mail.test
local_interfaces = 127.0.0.1
daemon_smtp_ports = ${ports.smtp}
host_lookup =
rfc1413_hosts =
message_size_limit = 2M
.ifndef TLS
tls_advertise_hosts =
.endif
never_users =
acl_smtp_rcpt = rcpt
begin acl
rcpt:
  deny    message = 5.7.1 relay not permitted
          !authenticated = *
  deny    message = 5.7.1 the recipient blocks you
          condition = \${lookup{$local_part@$domain}lsearch{${dir}/blocked}{yes}{no}}
  deny    message = 5.1.1 user unknown
          condition = \${lookup{$local_part@$domain}lsearch{${dir}/passwords}{no}{yes}}
  accept
begin routers
all:
  driver = accept
  transport = dovecot
begin transports
dovecot:
  driver = smtp
  protocol = lmtp
  hosts = 127.0.0.1
  hosts_override
  allow_localhost
  port = ${ports.lmtp}
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_set_id = $auth2
  server_condition = \${if eq{$auth3}{\${lookup{$auth2}lsearch{${dir}/passwords}}}{\${if eq{$auth3}{}{no}{yes}}}{no}}
`

import type { FastifyInstance } from 'fastify'
import { PlazaError } from '../domain/plaza-error.ts'
import { profileUrl } from '../domain/profile-url.ts'
import { listPublicRegisters, listRegister, type RegisteredAccount } from '../storage/register.ts'
import type { HttpNeeds } from './needs.ts'
import { whence } from './whence.ts'

/** Where anybody checks which accounts are ours, and where machines do. */
export const REGISTER_PAGE = '/official-accounts'
const WELL_KNOWN = '/.well-known/official-accounts.json'

/** Networks whose handles are private numbers of ours stay in the house. */
const SHOWN = new Set<string>(['x', 'bluesky', 'mastodon', 'email'])

/**
 * The register of our accounts as its brand has decided to publish it: only network, handle, name, brand, and what it speaks for. Nothing is there, as
 * if the address did not exist, until somebody publishes it. Links carry rel="me", which Mastodon and others take as proof.
 */
export function addRegisterPage(server: FastifyInstance, needs: HttpNeeds): void {
  const limit = { schema: { hide: true }, config: { rateLimit: { max: 120, timeWindow: 60_000, keyGenerator: whence } } }
  server.get(WELL_KNOWN, limit, async (_request, reply) => {
    const registers = await publicRegisters(needs)
    return reply.header('cache-control', 'public, max-age=300').header('access-control-allow-origin', '*').send({ registers })
  })
  server.get(REGISTER_PAGE, limit, async (request, reply) => {
    const registers = await publicRegisters(needs)
    const words = wordsFor(request.headers['accept-language'] ?? '')
    return reply.type('text/html; charset=utf-8').header('cache-control', 'public, max-age=300').header('vary', 'accept-language').send(page(registers, words))
  })
}

type Registers = Awaited<ReturnType<typeof publicRegisters>>

/** Throws `not-found` while nobody published one. */
async function publicRegisters({ db, rehearsal }: HttpNeeds) {
  const registers = []
  for (const { id, name } of await listPublicRegisters(db, rehearsal.isAlone ? 'rehearsal' : 'real')) {
    const accounts = (await listRegister(db, id)).filter(({ network }) => SHOWN.has(network))
    const ours = new Set(accounts.map(keyOf))
    registers.push({ name, accounts: accounts.map((account) => present(account, ours)) })
  }
  if (registers.length === 0) throw new PlazaError('not-found', 'not-found', 'There is nothing at this address.')
  return registers
}

/** `formerly`: handles that it gave up and that are ours no more: whoever bears one now is somebody else. */
function present({ network, handle, name, brand, speaks, past }: RegisteredAccount, ours: ReadonlySet<string>) {
  const formerly = [...new Set(past.filter((one) => !ours.has(keyOf({ network, handle: one.handle }))).map((one) => bare(one.handle)))]
  return { network, handle: bare(handle), name, brand, speaks, url: profileUrl(network, handle), formerly }
}

function keyOf({ network, handle }: Pick<RegisteredAccount, 'network' | 'handle'>): string {
  return `${network} ${bare(handle).toLowerCase()}`
}

function bare(handle: string): string {
  return handle.replace(/^@+/, '')
}

const WORDS = {
  es: {
    title: 'Nuestras cuentas oficiales',
    lead: 'Solo estas cuentas hablan por',
    brand: 'marca',
    product: 'producto',
    region: 'región',
    executive: 'persona de la empresa',
    formerly: 'antes, y ya no nuestra',
  },
  it: {
    title: 'I nostri account ufficiali',
    lead: 'Solo questi account parlano per',
    brand: 'marchio',
    product: 'prodotto',
    region: 'regione',
    executive: 'persona dell’azienda',
    formerly: 'prima, e non più nostro',
  },
  pt: {
    title: 'As nossas contas oficiais',
    lead: 'Só estas contas falam por',
    brand: 'marca',
    product: 'produto',
    region: 'região',
    executive: 'pessoa da empresa',
    formerly: 'antes, e já não nossa',
  },
  en: {
    title: 'Our official accounts',
    lead: 'Only these accounts speak for',
    brand: 'brand',
    product: 'product',
    region: 'region',
    executive: 'person of the company',
    formerly: 'formerly, and ours no more',
  },
}
type Words = (typeof WORDS)['en'] & { language: string }

function wordsFor(accepted: string): Words {
  const asked = accepted.split(',').map((one) => one.trim().slice(0, 2).toLowerCase())
  const language = asked.find((one): one is keyof typeof WORDS => Object.hasOwn(WORDS, one)) ?? 'en'
  return { ...WORDS[language], language }
}

function page(registers: Registers, words: Words): string {
  const sections = registers.map(
    ({ name, accounts }) => `<p>${words.lead} <strong>${escape(name)}</strong>.</p><ul>${accounts.map((one) => item(one, words)).join('')}</ul>`,
  )
  return `<!doctype html><html lang="${words.language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${words.title}</title><main><h1>${words.title}</h1>${sections.join('')}</main></html>`
}

function item({ network, handle, name, speaks, url, formerly }: Registers[number]['accounts'][number], words: Words): string {
  const shownAs = (one: string) => escape(network === 'email' ? one : `@${one}`)
  const shown = shownAs(handle)
  const before = formerly.length > 0 ? ` · ${words.formerly}: ${formerly.map(shownAs).join(', ')}` : ''
  const link = url === null ? shown : `<a rel="me" href="${escape(url)}">${shown}</a>`
  return `<li>${link} · ${escape(name)} · ${escape(network)} · ${words[speaks]}${before}</li>`
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

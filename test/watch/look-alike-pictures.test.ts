import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, beforeEach, test } from 'node:test'
import { crc32, deflateSync } from 'node:zlib'
import { PhotonImage, resize, SamplingFilter } from '@silvia-odwyer/photon-node'
import { ingest } from '../../src/pipeline/ingest.ts'
import { openLines } from '../../src/pipeline/open-line.ts'
import { proveLookAlike } from '../../src/pipeline/prove-look-alike.ts'
import { openLog } from '../../src/platform/log.ts'
import { openSeal } from '../../src/platform/seal.ts'
import { readLookAlike } from '../../src/storage/look-alikes.ts'
import { readPictureCopy } from '../../src/storage/pictures.ts'
import { followLookAlikes } from '../../src/watch/follow-look-alikes.ts'
import { lookAtPictures, PICTURES } from '../../src/watch/look-alike-pictures.ts'
import { caughtUp } from '../support/caught-up.ts'
import { openTestDatabase } from '../support/database.ts'
import { batchOfLines, ingestNeeds, makeWorkspace, post, type TestWorkspace } from '../support/workspace.ts'

const { db } = await openTestDatabase()
const asked: string[] = []
const shelf = new Map<string, (response: ServerResponse) => unknown>()
const server = createServer(({ url = '' }, response) => {
  asked.push(url)
  const answer = shelf.get(url)
  if (answer) answer(response)
  else response.writeHead(404).end()
}).listen(0, '127.0.0.1')
await new Promise((resolve) => server.once('listening', resolve))
after(() => server.close())
const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
const address = (path: string) => `http://${host}${path}`

const [seal, log] = [await openSeal('ab'.repeat(32), ''), openLog('silent')]
const lines = openLines({ db, seal, log, allowedHosts: [host] })
let ahead = Temporal.Duration.from({ seconds: 1 })
const now = () => Temporal.Now.instant().add(ahead)
const road = await ingestNeeds(db)
const needs = { ...road, db, log, now, reach: lines.reach }
let workspace: TestWorkspace

/** A logo that is nobody's: blocks of light and dark by a seed. */
function logo(seed: number, side = 64): PhotonImage {
  const light = Array.from({ length: 64 }, (_, n) => createHash('sha256').update(`${seed} ${n}`).digest()[0]!)
  const block = (x: number, y: number) => light[Math.floor((y * 8) / side) * 8 + Math.floor((x * 8) / side)]!
  const pixels = new Uint8Array(side * side * 4)
  for (let n = 0; n < side * side; n++) pixels.set([block(n % side, Math.floor(n / side)), block(n % side, Math.floor(n / side)), 90, 255], n * 4)
  return new PhotonImage(pixels, side, side)
}
const show = (path: string, bytes: Uint8Array, mime = 'image/png') => shelf.set(path, (response) => response.setHeader('content-type', mime).end(bytes))

beforeEach(async () => {
  workspace = await makeWorkspace(db)
  await db.deleteFrom('picture').execute()
  await db.updateTable('account').set({ avatar_url: null }).execute()
  await db
    .updateTable('account')
    .set({ avatar_url: address('/ours.png') })
    .where('id', '=', workspace.accounts.x)
    .execute()
  show('/ours.png', logo(1).get_bytes())
  asked.length = 0
  ahead = Temporal.Duration.from({ seconds: 1 })
})

let said = 0
async function hear(handle: string, name: string, picture: string, text = '@aeroandes hola'): Promise<void> {
  const author = { id: `id-${handle}`, handle, name, avatarUrl: address(picture) }
  await ingest(road, batchOfLines(workspace, [post(`s${said++}`, handle, text, 0, { author })], workspace.accounts.x))
  await caughtUp(db, ['look-alikes'], () => followLookAlikes(road))
}
const found = () => db.selectFrom('look_alike').selectAll().where('workspace_id', '=', workspace.id).orderBy('id').execute()
const codes = async (of: { evidence: { code: string }[] } | undefined) => of?.evidence.map(({ code }) => code) ?? []
const kept = (path: string) => db.selectFrom('picture').selectAll().where('address', '=', address(path)).executeTakeFirstOrThrow()

test('our picture, smaller and compressed anew, is evidence, and stands beside ours from what was kept', async () => {
  show('/theirs.jpg', resize(logo(1), 48, 48, SamplingFilter.Lanczos3).get_bytes_jpeg(60), 'text/html')
  await hear('aeroandes_1', 'Aeroandes', '/theirs.jpg')
  assert.ok(!(await codes((await found())[0])).some((code) => code.startsWith('picture')))
  const before = (await found())[0]!.score
  await lookAtPictures(needs)
  const [one] = await found()
  assert.ok((await codes(one)).some((code) => code === 'picture-alike' || code === 'picture-same'))
  assert.ok(one!.score > before)
  const { picture, official } = await readLookAlike(db, workspace.id, one!.id)
  for (const shown of [picture, official.picture]) assert.equal((await readPictureCopy(db, workspace.id, shown!.id))?.subarray(0, 2).toString('hex'), 'ffd8')
  const other = await makeWorkspace(db)
  assert.equal(await readPictureCopy(db, other.id, picture!.id), null, 'of another house')
  await lookAtPictures(needs)
  assert.equal(asked.length, 2, 'each address once')
  await hear('aeroandes_1', 'Aeroandes', '/theirs.jpg')
  assert.ok(
    (await codes((await found())[0])).some((code) => code.startsWith('picture')),
    'its next word takes nothing away',
  )
})

test('who only half resembles us is found by our picture; of a stranger with another nothing but the hash is kept', async () => {
  show('/copied.png', logo(1, 96).get_bytes())
  show('/other.png', logo(7).get_bytes())
  await hear('aeroandes_norteazul', 'Aeroandes Norteazul', '/copied.png')
  await hear('aeroandes_surverde', 'Aeroandes Surverde', '/other.png')
  await hear('caro', 'Carolina M.', '/never-asked.png')
  assert.deepEqual(await found(), [])
  await lookAtPictures(needs)
  assert.deepEqual(
    (await found()).map(({ handle }) => handle),
    ['aeroandes_norteazul'],
  )
  const [one] = await found()
  const seen = await db.selectFrom('look_alike_sighting').select('how').where('look_alike_id', '=', one!.id).execute()
  assert.deepEqual(seen, [{ how: 'spoke' }])
  assert.deepEqual([(await kept('/other.png')).jpeg, (await kept('/other.png')).hash?.length], [null, 16])
  assert.ok(!asked.includes('/never-asked.png'), 'nobody else’s picture is asked for')
  ahead = Temporal.Duration.from({ hours: (PICTURES.keptDays + 1) * 24 })
  await lookAtPictures(needs)
  assert.equal(await db.selectFrom('picture').select('id').where('address', '=', address('/other.png')).executeTakeFirst(), undefined, 'nor for ever')
})

test('a picture that changes is read again, and the evidence keeps each with its day', async () => {
  show('/first.png', logo(3).get_bytes())
  show('/second.png', logo(1).get_bytes())
  await hear('aeroandes_2', 'Aeroandes', '/first.png')
  await lookAtPictures(needs)
  assert.ok(!(await codes((await found())[0])).some((code) => code.startsWith('picture')))
  await hear('aeroandes_2', 'Aeroandes', '/second.png')
  await lookAtPictures(needs)
  const [one] = await found()
  assert.ok((await codes(one)).includes('picture-same'))
  const proof = (await proveLookAlike({ db, seal, now }, workspace.id, one!.id)).split('\n').filter((line) => line.includes('"kind":"picture"'))
  const captures = proof.map((line) => JSON.parse(line) as { address: string; sha256: string; readAt: string; jpeg: string })
  assert.deepEqual(
    captures.map((capture) => capture.address),
    [address('/first.png'), address('/second.png')],
  )
  for (const { sha256, readAt, jpeg } of captures) assert.ok(sha256.length === 64 && Temporal.Instant.from(readAt) && jpeg.length > 100)
})

test('hostile files and addresses are told by a code, and hold up nothing', async () => {
  const bomb = png(20_000, 20_000)
  assert.ok(bomb.length < 1_000_000, 'a small file that unfolds to four hundred million pixels')
  show('/bomb.png', bomb)
  show('/program.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 'image/svg+xml')
  show('/cut.png', logo(1).get_bytes().subarray(0, 200))
  show('/endless.png', Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(5 * 1024 * 1024)]))
  shelf.set('/inside.png', (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/secret' }).end())
  show('/good.png', logo(1).get_bytes())
  const expected = { bomb: 'unreadable', program: 'no-picture', cut: 'unreadable', endless: 'too-large', inside: 'refused', missing: 'gone' }
  for (const path of ['/bomb.png', '/program.svg', '/cut.png', '/endless.png', '/inside.png', '/missing.png', '/good.png'])
    await hear(`aeroandes_${path.length}${path[1]}`, 'Aeroandes', path)
  await lookAtPictures(needs)
  const told = await db.selectFrom('picture').select(['address', 'code', 'next_at', 'jpeg']).where('code', 'is not', null).execute()
  assert.deepEqual(Object.fromEntries(told.map((one) => [/\/(\w+)\.\w+$/.exec(one.address)![1], one.code])), expected)
  assert.ok(
    told.every((one) => one.next_at === null && one.jpeg === null),
    'none of them is asked for again',
  )
  assert.ok((await kept('/good.png')).jpeg)
})

test('a server that fails is left alone for the run, and asked again later, not for ever', async () => {
  for (const path of ['/down-1.png', '/down-2.png']) shelf.set(path, (response) => response.writeHead(503).end())
  await hear('aeroandes_3', 'Aeroandes', '/down-1.png')
  await hear('aeroandes_4', 'Aeroandes', '/down-2.png')
  await lookAtPictures(needs)
  assert.equal(asked.filter((path) => path.startsWith('/down')).length, 1)
  for (let run = 0; run < 3 * PICTURES.tries; run++) {
    ahead = ahead.add({ hours: 24 })
    await lookAtPictures(needs)
  }
  assert.equal(asked.filter((path) => path.startsWith('/down')).length, 2 * PICTURES.tries)
})

test('an even picture, as people have who choose none, is nobody’s', async () => {
  const even = new PhotonImage(new Uint8Array(64 * 64 * 4).fill(200), 64, 64).get_bytes()
  show('/ours.png', even)
  show('/even.png', even)
  await hear('aeroandes_5', 'Aeroandes', '/even.png')
  await lookAtPictures(needs)
  assert.ok(!(await codes((await found())[0])).some((code) => code.startsWith('picture')))
  assert.equal((await kept('/even.png')).hash, null)
})

/** A PNG of one bit a pixel, all black. */
function png(width: number, height: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head[8] = 1
  const rows = deflateSync(Buffer.alloc(height * (1 + Math.ceil(width / 8))))
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const [size, body, crc] = [Buffer.alloc(4), Buffer.concat([Buffer.from(type), data]), Buffer.alloc(4)]
  size.writeUInt32BE(data.length)
  crc.writeUInt32BE(crc32(body))
  return Buffer.concat([size, body, crc])
}

// The real network, as a child of the test that needs it: PLC directory, PDS, AppView. Prints one JSON line with its addresses;
// answers each line on stdin ("settle") with one more once everything written is indexed. Lives until stdin closes.
import { createInterface } from 'node:readline'
import { Secp256k1Keypair } from '@atproto/crypto'
import { TestNetwork } from '@atproto/dev-env'
import { Client } from '@did-plc/lib'

const chatEndpoint = process.argv[2]

// `indexedAt` as in production: when the AppView saw a post, and not the author's earlier claim.
const network = await TestNetwork.create({ dbPostgresSchema: 'plaza', bsky: { indexedAtEpoch: new Date(0) } })
const chat = await registerChat()
console.log(JSON.stringify({ pds: network.pds.url, chat }))

for await (const _line of createInterface({ input: process.stdin })) {
  await network.processAll(20_000)
  console.log('{}')
}
await network.close()
process.exit(0)

/** A chat service is whoever a DID document says; ours runs in the test. */
async function registerChat() {
  const key = await Secp256k1Keypair.create()
  const client = new Client(network.plc.url)
  const did = await client.createDid({ signingKey: key.did(), rotationKeys: [key.did()], handle: 'chat.test', pds: chatEndpoint, signer: key })
  await client.updateData(did, key, (document) => ({
    ...document,
    services: { ...document.services, bsky_chat: { type: 'BskyChatService', endpoint: chatEndpoint } },
  }))
  return did
}

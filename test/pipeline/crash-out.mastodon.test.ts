import { openSimulatedMastodon } from '../../src/rehearsal/mastodon/index.ts'
import { crashOut } from '../support/crash-out.ts'

const sends = { public: 120, private: 50 }

crashOut({ name: 'Mastodon', network: 'mastodon', open: () => openSimulatedMastodon(), sends, deaths: 12, tells: true })

crashOut({
  name: 'a server that takes a repeated key for a new post',
  network: 'mastodon',
  open: () => openSimulatedMastodon({ ignoreIdempotencyKey: true }),
  sends,
  deaths: 12,
  tells: true,
})

import type { Network } from './network.ts'

type Acts = Pick<Network, 'connect' | 'listen' | 'send' | 'findSent' | 'remove'>

/** What a connector does, read when an account of its network first needs it: a network's client brings hundreds of modules. */
export function whenNeeded(read: () => Promise<Acts>): Acts {
  return {
    connect: async (...given) => (await read()).connect(...given),
    async *listen(...given) {
      yield* (await read()).listen(...given)
    },
    send: async (...given) => (await read()).send(...given),
    findSent: async (...given) => (await read()).findSent(...given),
    remove: async (...given) => (await read()).remove(...given),
  }
}

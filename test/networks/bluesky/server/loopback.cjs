// Preloaded before the network: its servers name no host, and would otherwise be open to everyone on every interface.
const net = require('node:net')

const listen = net.Server.prototype.listen
net.Server.prototype.listen = function onLoopback(...args) {
  const [first] = args
  if (typeof first === 'object' && first !== null && first.port !== undefined) {
    return listen.call(this, { ...first, host: '127.0.0.1' }, ...args.slice(1))
  }
  if (typeof first === 'string' && !/^\d+$/.test(first)) return listen.apply(this, args)
  const port = typeof first === 'function' || first === undefined ? 0 : Number(first)
  const done = args.findLast((arg) => typeof arg === 'function')
  return listen.call(this, { port, host: '127.0.0.1' }, done)
}

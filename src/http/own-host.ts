import ipaddr from 'ipaddr.js'
import { isLoopback } from '../platform/loopback.ts'

/** A request, as far as it says where it was sent. */
interface Addressed {
  headers: { host?: string | undefined }
  socket: { localAddress?: string | undefined }
}

/**
 * Whether a request was addressed to us: by a name of this machine's own, the address that it arrived at, or the one that people
 * type. A page that lets its own name point at us sends that name: to the browser it is then the same site.
 */
export function isOurHost({ headers, socket }: Addressed, baseUrl: string): boolean {
  const asked = `http://${headers.host}`
  if (!URL.canParse(asked)) return false
  const { hostname } = new URL(asked)
  return isLoopback(hostname) || hostname === new URL(baseUrl).hostname || isSameAddress(hostname.replace(/^\[|\]$/g, ''), socket.localAddress)
}

function isSameAddress(asked: string, arrivedAt: string | undefined): boolean {
  if (arrivedAt === undefined || !ipaddr.isValid(asked) || !ipaddr.isValid(arrivedAt)) return false
  return ipaddr.process(asked).toString() === ipaddr.process(arrivedAt).toString()
}

/** Whether an address, or a host as in a URL, is this machine and no other. */
export function isLoopback(host: string): boolean {
  return /^(localhost|(::ffff:)?127(\.\d{1,3}){3}|::1|\[::1\])$/.test(host)
}

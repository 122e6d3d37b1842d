import ipaddr from 'ipaddr.js'

/** Who is counted as one: an IPv4 address, or the /64 network of an IPv6 one, whose holder has 2⁶⁴ addresses to guess from. */
export function whence({ ip }: { ip: string }): string {
  const address = ipaddr.process(ip)
  return 'parts' in address
    ? address.parts
        .slice(0, 4)
        .map((part) => part.toString(16))
        .join(':')
    : address.toString()
}

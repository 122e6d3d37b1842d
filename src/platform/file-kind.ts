/** What a file is by its first bytes; what it calls itself is never believed. Signatures: RFC 2083, the formats' own specifications. */
const SIGNATURES: readonly { mime: string; at?: number; bytes: string }[] = [
  { mime: 'image/png', bytes: '\x89PNG\r\n\x1a\n' },
  { mime: 'image/jpeg', bytes: '\xff\xd8\xff' },
  { mime: 'image/gif', bytes: 'GIF87a' },
  { mime: 'image/gif', bytes: 'GIF89a' },
  { mime: 'image/webp', at: 8, bytes: 'WEBP' },
  { mime: 'image/avif', at: 4, bytes: 'ftypavif' },
  { mime: 'image/heic', at: 4, bytes: 'ftypheic' },
  { mime: 'video/quicktime', at: 4, bytes: 'ftypqt' },
  { mime: 'audio/mp4', at: 4, bytes: 'ftypM4A' },
  { mime: 'video/mp4', at: 4, bytes: 'ftyp' },
  { mime: 'video/webm', bytes: '\x1a\x45\xdf\xa3' },
  { mime: 'audio/ogg', bytes: 'OggS' },
  { mime: 'audio/wav', at: 8, bytes: 'WAVE' },
  { mime: 'audio/mpeg', bytes: 'ID3' },
  { mime: 'audio/mpeg', bytes: '\xff\xfb' },
  { mime: 'application/pdf', bytes: '%PDF-' },
]

/** The kind of a file that may go with a reply; null for every other. A text is one that is UTF-8 without control characters or markup. */
export function fileKind(bytes: Uint8Array): string | null {
  const head = String.fromCharCode(...bytes.subarray(0, 64))
  const signature = SIGNATURES.find(({ at = 0, bytes: signs }) => head.startsWith(signs, at))
  return signature?.mime ?? (isPlainText(bytes) ? 'text/plain' : null)
}

function isPlainText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return !bytes.some(isControl) && !/^\s*</.test(text)
  } catch {
    return false
  }
}

function isControl(byte: number): boolean {
  return byte === 0x7f || (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d)
}

/** What a browser may show in place; everything else is only ever saved. SVG can carry scripts, so it is no picture here. */
export function mayShowInline(mime: string): boolean {
  return /^(image|audio|video)\/[\w.+-]+$/.test(mime) && !mime.startsWith('image/svg')
}

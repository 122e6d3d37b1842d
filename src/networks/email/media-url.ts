/** Where a part of a mail lies: `imap:FOLDER/UIDVALIDITY/UID/PART`, and the Message-ID to find it by once it was moved. */
export interface MediaPlace {
  folder: string
  uidValidity: string
  uid: number
  part: string
  messageId: string | null
}

export function mediaUrl(mail: Omit<MediaPlace, 'part'>, part: string): string {
  const moved = mail.messageId ? `?${encodeURIComponent(mail.messageId)}` : ''
  return `imap:${encodeURIComponent(mail.folder)}/${mail.uidValidity}/${mail.uid}/${part}${moved}`
}

/** Null for what is not such an address. */
export function mediaPlace(url: string): MediaPlace | null {
  const [, folder, uidValidity, uid, part, messageId] = /^imap:([^/?]+)\/(\d+)\/(\d+)\/([\d.]+)(?:\?(.+))?$/.exec(url) ?? []
  if (!folder || !uidValidity || !uid || !part) return null
  return { folder: decodeURIComponent(folder), uidValidity, uid: Number(uid), part, messageId: messageId ? decodeURIComponent(messageId) : null }
}

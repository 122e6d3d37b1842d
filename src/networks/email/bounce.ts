import { normalAddress } from './address.ts'
import type { Bounce } from './heard-mail.ts'

/**
 * The verdict of a delivery status notification (RFC 3464), or of the older bounces that name the recipient in a header.
 * Null for any other mail. The first failed recipient counts: every mail of ours has one.
 */
export function bounceIn(source: string, header: { contentType: string; failedRecipients: string }): Bounce | null {
  const isReport = /^multipart\/report/i.test(header.contentType) && /report-type="?delivery-status/i.test(header.contentType)
  if (!isReport && !header.failedRecipients) return null
  const report = isReport ? source : ''
  return {
    recipient: recipientIn(field(report, 'Original-Recipient') || field(report, 'Final-Recipient') || header.failedRecipients),
    action: field(report, 'Action').toLowerCase() || 'failed',
    status: /^\d\.\d{1,3}\.\d{1,3}/.exec(field(report, 'Status'))?.[0] ?? null,
  }
}

// `Final-Recipient: rfc822; carla@example.test`
function field(report: string, name: string): string {
  return new RegExp(`^${name}:[ \\t]*(?:[\\w-]+;[ \\t]*)?([^\\r\\n]*)`, 'im').exec(report)?.[1]?.trim() ?? ''
}

function recipientIn(written: string): string | null {
  return normalAddress(written.replace(/[<>]/g, '').split(',')[0] ?? '')
}

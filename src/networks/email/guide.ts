import type { ConnectionGuide } from '../network.ts'

/** Texts are message ids. Servers and user name are found from the address unless somebody knows better. */
export const guide: ConnectionGuide = {
  steps: ['connect.email.step.mailbox', 'connect.email.step.app-password', 'connect.email.step.servers', 'connect.email.step.sent'],
  fields: [
    { name: 'address', label: 'connect.email.field.address', secret: false, example: 'care@aeroandes.example' },
    { name: 'password', label: 'connect.email.field.password', secret: true },
    { name: 'name', label: 'connect.email.field.name', secret: false, optional: true, example: 'Aeroandes' },
    { name: 'user', label: 'connect.email.field.user', secret: false, optional: true },
    { name: 'imapHost', label: 'connect.email.field.imap-host', secret: false, optional: true, example: 'imap.aeroandes.example' },
    { name: 'imapPort', label: 'connect.email.field.imap-port', secret: false, optional: true, example: '993' },
    { name: 'imapSecurity', label: 'connect.email.field.imap-security', secret: false, optional: true, example: 'tls' },
    { name: 'smtpHost', label: 'connect.email.field.smtp-host', secret: false, optional: true, example: 'smtp.aeroandes.example' },
    { name: 'smtpPort', label: 'connect.email.field.smtp-port', secret: false, optional: true, example: '587' },
    { name: 'smtpSecurity', label: 'connect.email.field.smtp-security', secret: false, optional: true, example: 'starttls' },
  ],
  url: 'https://www.rfc-editor.org/rfc/rfc8314',
}

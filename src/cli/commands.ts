import type { ListedCommand } from './command.ts'

export const COMMANDS: readonly ListedCommand[] = [
  { name: 'serve', summary: 'run Plaza: the database, the listeners, the jobs and the web', load: async () => (await import('./serve.ts')).serve },
  { name: 'doctor', summary: 'check everything that Plaza stands on and say what to do', load: async () => (await import('./doctor.ts')).doctor },
  { name: 'audit', summary: 'prove that no message of a customer is unanswered by accident', load: async () => (await import('./audit.ts')).audit },
  { name: 'complaints', summary: 'export formal complaints as a proof, and check one', load: async () => (await import('./complaints.ts')).complaints },
  { name: 'connect', summary: 'connect an account of a network, step by step', load: async () => (await import('./connect.ts')).connect },
  { name: 'rehearse', summary: 'play a story against simulated networks and say what held', load: async () => (await import('./rehearse.ts')).rehearse },
  { name: 'manual', summary: 'check, publish and explain the brand’s written rules', load: async () => (await import('./manual.ts')).manual },
  { name: 'quarantine', summary: 'look at what could not be taken in, and try it again', load: async () => (await import('./quarantine.ts')).quarantine },
  { name: 'import', summary: 'take in messages, people and tickets from a file', load: async () => (await import('./import.ts')).importCommand },
  { name: 'export', summary: 'write messages, people and tickets to a file', load: async () => (await import('./export.ts')).exportCommand },
  { name: 'understand', summary: 'say what each line of text means', load: async () => (await import('./understand.ts')).understand },
  { name: 'watch', summary: 'watch what no single ticket shows: storms and more', load: async () => (await import('./watch.ts')).watch },
]

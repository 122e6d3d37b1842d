import { audit } from './audit.ts'
import type { Command } from './command.ts'
import { complaints } from './complaints.ts'
import { connect } from './connect.ts'
import { doctor } from './doctor.ts'
import { exportCommand } from './export.ts'
import { importCommand } from './import.ts'
import { manual } from './manual.ts'
import { quarantine } from './quarantine.ts'
import { rehearse } from './rehearse.ts'
import { serve } from './serve.ts'
import { understand } from './understand.ts'
import { watch } from './watch.ts'

export const COMMANDS: readonly Command[] = [
  serve,
  doctor,
  audit,
  complaints,
  connect,
  rehearse,
  manual,
  quarantine,
  importCommand,
  exportCommand,
  understand,
  watch,
]

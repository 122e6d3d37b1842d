import type { Command } from './command.ts'
import { rehearse } from './rehearse.ts'
import { serve } from './serve.ts'

export const COMMANDS: readonly Command[] = [serve, rehearse]

import { insertManualVersion } from '../../src/storage/manuals.ts'
import type { Db } from '../../src/storage/database.ts'

/** A promise of half an hour, one rule and one thing that is not spoken of: enough to see that a manual decides. */
export const SMALL_MANUAL = `
manual: aeroandes
title: Manual de Aeroandes
language: es
brand:
  name: Aeroandes
  timeZone: America/Bogota
  languages: [es]
  voice: { is: [claro] }
accounts:
  aeroandes: { network: x, handle: aeroandes, promise: mesa }
promises:
  mesa: { role: service-desk, calendar: oficina, firstAnswer: 30m }
calendars:
  oficina: { hours: { 'mon-fri': '09:00-17:00' } }
departments:
  taller: { does: Cabina y mantenimiento }
  equipajes: { does: Maletas }
topics:
  cabina: [aire, cabina]
offLimits:
  religion: { words: [apocalipsis], instead: { leave: { reason: off-limits, because: De religión no se habla., how: at once } } }
rules:
  - rule: aire en cabina
    when: { topic: cabina }
    then: { department: taller, need: urgent, labels: [cabina] }
`

/** Puts a text in force as it is, sound or not. Answers its number. */
export function putInForce(db: Db, workspaceId: string, text = SMALL_MANUAL): Promise<number> {
  return insertManualVersion(db, { workspaceId, memberId: null, text, note: null })
}

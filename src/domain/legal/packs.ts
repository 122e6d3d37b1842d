import type { LegalPack } from './legal-pack.ts'
import { PORTUGAL } from './portugal.ts'
import { SPAIN } from './spain.ts'

export const LEGAL_PACKS: ReadonlyMap<string, LegalPack> = new Map([SPAIN, PORTUGAL].map((pack) => [pack.id, pack]))

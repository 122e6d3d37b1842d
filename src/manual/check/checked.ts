import type { LengthRule } from '../../domain/capability.ts'
import type { NetworkName, Visibility } from '../../domain/network-name.ts'
import type { Finding } from '../finding.ts'
import type { SoundPart } from '../sound-part.ts'
import type { Tongue } from '../tongue/tongue.ts'

/** How long a text is on a network, by that network's own rule; null where it can't be said there in that visibility. */
export type Measure = (network: NetworkName, visibility: Visibility, text: string) => { length: number; max: LengthRule['max'] } | null

/** What a check looks at. */
export interface Checked extends SoundPart {
  tongue: Tongue
  measure: Measure
}

export type Check = (checked: Checked) => Finding[]

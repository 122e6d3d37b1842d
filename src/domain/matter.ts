import type { Entity, MessageType } from './meaning.ts'

/** What a message that came in says, as far as grouping needs it. */
export interface Matter {
  id: string
  ticketId: string
  personId: string
  /** Minutes since any fixed moment. */
  minute: number
  text: string
  /** Everybody can read it on its network. */
  isPublic: boolean
  type: MessageType
  entities: readonly Pick<Entity, 'kind' | 'value' | 'start' | 'end'>[]
  /** Of the brand's own list. */
  topics: readonly string[]
}

import type { SimulatedPost } from '../simulated-network.ts'
import type { StoryMedia } from './story.ts'

/** A PNG of one pixel: the smallest picture that every network takes. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

export function mediaOf({ name, mime, description, base64 }: StoryMedia): NonNullable<SimulatedPost['media']>[number] {
  const bytes = Uint8Array.from(Buffer.from(base64 ?? PIXEL, 'base64'))
  return description === undefined ? { name, mime, bytes } : { name, mime, bytes, description }
}

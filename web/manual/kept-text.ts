/** What was typed here and the server does not have yet; it outlives a reload and a crash. */
export interface KeptText {
  text: string
  /** The version that it is to take the place of. */
  over: number | null
  /** When the draft that it goes on with was saved. */
  draftAt: string | null
  /** What was last sent to be kept: an answer that a reload cut off leaves it there as ours. */
  sent: string | null
}

const PREFIX = 'plaza.manual.'

export function readKept(workspaceId: string): KeptText | null {
  const kept = localStorage.getItem(PREFIX + workspaceId)
  return kept === null ? null : (JSON.parse(kept) as KeptText)
}

export function keepText(workspaceId: string, kept: KeptText | null): void {
  if (kept === null) return localStorage.removeItem(PREFIX + workspaceId)
  try {
    localStorage.setItem(PREFIX + workspaceId, JSON.stringify(kept))
  } catch {
    // Full: it stays in this tab, and with the server a moment later.
  }
}

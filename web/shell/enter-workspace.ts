import { put } from '../api.ts'
import type { Me } from '../contract.ts'

/** Tells the other tabs of this browser, which all work in the one workspace that its cookie names. */
const MOVED = 'plaza.moved'

/**
 * Goes to another workspace, at a path of ours: always by a new page, so that nothing of the one, heard, shown or half loaded, is left
 * in the other. Never answers when it succeeds.
 */
export async function enterWorkspace(id: string, path = '/inbox'): Promise<never> {
  await put<Me>('/me/workspace', { id })
  localStorage.setItem(MOVED, `${id} ${Date.now()}`)
  return leaveFor(path)
}

/** Every other tab begins anew too; so does a page that the browser kept asleep behind «back». What was being written is kept as drafts. */
export function followWorkspace(): void {
  addEventListener('storage', ({ key }) => key === MOVED && void leaveFor(location.pathname.startsWith('/settings') ? location.pathname : '/inbox'))
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload())
}

/** The page goes away; until it does, whoever waits for this goes on waiting. */
function leaveFor(path: string): Promise<never> {
  location.assign(path)
  return new Promise(() => {})
}

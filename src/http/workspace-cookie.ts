/**
 * Which of a member's workspaces this browser works in. Not signed: it can only choose among the member's own, which is
 * checked at every request.
 */
const NAME = 'plaza.workspace'
const YEAR = 31_536_000

export function readWorkspaceCookie(header: string | undefined): string | null {
  return /(?:^|;\s*)plaza\.workspace=(\d{1,19})(?:;|$)/.exec(header ?? '')?.[1] ?? null
}

export function workspaceCookie(workspaceId: string, baseUrl: string): string {
  const secure = baseUrl.startsWith('https:') ? '; Secure' : ''
  return `${NAME}=${workspaceId}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${YEAR}${secure}`
}

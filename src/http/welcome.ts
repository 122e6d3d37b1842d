import { PlazaError } from '../domain/plaza-error.ts'
import { headersOf, identify } from './authorize.ts'
import type { Me } from './contract/workspace.ts'
import type { HttpNeeds } from './needs.ts'
import { presentMe } from './present-me.ts'
import type { VisitorAsk } from './route.ts'

/** Signs in somebody who just got their password, and answers who they are now. */
export async function welcome(
  { request, reply }: Pick<VisitorAsk, 'request' | 'reply'>,
  needs: HttpNeeds,
  credentials: { email: string; password: string },
): Promise<Me> {
  const cookies = await needs.signIn.signIn(credentials, headersOf(request))
  for (const cookie of cookies) reply.header('set-cookie', cookie)
  request.headers.cookie = cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ')
  const caller = await identify(needs, request, reply)
  if (!caller) throw new PlazaError('not-signed-in', 'not-signed-in', 'Signing in did not work; try it by hand.')
  return presentMe(needs.db, caller)
}

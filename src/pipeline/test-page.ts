import { PlazaError } from '../domain/plaza-error.ts'
import { writeTo } from './page/by-mail.ts'
import { pushTo } from './page/by-push.ts'
import type { CallOutcome, PageNeeds } from './page/needs.ts'
import { testWords } from './page/words.ts'

export interface Tester {
  workspace: { id: string; name: string; rehearsal: boolean }
  member: { id: string; name: string; email: string; locale: string }
}

/** Calls the asker themself, now, so that they know it would reach them. Throws `rehearsal-stays`: nothing of a rehearsal leaves. */
export async function testPage(needs: PageNeeds, { workspace, member }: Tester, by: 'e-mail' | 'push'): Promise<{ ok: boolean; code: string | null }> {
  if (workspace.rehearsal) throw new PlazaError('conflict', 'rehearsal-stays', 'Nothing of a rehearsal leaves this machine; switch to the real workspace.')
  const words = testWords(member.locale, needs.config.baseUrl)
  const outcome =
    by === 'push'
      ? await pushTo(needs, member.id, {
          payload: JSON.stringify({ title: words.title, body: words.lines.join('\n'), url: words.link, tag: 'test' }),
          topic: 'test',
          ttl: 60,
        })
      : await writeTo(needs, workspace, {
          name: member.name,
          address: member.email,
          locale: member.locale,
          key: `test-${member.id}-${needs.now().epochMilliseconds}`,
          words,
        })
  return told(outcome)
}

function told(outcome: CallOutcome): { ok: boolean; code: string | null } {
  if (outcome.kind === 'sent') return { ok: true, code: null }
  return { ok: false, code: outcome.kind === 'unsure' ? 'unsure' : outcome.code }
}

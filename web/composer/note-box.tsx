import { useLingui } from '@lingui/react/macro'
import { type RefObject, useState } from 'react'
import { post } from '../api.ts'
import type { MemberRef, NoteItem, Ticket } from '../contract.ts'
import { showItems } from '../live/apply.ts'
import { Button } from '../ui/button.tsx'
import { useSayProblem } from '../words/use-say-problem.ts'
import { useDraft } from './drafts.ts'
import { namedIn } from './mention.ts'
import { TextBox } from './text-box.tsx'
import { useNaming } from './use-naming.ts'

export interface NoteBoxProps {
  ticket: Ticket
  draftKey: string
  typing: () => void
  box: RefObject<HTMLTextAreaElement | null>
}

/** Words among colleagues. `@` and a few letters name one of them, who is told. */
export function NoteBox({ ticket, draftKey, typing, box }: NoteBoxProps) {
  const { t } = useLingui()
  const sayProblem = useSayProblem(t`What you wrote is still here.`)
  const [draft, change, clear] = useDraft(draftKey)
  const [isSaving, setSaving] = useState(false)
  const write = (text: string) => {
    change({ text })
    typing()
  }
  const naming = useNaming({ box, text: draft.text, write })
  const save = async () => {
    const text = draft.text.trim()
    if (!text || isSaving) return
    setSaving(true)
    try {
      showItems(ticket.id, [await post<NoteItem>(`/tickets/${ticket.id}/notes`, { draft: draft.id, text, mentions: namedIn(naming.members, text) })])
      clear()
    } catch (problem) {
      sayProblem(problem)
    } finally {
      setSaving(false)
    }
  }
  return (
    <div className="rounded-lg border-2 border-note-line bg-note-wash">
      <TextBox
        box={box}
        value={draft.text}
        label={t`Note to colleagues`}
        placeholder={t`Only colleagues read this. @ names one of them.`}
        change={write}
        send={() => void save()}
        onKeyDown={naming.onKeyDown}
        onCaret={naming.onCaret}
      />
      <Colleagues found={naming.found} chosen={naming.found[naming.at]} take={naming.take} />
      <div className="flex justify-end px-2 pb-2">
        <Button keys="⌃↵" isDisabled={!draft.text.trim() || isSaving} onPress={() => void save()}>{t`Keep the note`}</Button>
      </div>
    </div>
  )
}

interface ColleaguesProps {
  found: readonly MemberRef[]
  chosen: MemberRef | undefined
  take: (member: MemberRef) => void
}

/** Who of them is meant. The focus stays with the words, and who is chosen is read aloud. */
function Colleagues({ found, chosen, take }: ColleaguesProps) {
  const { t } = useLingui()
  const place = chosen ? found.indexOf(chosen) + 1 : 0
  return (
    <>
      <output className="sr-only">{chosen ? t`${chosen.name}, ${place} of ${found.length}. Enter names them, arrows go on.` : ''}</output>
      {chosen ? (
        <ul aria-label={t`Colleagues`} className="mx-1.5 mb-1.5 rounded-md border border-note-line bg-raised p-1">
          {found.map((member) => (
            <li key={member.id}>
              <button
                type="button"
                tabIndex={-1}
                data-chosen={member === chosen || undefined}
                // The words keep the focus.
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => take(member)}
                className="block w-full truncate rounded-sm px-2.5 py-1 text-left hover:bg-stone data-chosen:bg-accent-wash data-chosen:font-[560]"
              >
                @{member.name}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}

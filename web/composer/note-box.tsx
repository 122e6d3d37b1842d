import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type RefObject, useState } from 'react'
import { post } from '../api.ts'
import type { MemberRef, NoteItem, Ticket } from '../contract.ts'
import { showItems } from '../live/apply.ts'
import { membersQuery } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { useSayProblem } from '../words/use-say-problem.ts'
import { useDraft } from './drafts.ts'
import { TextBox } from './text-box.tsx'

export interface NoteBoxProps {
  ticket: Ticket
  draftKey: string
  typing: () => void
  box: RefObject<HTMLTextAreaElement | null>
}

/** Words among colleagues. `@` and a few letters name one of them, who is told. */
export function NoteBox({ ticket, draftKey, typing, box }: NoteBoxProps) {
  const { t } = useLingui()
  const sayProblem = useSayProblem()
  const [draft, change, clear] = useDraft(draftKey)
  const [isSaving, setSaving] = useState(false)
  const members = useQuery(membersQuery).data?.items.filter(({ active }) => active) ?? []
  const found = matching(members, draft.text)
  const write = (text: string) => {
    change({ text })
    typing()
  }
  const name = (member: MemberRef) => {
    change({ text: draft.text.replace(ASKED, `@${member.name} `) })
    box.current?.focus()
  }
  const save = async () => {
    const text = draft.text.trim()
    if (!text || isSaving) return
    setSaving(true)
    try {
      const mentions = members.filter((member) => text.includes(`@${member.name}`)).map(({ id }) => id)
      showItems(ticket.id, [await post<NoteItem>(`/tickets/${ticket.id}/notes`, { text, mentions })])
      clear()
    } catch (problem) {
      sayProblem(problem)
    } finally {
      setSaving(false)
    }
  }
  const complete = (event: KeyboardEvent) => {
    const [first] = found
    if (!first || event.ctrlKey || event.metaKey || !(event.key === 'Tab' || event.key === 'Enter')) return
    event.preventDefault()
    name(first)
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
        onKeyDown={complete}
      />
      <div className="flex flex-wrap items-center gap-1.5 px-2 pb-2">
        <output className="flex flex-1 flex-wrap gap-1">
          {found.map((member) => (
            <Button key={member.id} size="small" onPress={() => name(member)}>
              @{member.name}
            </Button>
          ))}
        </output>
        <Button keys="⌃↵" isDisabled={!draft.text.trim() || isSaving} onPress={() => void save()}>{t`Keep the note`}</Button>
      </div>
    </div>
  )
}

/** An at-sign and letters at the very end of what is written. */
const ASKED = /(?<![\p{L}\p{N}])@(\p{L}*)$/u

function matching(members: readonly MemberRef[], text: string): MemberRef[] {
  const asked = ASKED.exec(text)?.[1]?.toLowerCase()
  return asked === undefined ? [] : members.filter(({ name }) => name.toLowerCase().startsWith(asked)).slice(0, 5)
}

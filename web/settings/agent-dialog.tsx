import { useLingui } from '@lingui/react/macro'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { patch, put } from '../api.ts'
import type { Availability, DutyState } from '../contract.ts'
import { departmentsQuery, queries } from '../queries.ts'
import { availabilityQuery } from '../shell/use-duty.ts'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Select } from '../ui/select.tsx'
import { say } from '../ui/say.ts'
import { Toggles } from '../ui/toggles.tsx'
import { dutyWords } from '../words/duties.ts'
import { useWords } from '../words/use-words.ts'
import { LanguageToggles } from './language-toggles.tsx'

const DUTIES = ['on', 'paused', 'off'] as const

/** What somebody takes on, as their supervisor writes it down. */
export function AgentDialog({ agent, close }: { agent: Availability; close: () => void }) {
  const { t } = useLingui()
  const { name } = agent.member
  return (
    <Dialog isOpen title={t`What ${name} takes on`} onClose={close}>
      <AgentForm agent={agent} close={close} />
    </Dialog>
  )
}

function AgentForm({ agent, close }: { agent: Availability; close: () => void }) {
  const { t } = useLingui()
  const words = useWords(dutyWords)
  const used = useQuery(departmentsQuery).data?.items ?? []
  const [departments, setDepartments] = useState(agent.departments)
  const [languages, setLanguages] = useState(agent.languages)
  const [skills, setSkills] = useState(agent.skills.join(', '))
  const [capacity, setCapacity] = useState(String(agent.capacity))
  const [duty, setDuty] = useState<DutyState | null>(agent.duty)
  const { name } = agent.member
  const keep = useMutation({
    mutationFn: async () => {
      await patch(`/availability/${agent.member.id}`, { departments, languages, skills: wordsIn(skills), capacity: Number(capacity) })
      if (duty !== null && duty !== agent.duty) await put(`/availability/${agent.member.id}/duty`, { duty })
    },
    onSuccess: () => {
      close()
      say({ text: t`Changed for ${name}, from now on.` })
      return queries.invalidateQueries({ queryKey: availabilityQuery.queryKey })
    },
  })
  const known = [...new Set([...agent.departments, ...used])]
  return (
    <Form act={t`Keep`} onSend={keep.mutate} isSending={keep.isPending} problem={keep.error}>
      {known.length > 0 ? (
        <Toggles label={t`Departments (none: all)`} choices={known.map((id) => ({ id, label: id }))} chosen={departments} onChange={setDepartments} />
      ) : null}
      <LanguageToggles label={t`Languages they answer in`} chosen={languages} onChange={setLanguages} />
      <TextField
        label={t`Skills`}
        hint={t`Labels that ask for somebody like them, with commas between. A ticket with such a label goes to nobody else.`}
        value={skills}
        onChange={setSkills}
      />
      <TextField
        label={t`Open tickets they can hold`}
        inputMode="numeric"
        value={capacity}
        onChange={setCapacity}
        validate={(text) => (/^\d{1,3}$/.test(text) && Number(text) <= 500 ? null : t`Write a number up to 500.`)}
      />
      <Select label={t`Duty`} value={duty} choices={DUTIES.map((id) => ({ id, label: words(id) }))} placeholder={t`never said`} onChange={setDuty} />
    </Form>
  )
}

function wordsIn(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean)
}

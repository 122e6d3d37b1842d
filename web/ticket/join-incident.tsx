import { useLingui } from '@lingui/react/macro'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { post, put } from '../api.ts'
import type { Incident, IncidentSeen } from '../contract.ts'
import { Chooser } from '../ui/chooser.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { say } from '../ui/say.ts'
import { incidentsQuery } from '../watch/incidents/incident-queries.ts'
import { useIncidentAct } from '../watch/incidents/use-incident-act.ts'
import type { ActDialogProps } from './act-dialogs.tsx'
import { ticketIncidentQuery } from './incident-of-ticket.ts'

const NEW = 'new'

export function IncidentDialog({ ticket, close }: ActDialogProps) {
  const { data } = useQuery(ticketIncidentQuery(ticket.id))
  return <JoinIncident ticketIds={[ticket.id]} suggested={data?.incident ?? null} close={close} />
}

/** Puts tickets into an incident that is open, the one that was suggested first; or opens a new one with them. */
export function JoinIncident({ ticketIds, suggested = null, close }: { ticketIds: readonly string[]; suggested?: Incident | null; close: () => void }) {
  const { t } = useLingui()
  const list = useInfiniteQuery(incidentsQuery('open'))
  const { join, open } = useJoining(ticketIds)
  const found = (list.data?.pages ?? []).flatMap(({ items }) => items)
  const others = found.filter(({ id }) => id !== suggested?.id)
  const choiceOf = ({ id, number, title, confirmed }: Incident) => ({ id, label: `I-${number} ${title}`, hint: t`${confirmed} confirmed` })
  const choices = [
    ...(suggested ? [{ ...choiceOf(suggested), hint: t`suggested`, isChosen: true }] : []),
    { id: NEW, label: t`A new incident`, icon: 'plus' as const },
    ...others.map(choiceOf),
  ]
  const choose = (id: string) => {
    close()
    void (id === NEW ? open(null) : join(id))
  }
  return (
    <Dialog isOpen title={ticketIds.length === 1 ? t`Into which incident?` : t`${ticketIds.length} tickets: into which incident?`} onClose={close}>
      <Chooser
        label={t`Incident`}
        empty={list.isPending ? t`Loading…` : t`No open incident of that name.`}
        choices={choices}
        onChoose={choose}
        // Before it is known which there are, a quick Enter would make one of the same name.
        {...(list.isPending ? {} : { other: (text) => ({ id: text, label: t`New: ${text}`, icon: 'plus' as const }) })}
        onOther={(title) => {
          close()
          void open(title)
        }}
      />
    </Dialog>
  )
}

function useJoining(ticketIds: readonly string[]) {
  const { t } = useLingui()
  const act = useIncidentAct()
  const navigate = useNavigate()
  const see = ({ incident }: IncidentSeen) => void navigate({ to: '/watch/incidents/$incidentId', params: { incidentId: incident.id } })
  const join = (id: string) => act(() => put<IncidentSeen>(`/incidents/${id}/members`, { ticketIds, standing: 'confirmed' }))
  return {
    join: async (id: string) => {
      const seen = await join(id)
      if (seen) say({ text: t`Put into I-${seen.incident.number}.`, action: { label: t`See it`, act: () => see(seen) } })
    },
    open: async (title: string | null) => {
      const [first, ...others] = ticketIds
      const opened = await act(() => post<IncidentSeen>('/incidents', { ticketId: first, title }))
      if (!opened) return
      // One that stood in another already has led there: the others go where it is.
      see(others.length > 0 ? ((await join(opened.incident.id)) ?? opened) : opened)
    },
  }
}

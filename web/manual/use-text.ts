import { useEffect, useReducer, useRef } from 'react'
import { ApiProblem, put, remove } from '../api.ts'
import type { ManualState } from '../contract.ts'
import { queries } from '../queries.ts'
import { keepText, readKept, type KeptText } from './kept-text.ts'
import { manualQuery } from './manual-query.ts'

/** `clean`: as published. `here`: only in this browser so far. `kept`: with the server. `moved`: another draft stands there instead. */
export type Keeping = 'clean' | 'here' | 'kept' | 'moved'

export interface ManualText {
  text: string
  /** The version that its writer saw in force. */
  over: number | null
  keeping: Keeping
  change: (text: string) => void
  /** Goes on with what is written here, over whatever draft or version came meanwhile. */
  goOn: () => void
  /** Lets what is written here go for the draft of the others. */
  takeTheirs: () => void
  /** Lets the draft go: what is in force is shown again. */
  discard: () => Promise<void>
  /** It has been published as this version. */
  published: (number: number) => void
}

interface Written extends KeptText {
  keeping: Keeping
}

const KEEP_MS = 1_000

/** What is being written: kept in this browser at every letter, and with the server, for all who write, when the hands rest. */
export function useManualText(workspaceId: string, state: ManualState): ManualText {
  const [written, write] = useReducer(
    (before: Written | null, change: Partial<Written> | null) => change && { ...(before ?? startOf(state)), ...change },
    null,
    () => recovered(workspaceId),
  )
  const now = written ?? startOf(state)
  useEffect(() => keepText(workspaceId, written?.keeping === 'here' || written?.keeping === 'moved' ? written : null), [workspaceId, written])
  useKeeping(now, write)
  const refresh = () => queries.invalidateQueries({ queryKey: manualQuery.queryKey })
  return {
    text: now.text,
    over: now.over,
    keeping: now.keeping,
    change: (text) => write({ text, keeping: now.keeping === 'moved' ? 'moved' : 'here' }),
    goOn: () => write({ over: state.inForce?.number ?? null, draftAt: state.draft?.savedAt ?? null, keeping: 'here' }),
    takeTheirs: () => write(null),
    discard: async () => {
      await remove('/manual/draft')
      await refresh()
      write(null)
    },
    published: (number) => {
      write({ over: number, draftAt: null, keeping: 'clean' })
      void refresh().then(() => write(null))
    },
  }
}

function recovered(workspaceId: string): Written | null {
  const kept = readKept(workspaceId)
  return kept && { ...kept, keeping: 'here' }
}

function startOf({ draft, inForce }: ManualState): Written {
  const over = inForce?.number ?? null
  if (!draft) return { text: inForce?.text ?? '', over, draftAt: null, sent: null, keeping: 'clean' }
  const isOlder = inForce !== null && Date.parse(draft.savedAt) < Date.parse(inForce.publishedAt)
  return { text: draft.text, over: isOlder ? UNSEEN : over, draftAt: draft.savedAt, sent: null, keeping: 'kept' }
}

/** No version has this number: a draft that is older than the version in force was written without it. */
const UNSEEN = 0

/** Sends it once the hands rest; one at a time, so that no older text arrives after a newer one. */
function useKeeping({ text, draftAt, sent, keeping }: Written, write: (change: Partial<Written>) => void): void {
  const latest = useRef(text)
  const isSending = useRef(false)
  useEffect(() => {
    latest.current = text
  })
  useEffect(() => {
    if (keeping !== 'here') return
    const timer = setTimeout(() => {
      if (isSending.current) return
      isSending.current = true
      write({ sent: text })
      void keepDraft({ text, draftAt, sent }).then((outcome) => {
        isSending.current = false
        // More was written meanwhile: only the place of the draft is news.
        write(outcome.keeping === 'kept' && latest.current !== text ? { draftAt: outcome.draftAt ?? null } : outcome)
      })
    }, KEEP_MS)
    return () => clearTimeout(timer)
  }, [text, draftAt, sent, keeping, write])
}

/** What became of it; nothing, where the server could not be reached: the next letter tries again. */
async function keepDraft({ text, draftAt, sent }: Omit<KeptText, 'over'>): Promise<Partial<Written>> {
  try {
    const { savedAt } = await put<{ savedAt: string }>('/manual/draft', { text, over: draftAt })
    return { draftAt: savedAt, keeping: 'kept' }
  } catch (problem) {
    if (!(problem instanceof ApiProblem) || problem.code !== 'draft-moved-on') return {}
  }
  const { draft } = await queries.fetchQuery({ ...manualQuery, staleTime: 0 })
  const isOurs = draft !== null && (draft.text === sent || draft.text === text)
  return isOurs ? { draftAt: draft.savedAt } : { keeping: 'moved' }
}

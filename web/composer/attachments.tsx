import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { upload } from '../api.ts'
import type { ReplyOption, Upload } from '../contract.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { say } from '../ui/say.ts'
import { useSayProblem } from '../words/use-say-problem.ts'
import type { DraftMedia } from './drafts.ts'

export interface AttachProps {
  option: ReplyOption
  media: readonly DraftMedia[]
  add: (media: DraftMedia) => void
}

/** Takes what the network takes, and says no before anything is sent. */
export function Attach({ option, media, add }: AttachProps) {
  const { t } = useLingui()
  const sayProblem = useSayProblem()
  const [isBusy, setBusy] = useState(false)
  const rule = option.media
  if (!rule) return null
  const take = async (file: File | undefined) => {
    if (!file) return
    if (file.size > rule.bytes) return void say({ tone: 'wrong', text: t`${file.name} is larger than the network takes.` })
    setBusy(true)
    try {
      add({ ...(await upload<Upload>('/uploads', file)), description: '' })
    } catch (problem) {
      sayProblem(problem)
    } finally {
      setBusy(false)
    }
  }
  return (
    <FileTrigger acceptedFileTypes={rule.mime} onSelect={(files) => void take(files?.[0])}>
      <Button tone="quiet" size="icon" aria-label={t`Attach a file`} isDisabled={isBusy || media.length >= rule.count}>
        <Icon name={isBusy ? 'refresh' : 'clip'} />
      </Button>
    </FileTrigger>
  )
}

/** What goes with it, each with words for who can't see it. */
export function Attached({ media, change }: { media: readonly DraftMedia[]; change: (media: DraftMedia[]) => void }) {
  const { t } = useLingui()
  if (media.length === 0) return null
  return (
    <ul className="flex flex-col gap-1.5 px-3 pb-2">
      {media.map((one) => (
        <li key={one.id} className="flex items-center gap-2 text-sm">
          <Icon name={one.mime.startsWith('image/') ? 'image' : 'clip'} size={15} className="text-soft" />
          <span className="max-w-40 truncate">{one.name}</span>
          <input
            value={one.description}
            aria-label={t`Description of ${one.name}`}
            placeholder={t`Describe it for who can't see it`}
            onChange={(event) => change(media.map((other) => (other.id === one.id ? { ...other, description: event.target.value } : other)))}
            className="min-w-0 flex-1 rounded-sm border border-line bg-transparent px-2 py-0.5"
          />
          <Button tone="quiet" size="small" aria-label={t`Remove ${one.name}`} onPress={() => change(media.filter((other) => other.id !== one.id))}>
            <Icon name="cross" size={13} />
          </Button>
        </li>
      ))}
    </ul>
  )
}

import { Icon } from '../ui/icon.tsx'
import { useWords } from '../words/use-words.ts'
import { warningWords } from '../words/warnings.ts'
import type { Warning } from './warnings.ts'

/** Said once when it appears, not on every letter: the region is there before, and its words change only with the warnings. */
export function Warnings({ warnings }: { warnings: readonly Warning[] }) {
  const words = useWords(warningWords)
  return (
    <output className="block">
      {warnings.map((warning) => (
        <span key={warning} className={`flex items-center gap-1.5 px-3 pb-1.5 text-sm ${warning === 'paid-link' ? 'text-soft' : 'font-[560] text-ten'}`}>
          <Icon name="warning" size={14} /> {words(warning)}
        </span>
      ))}
    </output>
  )
}

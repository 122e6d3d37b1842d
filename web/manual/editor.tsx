import { useLingui } from '@lingui/react/macro'
import { type KeyboardEvent, type ReactNode, type RefObject, useImperativeHandle, useRef, useState } from 'react'
import { indentAt, lineAt, lineOf } from './lines.ts'

/** A line that something is to be said about. */
export interface Mark {
  line: number
  tone: 'error' | 'warning' | 'shown'
}

export interface EditorHandle {
  /** Selects a line, and brings it into sight. */
  show: (line: number) => void
}

export interface EditorProps {
  handle: RefObject<EditorHandle | null>
  label: string
  text: string
  marks: readonly Mark[]
  /** Null: it is only read. */
  change: ((text: string) => void) | null
  /** Said of the line in which the caret stands, below the text. */
  about?: (line: number) => ReactNode
}

/** In pixels, as the class `leading-5` has it. */
const LINE = 20
const WASH = { error: 'bg-accent-wash', warning: 'bg-note-wash', shown: 'bg-private-wash' }
const SIGN = { error: '✕', warning: '!', shown: '›' }

/** A text with numbered lines: a plain text area, so that every reader, keyboard and spelling tool knows it. */
export function Editor({ handle, label, text, marks, change, about }: EditorProps) {
  const { t } = useLingui()
  const area = useRef<HTMLTextAreaElement>(null)
  const [line, setLine] = useState(1)
  const [gutter, washes] = [useRef<HTMLPreElement>(null), useRef<HTMLDivElement>(null)]
  useImperativeHandle(
    handle,
    () => ({
      show: (line) => {
        if (area.current) show(area.current, line)
        setLine(line)
      },
    }),
    [],
  )
  const follow = ({ scrollTop }: HTMLTextAreaElement) => {
    for (const layer of [gutter.current, washes.current]) if (layer) layer.style.transform = `translateY(${-scrollTop}px)`
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="relative flex min-h-0 flex-1 overflow-hidden bg-raised">
        <Gutter of={gutter} lines={text.split('\n').length} marks={marks} />
        <div className="relative min-w-0 flex-1">
          <div aria-hidden="true" className="absolute inset-0 overflow-hidden">
            <div ref={washes} className="relative pt-2">
              {marks.map((mark) => (
                <div key={`${mark.tone}${mark.line}`} className={`absolute inset-x-0 h-5 ${WASH[mark.tone]}`} style={{ top: 8 + (mark.line - 1) * LINE }} />
              ))}
            </div>
          </div>
          <textarea
            ref={area}
            value={text}
            readOnly={!change}
            aria-label={label}
            spellCheck={false}
            autoCapitalize="off"
            autoCorrect="off"
            wrap="off"
            onChange={(event) => change?.(event.target.value)}
            onScroll={(event) => follow(event.currentTarget)}
            onSelect={(event) => setLine(lineOf(event.currentTarget.value, event.currentTarget.selectionStart))}
            onKeyDown={indent}
            className="absolute inset-0 size-full resize-none overflow-auto bg-transparent py-2 pr-3 pl-2 font-mono text-sm leading-5! whitespace-pre -outline-offset-2!"
          />
        </div>
      </div>
      <p className="flex min-h-8 items-center gap-3 border-t border-line px-3 py-1 text-sm text-soft">
        <span className="figures shrink-0 text-faint">{t`Line ${line}`}</span>
        <span className="min-w-0 truncate">{about?.(line)}</span>
      </p>
    </div>
  )
}

function Gutter({ of, lines, marks }: { of: RefObject<HTMLPreElement | null>; lines: number; marks: readonly Mark[] }) {
  const signs = new Map(marks.map(({ line, tone }) => [line, SIGN[tone]]))
  const numbers = Array.from({ length: lines }, (_, n) => `${signs.get(n + 1) ?? ''} ${n + 1}`)
  return (
    <div aria-hidden="true" className="w-14 shrink-0 overflow-hidden border-r border-line bg-panel select-none">
      <pre ref={of} className="figures py-2 pr-2 text-right font-mono text-sm leading-5! text-faint">
        {numbers.join('\n')}
      </pre>
    </div>
  )
}

function show(area: HTMLTextAreaElement, line: number): void {
  const { start, end } = lineAt(area.value, line)
  area.focus({ preventScroll: true })
  area.setSelectionRange(start, end)
  area.scrollTop = Math.max(0, (line - 1) * LINE - area.clientHeight / 3)
  area.scrollLeft = 0
}

/** A new line begins where the one above did. Tab stays what it is everywhere: the way on. */
function indent(event: KeyboardEvent<HTMLTextAreaElement>): void {
  const area = event.currentTarget
  if (event.key === 'Escape') return area.blur()
  if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || area.readOnly) return
  event.preventDefault()
  // The only way that leaves what was typed to be undone.
  document.execCommand('insertText', false, `\n${indentAt(area.value, area.selectionStart)}`)
}

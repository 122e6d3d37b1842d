import type { KeyboardEvent, RefObject } from 'react'

export interface TextBoxProps {
  box: RefObject<HTMLTextAreaElement | null>
  value: string
  label: string
  placeholder: string
  change: (text: string) => void
  /** Ctrl+Enter; with Shift, resolves too. */
  send: (resolve: boolean) => void
  onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void
  /** Where the caret stands, in UTF-16 units, whenever it moves. */
  onCaret?: (caret: number) => void
}

/** Grows with what is written, up to a third of the window. Escape gives the keys back to the desk. */
export function TextBox({ box, value, label, placeholder, change, send, onKeyDown, onCaret }: TextBoxProps) {
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    onKeyDown?.(event)
    if (event.defaultPrevented || event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      send(event.shiftKey)
    }
    if (event.key === 'Escape') event.currentTarget.blur()
  }
  return (
    <textarea
      ref={box}
      value={value}
      aria-label={label}
      placeholder={placeholder}
      rows={2}
      dir="auto"
      onChange={(event) => {
        change(event.target.value)
        onCaret?.(event.target.selectionStart)
      }}
      onSelect={(event) => onCaret?.(event.currentTarget.selectionStart)}
      onKeyDown={keys}
      aria-keyshortcuts="Control+Enter"
      className="block field-sizing-content max-h-[33vh] min-h-18 w-full resize-none bg-transparent px-3 py-2.5 outline-none"
    />
  )
}

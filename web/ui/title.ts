import { useEffect } from 'react'

let name = ''
let waiting = 0

/** What the tab of the browser says: the screen, and before it how many things call for this person. */
export function useTitle(title: string): void {
  useEffect(() => {
    name = title
    show()
  }, [title])
}

export function useTitleBadge(count: number): void {
  useEffect(() => {
    waiting = count
    show()
  }, [count])
}

function show(): void {
  document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${name ? `${name} · ` : ''}Plaza`
}

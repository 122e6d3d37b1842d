/** A named place between two steps. Plaza passes it by; the crash tests end the process there. */
export type Checkpoint = (place: string) => void | Promise<void>

export const passBy: Checkpoint = () => {}

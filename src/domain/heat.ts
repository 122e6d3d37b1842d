/** Why a ticket is hot when a shift is handed over. */
export const HEATS = ['danger', 'overdue', 'due-soon', 'insists'] as const
export type Heat = (typeof HEATS)[number]

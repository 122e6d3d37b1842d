/** Why a ticket is hot when a shift is handed over. */
export const HEATS = ['danger', 'overdue', 'paged', 'due-soon', 'insists', 'consultation', 'approval'] as const
export type Heat = (typeof HEATS)[number]

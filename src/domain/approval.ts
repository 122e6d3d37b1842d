/** Where a reply stands that needs somebody's yes before it may leave the house. */
export const APPROVAL_STATES = ['waiting', 'approved', 'returned', 'withdrawn'] as const
export type ApprovalState = (typeof APPROVAL_STATES)[number]

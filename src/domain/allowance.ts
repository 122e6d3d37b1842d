export interface Amount {
  amount: number
  /** ISO 4217. */
  currency: string
}

/** Something given unasked, where the manual allows it. */
export interface Gesture {
  give: string
  upTo: Amount | null
}

/** What the manual lets an agent give or promise without asking anybody. */
export interface Allowance {
  gesture: Gesture | null
  remedyLimit: Amount | null
}

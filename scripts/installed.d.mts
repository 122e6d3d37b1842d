export function installed(root: string): boolean

/** How many of 64 bits of two perceptual hashes differ; 0 for one and the same address; null where they can't be compared. */
export function pictureDistance(ours: string, theirs: string): number | null {
  if (ours === theirs) return 0
  if (!HASH.test(ours) || !HASH.test(theirs)) return null
  let [differ, count] = [BigInt(`0x${ours}`) ^ BigInt(`0x${theirs}`), 0]
  for (; differ > 0n; differ &= differ - 1n) count++
  return count
}

const HASH = /^[0-9a-f]{16}$/i

import { qrMatrix } from './qr-matrix.ts'

/** A QR code, always dark on white: many cameras don't read the inverse. `label` says what it holds. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const rows = qrMatrix(text)
  const side = rows.length + 2 * QUIET
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${side} ${side}`} shapeRendering="crispEdges" className="size-52 rounded-lg bg-[#fff]">
      <path d={darkSquares(rows)} fill="#000" />
    </svg>
  )
}

/** The standard asks for four empty modules all around. */
const QUIET = 4

function darkSquares(rows: boolean[][]): string {
  return rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : ''))).join('')
}

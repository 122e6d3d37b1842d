import type { ReactNode } from 'react'

const DRAWN = {
  check: <path d="m4 10.5 4 4 8-9" />,
  cross: <path d="m5 5 10 10M15 5 5 15" />,
  chevron: <path d="m5 7.5 5 5 5-5" />,
  back: <path d="m12.5 4-6 6 6 6" />,
  search: (
    <>
      <circle cx="9" cy="9" r="5" />
      <path d="m13 13 4 4" />
    </>
  ),
  warning: (
    <>
      <path d="M10 3 2.5 16.5h15z" />
      <path d="M10 8.5v3.5M10 14.4v.1" />
    </>
  ),
  clock: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 6v4.4l3 1.8" />
    </>
  ),
  more: <path d="M4.5 10h.01M10 10h.01M15.5 10h.01" strokeWidth="2.6" />,
  person: (
    <>
      <circle cx="10" cy="7" r="3.2" />
      <path d="M3.5 17c.8-3.4 3.3-5 6.5-5s5.7 1.6 6.5 5" />
    </>
  ),
  settings: <path d="M3 6h8m4 0h2M3 14h2m4 0h8M11 4v4M5 12v4" />,
  note: <path d="M4 16h3.2L16 7.2 12.8 4 4 12.8zM11 6l3 3" />,
  clip: <path d="m15.5 9.5-5.6 5.6a3.6 3.6 0 0 1-5.1-5.1L11 3.9a2.4 2.4 0 0 1 3.4 3.4l-6 6a1.2 1.2 0 0 1-1.7-1.7l5.2-5.2" />,
  phone: <path d="M4 4.5c0 6.4 5.1 11.5 11.5 11.5l.9-3.4-3.6-1.5-1.5 1.6c-1.8-.8-3.2-2.2-4-4l1.6-1.5L7.4 3.6z" />,
  sun: (
    <>
      <circle cx="10" cy="10" r="3.4" />
      <path d="M10 2v2m0 12v2M2 10h2m12 0h2M4.5 4.5l1.4 1.4m8.2 8.2 1.4 1.4m0-11-1.4 1.4m-8.2 8.2-1.4 1.4" />
    </>
  ),
  moon: <path d="M16 12.2A6.8 6.8 0 0 1 7.8 4a6.8 6.8 0 1 0 8.2 8.2z" />,
  globe: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M3 10h14M10 3c2.5 2 3.5 4.3 3.5 7s-1 5-3.5 7c-2.5-2-3.5-4.3-3.5-7s1-5 3.5-7z" />
    </>
  ),
  refresh: <path d="M16 10a6 6 0 1 1-2-4.5M16 3v3.5h-3.5" />,
  keyboard: <path d="M2.5 5.5h15v9h-15zM5.5 8.5h.01M8.5 8.5h.01M11.5 8.5h.01M14.5 8.5h.01M6.5 11.8h7" />,
  out: <path d="M11 4H4v12h7M9 10h8m-3-3 3 3-3 3" />,
  link: <path d="M8 4H4v12h12v-4M11 4h5v5M16 4l-7 7" />,
  menu: <path d="M3 5.5h14M3 10h14M3 14.5h14" />,
  image: <path d="M3 4h14v12H3zM3 13l4-4 4 4 2.5-2.5L17 14M13 7.5h.01" />,
  trash: <path d="M4 6h12M8 6V4h4v2M5.5 6l.7 10h7.6l.7-10" />,
  target: (
    <>
      <circle cx="10" cy="10" r="6.8" />
      <circle cx="10" cy="10" r="2.6" fill="currentColor" stroke="none" />
    </>
  ),
  nobody: <circle cx="10" cy="10" r="6.8" strokeDasharray="2.6 2.7" />,
  group: <path d="M3.5 3.5h5.5v5.5H3.5zM11 3.5h5.5v5.5H11zM3.5 11h5.5v5.5H3.5zM11 11h5.5v5.5H11z" />,
  waiting: <path d="M6 3h8M6 17h8M7 3v3.5L13 13v4M13 3v3.5L7 13v4" />,
  done: (
    <>
      <circle cx="10" cy="10" r="6.8" />
      <path d="m7 10.2 2.2 2.3L13.2 7.8" />
    </>
  ),
  stack: <path d="m10 3.5 7 3.5-7 3.5L3 7zM3 10.5l7 3.5 7-3.5M3 14l7 3.5 7-3.5" />,
  bookmark: <path d="M5.5 3h9v14L10 13.3 5.5 17z" />,
  rows: <path d="M3 5h14M3 8.3h14M3 11.7h14M3 15h14" />,
  cards: <path d="M3 3.5h14v5.5H3zM3 11h14v5.5H3z" />,
  filter: <path d="M3 5h14M5.8 10h8.4M8.5 15h3" />,
  panel: <path d="M3 4h14v12H3zM12 4v12" />,
  bell: <path d="M10 3a5 5 0 0 0-5 5c0 4-1.5 5.5-1.5 5.5h13S15 12 15 8a5 5 0 0 0-5-5zM8.4 16.5a1.8 1.8 0 0 0 3.2 0" />,
  book: <path d="M10 5.5C8 4 5.5 3.7 3 4v11.5c2.5-.3 5 0 7 1.5 2-1.5 4.5-1.8 7-1.5V4c-2.5-.3-5 0-7 1.5zM10 5.5V17" />,
  pulse: <path d="M2.5 11h3.6L8.4 4l3.4 12 2.3-5h3.4" />,
  plus: <path d="M10 4v12M4 10h12" />,
  shift: <path d="M3 6.5h12.5m-3.5-3.5 3.5 3.5L12 10M17 13.5H4.5M8 10l-3.5 3.5L8 17" />,
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof DRAWN

/** Our own line drawings on a 20-unit square; always beside a word or inside something that has a name. */
export function Icon({ name, size = 18, className = '' }: { name: IconName; size?: number; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`shrink-0 ${className}`}
    >
      {DRAWN[name]}
    </svg>
  )
}

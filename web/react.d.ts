import 'react'

declare module 'react' {
  /** Custom properties carry a value into the style sheet (`--need`). */
  interface CSSProperties {
    [name: `--${string}`]: string | number
  }
}

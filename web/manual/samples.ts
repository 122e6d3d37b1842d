import type { Locale } from '../i18n.ts'

export interface Sample {
  /** Of whom it is the manual; invented. */
  brand: string
  bring: () => Promise<{ default: string }>
}

/** A complete manual in each language, to start from; some 60 KB each, brought when it is asked for. */
export const SAMPLES: Record<Locale, Sample> = {
  es: { brand: 'Aeroandes', bring: () => import('../../manuals/aerolinea.yaml?raw') },
  it: { brand: 'Cicogna Espressi', bring: () => import('../../manuals/corriere.yaml?raw') },
  pt: { brand: 'Banco Maré', bring: () => import('../../manuals/banco.yaml?raw') },
  en: { brand: 'Larkline', bring: () => import('../../manuals/telecom.yaml?raw') },
}

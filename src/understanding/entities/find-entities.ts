import type { Entity } from '../../domain/meaning.ts'
import type { CompiledBrand } from '../compile-brand.ts'

export function findEntities(_text: string, _at: { country: string | null; brand: CompiledBrand }): Entity[] {
  return []
}

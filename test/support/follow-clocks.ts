import { keepClocks, type ClockNeeds } from '../../src/pipeline/keep-clocks.ts'
import { caughtUp } from './caught-up.ts'

export const followClocks = (needs: ClockNeeds): Promise<void> => caughtUp(needs.db, ['clocks'], () => keepClocks(needs))

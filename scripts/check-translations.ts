import { spawnSync } from 'node:child_process'

/** Fails when a word on a screen is not in the catalogs (somebody forgot `lingui extract --clean`), or has no translation in one of the four languages. */
const CLI = 'node_modules/@lingui/cli/dist/lingui.js'
const CHECKS = [['sync'], ['missing', '--mode', 'catalog']]

const failed = CHECKS.filter((check) => spawnSync(process.execPath, [CLI, 'check', ...check], { stdio: 'inherit' }).status !== 0)
process.exitCode = failed.length === 0 ? 0 : 1

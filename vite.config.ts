import { transformAsync } from '@babel/core'
import { lingui } from '@lingui/vite-plugin'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Turns Lingui's macros into plain calls; only files that import one pay for the extra parse. */
function linguiMacros(): Plugin {
  return {
    name: 'plaza-lingui-macros',
    enforce: 'pre',
    transform: {
      filter: { id: /\/web\/.*\.tsx?$/, code: /@lingui\/(?:core|react)\/macro/ },
      async handler(code, id) {
        const out = await transformAsync(code, {
          filename: id,
          babelrc: false,
          configFile: false,
          sourceMaps: true,
          parserOpts: { plugins: ['typescript', 'jsx'] },
          plugins: ['@lingui/babel-plugin-lingui-macro'],
        })
        return out?.code ? { code: out.code, map: out.map } : null
      },
    },
  }
}

/** A missing translation fails the build; `vite build --mode draft`, for looking at unfinished work, falls back to English. */
export default defineConfig(({ mode }) => ({
  root: 'web',
  plugins: [linguiMacros(), react(), lingui({ failOnMissing: mode !== 'draft', failOnCompileError: true }), tailwindcss()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: ['chrome123', 'firefox121', 'safari17.5'],
    sourcemap: false,
    // How long each plugin took is nothing a newcomer should read.
    rolldownOptions: { checks: { bundlerTimings: false } },
  },
}))

import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import { transformAsync } from '@babel/core'
import { lingui } from '@lingui/vite-plugin'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, type Rolldown } from 'vite'

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

/** React Aria says its few words in 34 languages; the browser gets them in ours. */
function ourLanguagesOnly(): Plugin {
  return {
    name: 'plaza-our-languages',
    enforce: 'pre',
    load: {
      filter: { id: /react-aria\/dist\/private\/intl\/.*\/(?!en-US|es-ES|it-IT|pt-)[a-z]{2}-[A-Z]{2}\.mjs$/ },
      handler: () => 'export default {}',
    },
  }
}

/** The font that every screen is set in comes with the page, instead of when its first word is drawn. */
function fontAhead(): Plugin {
  return {
    name: 'plaza-font-ahead',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const font = Object.keys(bundle ?? {}).find((file) => /inter-latin-wght-normal.*\.woff2$/.test(file))
        return font ? [{ tag: 'link', attrs: { rel: 'preload', href: `/${font}`, as: 'font', type: 'font/woff2', crossorigin: '' }, injectTo: 'head' }] : []
      },
    },
  }
}

/** Scripts and styles also as they travel: packed once, here, instead of for everybody who asks. */
function packed(): Plugin {
  return {
    name: 'plaza-packed',
    apply: 'build',
    writeBundle: async ({ dir = '' }, bundle) => {
      const texts = Object.keys(bundle).filter((file) => /\.(?:js|css)$/.test(file))
      await Promise.all(texts.map(async (file) => writeFile(join(dir, `${file}.gz`), await gzip(await readFile(join(dir, file)), { level: 9 }))))
    },
  }
}

const gzip = promisify(zlib.gzip)

/** All that stands before the first rows travels in two files: what others made, which seldom changes, and what is ours. */
function firstFiles(): { name: (id: string, context: Rolldown.ChunkingContext) => string | null; priority: number }[] {
  const first = new Set<string>()
  const reach = (id: string, context: Rolldown.ChunkingContext) => {
    if (first.has(id)) return
    first.add(id)
    context.getModuleInfo(id)?.importedIds.forEach((next) => reach(next, context))
  }
  const isFirst = (id: string, context: Rolldown.ChunkingContext) => {
    if (first.size === 0) reach(ENTRY, context)
    return first.has(id)
  }
  return [
    { name: (id, context) => (isFirst(id, context) && id.includes('/node_modules/') ? 'libraries' : null), priority: 2 },
    { name: (id, context) => (isFirst(id, context) ? 'plaza' : null), priority: 1 },
  ]
}

const ENTRY = fileURLToPath(new URL('web/main.tsx', import.meta.url))

/** A missing translation fails the build; `vite build --mode draft`, for looking at unfinished work, falls back to English. */
export default defineConfig(({ mode }) => ({
  root: 'web',
  plugins: [
    linguiMacros(),
    ourLanguagesOnly(),
    fontAhead(),
    react(),
    lingui({ failOnMissing: mode !== 'draft', failOnCompileError: true }),
    tailwindcss(),
    packed(),
  ],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: ['chrome123', 'firefox121', 'safari17.5'],
    sourcemap: false,
    // How long each plugin took is nothing a newcomer should read.
    rolldownOptions: {
      checks: { bundlerTimings: false },
      output: { codeSplitting: { groups: firstFiles() } },
    },
    // Every browser of the target preloads modules by itself.
    modulePreload: { polyfill: false },
  },
}))

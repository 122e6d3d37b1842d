import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileKind, mayShowInline } from '../../src/platform/file-kind.ts'

const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

test('files are known by their first bytes', () => {
  const kinds = [
    '\x89PNG\r\n\x1a\n…',
    '\xff\xd8\xff\xe0',
    'GIF89a',
    'RIFF\0\0\0\0WEBPVP8 ',
    '\0\0\0\x20ftypisom',
    '\0\0\0\x20ftypM4A ',
    '%PDF-1.7',
    'OggS',
    'una nota',
  ].map((text) => fileKind(latin(text)))
  assert.deepEqual(kinds, ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'video/mp4', 'audio/mp4', 'application/pdf', 'audio/ogg', 'text/plain'])
})

test('programs, markup and what is not text are no files for a reply', () => {
  for (const text of ['MZ\x90\0', '\x7fELF', 'PK\x03\x04', '<html>', '\n <svg/>', '\xc3\x28', ''])
    assert.equal(fileKind(latin(text)), null, JSON.stringify(text))
})

test('a browser shows pictures, sounds and films in place, and never what could carry a script', () => {
  assert.deepEqual(['image/png', 'video/mp4', 'image/svg+xml', 'text/html', 'application/pdf', 'image/png; x'].map(mayShowInline), [
    true,
    true,
    false,
    false,
    false,
    false,
  ])
})

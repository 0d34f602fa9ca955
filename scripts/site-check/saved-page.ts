import { readFileSync } from 'node:fs'
import { encodingOf } from '../../src/http/charset.ts'
import type { SavedPage } from './check.ts'

export type ReadPage =
  | { readonly ok: true; readonly page: SavedPage }
  | { readonly ok: false; readonly problem: string }

/** As many bytes as the Worker looks at. */
const PRELUDE = 1024

/** A page from a file, read as the Worker reads it; the header that once came with it is not there any more. */
export function readPage(path: string): ReadPage {
  try {
    const bytes = readFileSync(path)
    const { label } = encodingOf(undefined, bytes.subarray(0, PRELUDE))
    return { ok: true, page: { name: path, html: new TextDecoder(label).decode(bytes) } }
  } catch (error) {
    return { ok: false, problem: `${path}: cannot be read: ${(error as Error).message}` }
  }
}

import * as whole from '../../../src/rewrite/tags/noscript.ts'
import { isBroken } from './now.ts'

/** "noscript": what a `<noscript>` holds becomes part of the page as it is. */
export const fallback: typeof whole.fallback = (bytes, page, rewrite) =>
  isBroken('noscript') ? bytes : whole.fallback(bytes, page, rewrite)

import { assetAddress } from './address-attribute.ts'
import { decode } from './attribute.ts'
import { read, written } from './bytes.ts'
import { relinkCss } from './css.ts'
import type { Page } from './page.ts'

/** What would be a tag, should a browser take for markup what the parser takes for a style sheet. */
const TAG_LIKE = /<(?=[a-z!/?])/gi

/**
 * A `<style>`'s text with its addresses relinked.
 * @param text as HTMLRewriter gives it
 */
export function relinkStyle(text: string, page: Page): string {
  return relinkCss(text, url => assetAddress(url, page)).replace(TAG_LIKE, '\\3c ')
}

/** The same in bytes of the page's encoding. */
export function relinkStyleBytes(bytes: string, page: Page): string {
  const text = read(bytes, page.charset)
  const relinked = relinkStyle(text, page)
  return relinked === text ? bytes : written(relinked, page.charset, code => `\\${code.toString(16)} `)
}

/** An address, or a way to spell one, behind character references. Whether they count can't be seen in a drawing. */
export const isReferring = (css: string) =>
  decode(css) !== css && /url|import|image|src|\\/i.test(decode(css))

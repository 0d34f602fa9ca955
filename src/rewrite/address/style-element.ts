import { decodeHTML } from 'entities/decode'
import type { Page } from '../page.ts'
import { read, written } from '../pass/bytes.ts'
import { assetAddress } from './address-attribute.ts'
import { relinkCss } from './css.ts'
import { addressPlaces } from './css-places.ts'

/** What would be a tag, should a browser take for markup what the parser takes for a style sheet. */
const TAG_LIKE = /<(?=[a-z!/?])/gi

/** Markup, of which a browser takes none for a part of a drawing's style sheet. */
const MARKUP = /<!\[CDATA\[|\]\]>|<!--[\s\S]*?(?:-->|$)|<[a-z!/?][^>]*>?/gi

/**
 * A `<style>`'s text with its addresses relinked, in bytes of the page's encoding.
 * @param drawn whether it stands in a drawing, where it is markup
 */
export function relinkStyleBytes(bytes: string, page: Page, drawn: boolean): string {
  if (!drawn && page.charset === 'UTF-8' && isLeft(bytes)) return bytes
  const text = read(bytes, page.charset)
  const css = drawn ? text.replace(MARKUP, '') : text
  const relinked =
    drawn && isReferring(css) ? '' : relinkCss(css, url => assetAddress(url, page)).replace(TAG_LIKE, '\\3c ')
  return relinked === text ? bytes : inBytes(relinked, page.charset)
}

/** A style sheet's text as bytes. A letter that is escaped already must not end up behind two backslashes. */
function inBytes(css: string, charset: string): string {
  if (charset === 'UTF-8') return written(css, charset, () => '')
  return css.replace(/(\\*)([^\0-\x7f])/gu, (_, slashes: string, letter: string) => {
    const escaped = `\\${(letter.codePointAt(0) ?? 0xfffd).toString(16)} `
    return (slashes.length % 2 === 0 ? slashes : slashes.slice(1)) + escaped
  })
}

/** Whether nothing is to be done. That can be seen in the bytes: of a letter that is not ASCII none looks like ASCII. */
const isLeft = (bytes: string) => addressPlaces(bytes).next().done === true && bytes.search(TAG_LIKE) < 0

/** An address, or a way to spell one, behind character references. Whether they count can't be seen in a drawing. */
const isReferring = (css: string) =>
  decodeHTML(css) !== css && /url|import|image|src|\\/i.test(decodeHTML(css))

import * as whole from '../../../src/rewrite/pass/text.ts'
import { isBroken } from './now.ts'

export * from '../../../src/rewrite/pass/text.ts'

/** "text": it keeps its tags where a browser may take them for some. */
export const textOf: typeof whole.textOf = (name, use) =>
  whole.textOf(name, use === 'tagless' && isBroken('text') ? 'kept' : use)

/** "scripts": one that names another one ends where that would, also without "<!--". */
export const scriptText: typeof whole.scriptText = () => {
  const text = whole.scriptText()
  if (!isBroken('scripts')) return text
  let names = 0
  return {
    ...text,
    find: (html, from) => {
      const found = text.find(html, from)
      const { end } = found
      if (end === undefined || names++ > 0 || !/<script/i.test(html.slice(from, end))) return found
      return text.find(html, end + '</script'.length)
    },
  }
}

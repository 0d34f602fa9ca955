import type { Broken } from './now.ts'

const FETCHED = /^(fetch|refresh)/
const MARKUP = /^(fetch|refresh|script|frame|handler|javascript|form|origin link)/

/** What must be found because of what is broken. */
export const FINDS: Readonly<Record<Broken, RegExp>> = {
  dropped: /^(script|fetch|frame)/,
  links: /^(javascript|origin link)/,
  handlers: /^handler/,
  elements: FETCHED,
  styles: /^fetch style/,
  noscript: MARKUP,
  end: /^tail/,
  drawings: MARKUP,
  choices: MARKUP,
  text: MARKUP,
  scripts: /^(words|shown)/,
  scars: MARKUP,
  marks: /^(words|tail|fetch)/,
}

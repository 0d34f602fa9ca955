import { decodeHTML } from 'entities/decode'
import { endTagOf, type Token, tokenAt } from './pass/tokens.ts'

/** Elements whose text is not for readers; a list of choices under either of its names (`withoutAmbiguity`). */
const UNREAD = new Set('script style noscript template iframe object svg math select selecx head'.split(' '))
const BREAKS = new Set(
  'p div h1 h2 h3 h4 h5 h6 li ul ol tr td th br hr section article blockquote figcaption table dd dt'.split(
    ' ',
  ),
)
/** What looks like a tag where none can be told any more; its end, if it has one before the next begins. */
const ROUGH = /<(?:\/?([a-z][^\s/<>]*)|[!/?])[^<>]*(>?)/iy
const NAME = /<[!/?]?[^\s/<>]*/y
/** So much of what has been said is looked for, in characters. */
const REMEMBERED = 100

/**
 * A page's words as paragraphs, for when its markup cannot be parsed: nothing else of it, so nothing can go wrong.
 * Written in ASCII, so that it is right in any encoding that a page may have. Takes time in proportion to the page,
 * whatever is in it.
 */
export function plainText(html: string): string {
  return inParagraphs(wordsOf(html))
}

/**
 * The words of a page that its reader has not got yet, as far as that can be told: rather some twice than one lost.
 * @param sent what the reader has got of the page, which may end anywhere
 */
export function plainRest(html: string, sent: string): string {
  const words = wordsOf(html)
  const said = wordsOf(sent, true)
  // The last word may not have come whole.
  const known = said.slice(0, Math.max(said.lastIndexOf(' '), said.lastIndexOf('\n'), 0)).slice(-REMEMBERED)
  const at = inOneLine(words).indexOf(inOneLine(known))
  return inParagraphs(at < 0 ? words : words.slice(at + known.length))
}

const inOneLine = (words: string) => words.replaceAll('\n', ' ')

function inParagraphs(words: string): string {
  const paragraphs = words.split('\n').map(line => line.trim())
  return paragraphs
    .filter(line => line !== '')
    .map(line => `<p>${inAscii(line)}</p>`)
    .join('\n')
}

/** What a reader would read, a line for each block. */
function wordsOf(html: string, isCut = false): string {
  return decodeHTML(withoutTags(html, isCut)).replace(/\s+/g, space => (space.includes('\n') ? '\n' : ' '))
}

/**
 * Text with a space or a new line for each tag. From a tag on that never ends, every "<" is looked at by itself: what it
 * begins would else be searched through to the page's end again and again, and found to be nothing but a tag.
 * @param isCut whether an element that never ends may do so behind the text's end
 */
function withoutTags(html: string, isCut: boolean): string {
  const parts: string[] = []
  const endless = new Set<string>()
  let [from, isRough] = [0, false]
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', from)) {
    parts.push(html.slice(from, at))
    const token = isRough ? undefined : tokenAt(html, at)
    isRough ||= token === undefined
    const { kind, name, end } = token ?? roughTokenAt(html, at)
    from = end
    if (end === at + 1) {
      parts.push('<')
      continue
    }
    parts.push(BREAKS.has(name) ? '\n' : ' ')
    if (kind !== 'start' || !UNREAD.has(name) || endless.has(name)) continue
    const after = endTagOf(name, html, end)
    if (after !== undefined) from = after
    else if (isCut) return parts.join('')
    else endless.add(name)
  }
  return parts.join('') + html.slice(from)
}

/** What a "<" seems to begin. A tag that breaks off at another one is no more than its name, so that no words are lost. */
function roughTokenAt(html: string, at: number): Token {
  if (html.startsWith('<!--', at)) {
    const end = html.indexOf('-->', at)
    return { kind: 'comment', name: '', end: end < 0 ? html.length : end + 3 }
  }
  ROUGH.lastIndex = at
  const found = ROUGH.exec(html)
  if (found === null) return { kind: 'other', name: '', end: at + 1 }
  const [tag, name = '', isEnded] = found
  const kind = name === '' ? 'other' : tag[1] === '/' ? 'end' : 'start'
  NAME.lastIndex = at
  const isWhole = isEnded !== '' || at + tag.length === html.length || !NAME.test(html)
  return { kind, name: name.toLowerCase(), end: isWhole ? at + tag.length : NAME.lastIndex }
}

const inAscii = (text: string) =>
  text.replace(/[^ !#-%(-;=?-~]/gu, character => `&#${character.codePointAt(0)};`)

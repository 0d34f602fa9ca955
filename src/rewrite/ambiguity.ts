import { joined } from '../stream.ts'
import { bytesOf, latin1 } from './pass/bytes.ts'
import { AFTER_TEXT, CLOSING } from './pass/sentinel.ts'
import { endTagOf, TEXT, type Token, tokenAt } from './pass/tokens.ts'

/**
 * Whether a stream failed because the parser cannot know how a browser would read on: at some tags inside a
 * `<select>` or a `<frameset>`, or where elements are nested too deeply.
 */
export const gaveUp = (error: unknown) => error instanceof Error && error.message.startsWith('Parser error')

const AMBIGUOUS = /(<\/?)(select|frameset)(?=[\s/>])/gi

const [T, X, TO_LOWER_CASE] = [0x74, 0x78, 0x20]

/** A page whose `<select>` and `<frameset>` are elements that no parser knows: their last letter is another. */
export function withoutAmbiguity(page: Uint8Array): Uint8Array {
  const changed = page.slice()
  for (const { index, 0: tag } of latin1(page).matchAll(AMBIGUOUS)) changed[index + tag.length - 1] = X
  return changed
}

/** Whether a page that was made again begins with what was sent of it, but for the letter that has changed. */
export function isBeginning(sent: Uint8Array, whole: Uint8Array): boolean {
  if (sent.length > whole.length) return false
  return sent.every((byte, at) => {
    const now = whole[at]
    return byte === now || (now === X && (byte | TO_LOWER_CASE) === T)
  })
}

/**
 * What a page that was made again goes on with behind what was sent. A `<select>` that was sent is ended, as soon as
 * that can be done: its own end has another name now, and a browser shows little of what stands in one.
 */
export function continued(whole: Uint8Array, sent: number): Uint8Array {
  const rest = whole.subarray(sent)
  const at = selectEnd(latin1(whole), sent)
  if (at === undefined) return rest
  const pieces = [rest.subarray(0, at - sent), bytesOf('</select>'), rest.subarray(at - sent)]
  return joined(pieces, rest.length + '</select>'.length)
}

/** Where a `<select>` can be ended that was sent and not ended; undefined where there is none. */
function selectEnd(whole: string, sent: number): number | undefined {
  let [isOpen, end] = [false, 0]
  for (let at = whole.indexOf('<'); at >= 0 && at < sent; at = whole.indexOf('<', end)) {
    const token = tokenAt(whole, at)
    if (token === undefined) return undefined
    if (token.name === 'selecx') isOpen = token.kind === 'start'
    end = textEnd(token, whole)
  }
  return isOpen ? Math.max(sent, end) : undefined
}

/** Where what begins with a tag ends that has nothing but text behind it; of every other one where itself ends. */
function textEnd({ kind, name, end }: Token, html: string): number {
  if (kind !== 'start' || !TEXT.has(name)) return end
  return endTagOf(name, html, end) ?? html.length
}

/** Elements in which words are not shown, or not where they stand. */
const HIDING = ['select', 'svg', 'math', 'audio', 'video', 'canvas', 'template', 'table']

/**
 * Ends whatever may be open where a page breaks off: a tag, a comment or an element, and what holds text also where
 * its tag has only now been ended.
 */
export function endOfAll(sent: Uint8Array): string {
  if (sent.length === 0) return ''
  const text = latin1(sent)
  const section = text.lastIndexOf('<![CDATA[') > text.lastIndexOf(']]>') ? ']]>' : ''
  return section + AFTER_TEXT + CLOSING + AFTER_TEXT + HIDING.map(name => `</${name}>`).join('')
}

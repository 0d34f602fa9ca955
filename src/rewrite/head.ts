import { latin1 } from './bytes.ts'

/** As far as a page's head is looked through for a `<base>`, in bytes. */
const HEAD = 65_536
const SIGN = /<base[\s/>]|<\/head|<body/i
const HEAD_ENDS = /<\/head|<body/i
const BASE = /<base[\s/>]/i

const [TAB, LF, VT, FF, CR, SPACE] = [9, 10, 11, 12, 13, 32]
const [SLASH, CLOSE, B, LOWER, FOREIGN] = [47, 62, 98, 32, 0x80]
const ENDS_NAME = new Set([TAB, LF, VT, FF, CR, SPACE, SLASH, CLOSE])

/** Whether a page's head has a `<base>`. */
export const hasBase = (html: string): boolean => BASE.test(html.split(HEAD_ENDS, 1)[0] ?? '')

/** A page's beginning, as far as it has come. It is looked through once for each length of it. */
export class Head {
  #length = -1
  #text = ''
  #sign: Sign | undefined

  /** Whether it is known by now whether there is a `<base>`. @param prelude in whatever encoding */
  isTelling(prelude: Uint8Array): boolean {
    if (prelude.length >= HEAD) return true
    this.#look(prelude)
    if (this.#sign !== 'unclear' && !this.#text.includes('\0')) return this.#sign !== undefined
    return SIGN.test(this.#text.replaceAll('\0', ''))
  }

  /** @param label the page's encoding. @param isAscii whether what is ASCII is so in its bytes */
  hasBase(prelude: Uint8Array, label: string, isAscii: boolean): boolean {
    this.#look(prelude)
    if (isAscii && this.#sign !== 'unclear') return this.#sign === 'base'
    return hasBase(new TextDecoder(label).decode(prelude.subarray(0, HEAD)))
  }

  #look(prelude: Uint8Array): void {
    if (prelude.length === this.#length) return
    this.#length = prelude.length
    this.#text = latin1(prelude.subarray(0, HEAD))
    this.#sign = signIn(this.#text)
  }
}

/** What is first seen in a head: a `<base>`, or that the head is over, or a name that only its encoding tells the end of. */
type Sign = 'base' | 'over' | 'unclear'

/** @param text bytes in the form of Latin-1 text */
function signIn(text: string): Sign | undefined {
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    const first = text.charCodeAt(at + 1)
    if (first === SLASH) {
      if (isWord(text, at + 2, 'head')) return 'over'
    } else if ((first | LOWER) === B) {
      if (isWord(text, at + 1, 'body')) return 'over'
      if (!isWord(text, at + 1, 'base')) continue
      const next = text.charCodeAt(at + '<base'.length)
      if (ENDS_NAME.has(next)) return 'base'
      if (next >= FOREIGN) return 'unclear'
    }
  }
  return undefined
}

/** @param word in lower case */
const isWord = (text: string, at: number, word: string): boolean =>
  text.slice(at, at + word.length).toLowerCase() === word

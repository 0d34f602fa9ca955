import { Buffer } from 'node:buffer'
import type { Change } from '../pieces.ts'

/*
 * Event handler attributes. Selectors can only name those that are known today, and each costs every page; so the
 * bytes of a rewritten page are looked through instead, for an "on…=" where the name of an attribute can begin.
 */

/** In every encoding that a page is rewritten in, these bytes are these characters, and no part of others. */
const HANDLER = /(?<=[\t\n\f\r "'/])o(?=n[^\t\n\f\r "'/<=>]*[\t\n\f\r ]*=)/gi
/** What may become a handler when more has come. */
const BEGUN = /(?<=[\t\n\f\r "'/])o(?:n[^\t\n\f\r "'/<=>]*[\t\n\f\r ]*)?$/i
/** So many bytes wait for more at most. What is longer is taken for a handler. */
const MOST = 4096

/**
 * The letter as a character reference. In an attribute's name it is none, and the attribute means nothing; everywhere
 * else it reads as the letter. So nobody needs to know where in the page it stands.
 */
const referred = (letter: string) => `&#${letter.charCodeAt(0)};`

/** Makes event handlers mean nothing, on a page that comes in pieces of any size. */
export class Disarming implements Change {
  /** The last byte that went, and what is held back after it. */
  #held = ' '

  /** @returns what is ready to go: the piece itself where there is nothing to do, as on most pages */
  put(piece: Uint8Array): Uint8Array {
    const text = this.#held + latin1(piece)
    const begun = BEGUN.exec(text)?.index ?? text.length
    const ready = text.slice(0, begun).replace(HANDLER, referred)
    const held = this.#held.length > 1 || begun < text.length
    const changed = held || ready.length !== text.length
    if (text.length - begun > MOST) {
      this.#held = text.slice(-1)
      return bytesOf(ready.slice(1) + text.slice(begun).replace(/^o/i, referred))
    }
    this.#held = text.slice(begun - 1)
    return changed ? bytesOf(ready.slice(1)) : piece
  }

  /** @returns what was held back, at the page's end */
  end(): Uint8Array {
    return bytesOf(this.#held.slice(1))
  }
}

const latin1 = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))

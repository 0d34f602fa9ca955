import type { Found } from './text.ts'

const TURNS = /<!--|-->|<(\/?)script(?=[\t\n\f\r />])/gi
/** No turn is longer, in bytes, with what must follow it. */
const LONGEST = 10

/**
 * Finds the end of a script, which may hold another one behind "<!--" (HTML standard, "script data double escaped state").
 */
export class ScriptText {
  #state: 'plain' | 'escaped' | 'double' = 'plain'

  /** @returns where its end tag begins, or up to where there is none for certain */
  find(text: string, from: number): Found {
    TURNS.lastIndex = from
    let done = from
    for (let turn = TURNS.exec(text); turn !== null; turn = TURNS.exec(text)) {
      const [what, slash] = turn
      if (what === '-->') this.#state = 'plain'
      else if (what === '<!--') {
        if (this.#state === 'plain') this.#state = 'escaped'
        // "<!-->" ends what it begins.
        TURNS.lastIndex = turn.index + 2
      } else if (slash === '/') {
        if (this.#state !== 'double') return { end: turn.index, next: turn.index, done: turn.index }
        this.#state = 'escaped'
      } else if (this.#state === 'escaped') this.#state = 'double'
      done = TURNS.lastIndex
    }
    return { done: Math.max(done, text.length - LONGEST) }
  }
}

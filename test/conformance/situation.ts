/** A conversation of a client, the mirror and an origin, and what a shared cache makes of it. */
export interface Situation {
  readonly name: string
  /** The RFC's clause: "9111 §5.2.2.1". */
  readonly clause: string
  /** Whether a shared cache must do so, or only does well to. */
  readonly level: 'required' | 'optional'
  readonly steps: readonly Step[]
}

/** A field's value, or its values line by line. "{+60}" is the HTTP-date a minute from now, "{850 +60}", "{asctime +60}". */
export type Fields = Readonly<Record<string, string | readonly string[]>>

/** One request and its answer. */
export interface Step {
  /** What the client sends. */
  readonly ask?: Fields
  readonly method?: 'GET' | 'HEAD'
  /** Seconds that pass before. */
  readonly later?: number
  /** What the origin answers, if it is asked. */
  readonly answer?: Answer
  readonly expect?: Expected
}

export interface Answer {
  readonly status?: number
  readonly fields?: Fields
  /** Left out: a text of which each step has its own. */
  readonly body?: string
  /** "undated" leaves `Date` out; the others end the connection before, in the middle of, or without an answer. */
  readonly does?: 'undated' | 'close' | 'cut' | 'cut-chunks' | 'hints'
}

export interface Expected {
  /**
   * Where the answer came from. "cache": the origin was not asked. "origin": it was, and the client has its answer.
   * "validated": it was asked by a condition, and the client has an earlier body. "stale": it was asked in vain, and the
   * client has an earlier body. "renewed behind": the client has an earlier body, and the origin was asked.
   * "refused": the mirror's own words.
   */
  readonly from?: 'anywhere' | 'cache' | 'origin' | 'validated' | 'stale' | 'renewed behind' | 'refused'
  readonly status?: number | readonly number[]
  /** Of the response. */
  readonly has?: Readonly<Record<string, string | RegExp>>
  readonly lacks?: readonly string[]
  /** Of the request as the origin got it. */
  readonly sent?: Readonly<Record<string, string | RegExp>>
  readonly sentNot?: readonly string[]
  /** `Age` is there, and at least so many seconds. */
  readonly age?: number
  readonly body?: string | RegExp
}

type Level = Situation['level']

/** Situations of one level and clause, one a line. */
export function about(level: Level, clause: string) {
  const make = (name: string, ...steps: Step[]): Situation => ({ name, clause, level, steps })
  const twice =
    (from: 'cache' | 'origin') =>
    (name: string, fields: Fields, more: More = {}) => {
      const { status, later, ask, first, answer } = more
      return make(
        name,
        { ...(first ? { ask: first } : {}), answer: { fields, ...(status ? { status } : {}), ...answer } },
        { ...(later ? { later } : {}), ...(ask ? { ask } : {}), expect: { from, ...more.expect } },
      )
    }
  return { make, hit: twice('cache'), miss: twice('origin') }
}

/** What else there is to say of two requests for one address. */
export interface More {
  readonly status?: number
  /** What the first and the second request send. */
  readonly first?: Fields
  readonly ask?: Fields
  readonly later?: number
  readonly answer?: Answer
  readonly expect?: Expected
}

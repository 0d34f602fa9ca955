/** Where a rule stands. */
export interface At {
  /** The list, counted from 0. */
  readonly list: number
  /** From 1. */
  readonly line: number
}

export type Reason =
  | 'for other sites'
  | 'procedural (no browser knows it)'
  | 'scriptlet or snippet'
  | 'changes styles or text'
  | 'for some pages of a site only'
  | 'not valid'
  | 'would remove the page itself'
  | 'unsafe in a style sheet'
  | 'no room in the style sheet of every page'
  | 'for scripts, frames or requests that no mirrored page makes'
  | 'opens or closes windows and pages'
  | 'changes requests or answers'
  | 'unknown option'
  | 'regular expression that could be slow'
  | 'stands in another list or line too'

/** A line of a list, as far as a mirror can use it. */
export type Item =
  | {
      readonly type: 'hide'
      readonly at: At
      readonly except: boolean
      readonly domains: string
      readonly selector: string
    }
  | {
      readonly type: 'block'
      readonly at: At
      readonly except: boolean
      readonly pattern: string
      readonly options: readonly string[]
    }
  | {
      readonly type: 'off'
      readonly at: At
      readonly domains: string
      readonly what: 'generic' | 'specific' | 'all'
    }
  | {
      readonly type: 'skip'
      readonly at: At
      readonly group: Group
      readonly reason: Reason
      readonly domains?: string
    }

export type Group = 'generic' | 'specific' | 'blocking' | 'exception'

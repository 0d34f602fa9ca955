/** What `scripts/filters` writes and `Filters` reads: JSON, made of few long strings, which start up fast. */
export interface CompiledFilters {
  /** What it was made from, as a hash; empty where it was made from nothing. */
  readonly key: string
  /** Names of the lists, which `list` in everything below counts from 0. */
  readonly lists: readonly string[]
  readonly classes: readonly NameTable[]
  readonly ids: readonly NameTable[]
  /** Rules on one element's own tag and attributes: rows of `ElementRow`. */
  readonly elements: readonly RowTable[]
  /** Rules on a link's address: rows of `ElementRow`. The key is a token of the address. */
  readonly links: readonly RowTable[]
  /** Rules that have no key: selectors for the style sheet of every page. */
  readonly rest: readonly RowTable[]
  /** Rules for configured sites only. */
  readonly specific: readonly SpecificRule[]
  /** Rules that do not count on configured sites. */
  readonly exceptions: readonly SiteException[]
  /** Sites on which a kind of rule does not count at all. */
  readonly off: readonly SiteSwitch[]
  readonly hosts: readonly HostTable[]
  /** Blocking rules and their exceptions: rows of `PatternRow`. */
  readonly blocked: readonly RowTable[]
  readonly allowed: readonly RowTable[]
  readonly words?: Words
}

/** The words that most rules are found by, as `bits.ts` writes them. Few are left out: they are hashed when needed. */
export interface Words {
  /** Those of `classes`, and of rows of `elements` that are found by a class. */
  readonly classes?: string
  readonly ids?: string
  readonly blocked?: string
}

/** Rules of one list. */
export interface RowTable {
  readonly list: number
  /** A line each, in the order of the list. */
  readonly rows: string
  /** The rules' line numbers, as `lines.ts` writes them. */
  readonly lines: string
}

/** Class names or ids that go wherever they stand. */
export interface NameTable {
  readonly list: number
  /** Separated by one space, in the order of their characters' codes. */
  readonly names: string
  /** The rules' line numbers in the same order, as `lines.ts` writes them. */
  readonly lines: string
}

/**
 * Fields separated by tabs: key, "r" (remove) or "s" (style), the tests as JSON (`Compound`), the whole selector. It is
 * left out where `selector.ts` says the same of the tests. "R" and "S" are
 * the same with the key's word left out of the tests and the selector, as `folded.ts` does it.
 *
 * The key is what an element must have, or, for a style, any element around or beside it: `#id`, `.class`, `[id^` and
 * `[class^` with three letters that the attribute begins with, `[id*` and `[class*` for any other part of it, `[name` of
 * another attribute, or a tag's name.
 */
export type ElementRow = string

/**
 * Fields separated by tabs: token, the pattern, and its options as the list writes them. `SAME` stands in the pattern for
 * the token, where there is one: it is nearly always a part of it, and thousands of words are long.
 */
export type PatternRow = string

/** No address has one in it. */
export const SAME = ' '

/** Where a rule counts: hosts with all below them; "~host" where it does not; "host.*" under any ending. */
export type Domains = string

export interface SpecificRule {
  /** Separated by commas. */
  readonly domains: Domains
  /** Removed by HTMLRewriter itself, or hidden by the page's style sheet. */
  readonly kind: 'native' | 'style'
  readonly selector: string
  readonly list: number
  readonly line: number
}

export interface SiteException {
  readonly domains: Domains
  readonly selector: string
}

export interface SiteSwitch {
  readonly domains: Domains
  readonly what: 'generic' | 'specific' | 'all'
}

/** Hosts that only serve advertisements, with all hosts below them. */
export type HostTable =
  | { readonly kind: 'named'; readonly list: number; readonly names: string; readonly lines: string }
  | {
      readonly kind: 'hashed'
      readonly list: number
      /** How many hashes begin with each of the numbers from 0, as `counts.ts` writes them. */
      readonly counts: string
      /** The same, of `SPAN` numbers together. */
      readonly sums: readonly number[]
      /** The rest of each hash: 4 characters of `ALPHABET`, in the order of their beginnings. */
      readonly tails: string
    }

/** A rule of a list. */
export interface Rule {
  /** The list's file name. */
  readonly list: string
  /** From 1; 0 where the data is too compact to say (hosts of large lists). */
  readonly line: number
  /** The rule as lists write it. */
  readonly text: string
}

/** An address, as far as rules ask about it. */
export type Addressed = Pick<URL, 'href' | 'hostname'>

export type Verdict =
  /** The element goes, with all that is in it. */
  | { readonly kind: 'remove'; readonly rule: Rule }
  /** The browser decides: `selector{display:none!important}` belongs on this page, for each of them. */
  | { readonly kind: 'style'; readonly selectors: readonly string[] }

import { type Exchange, rulesOf } from '../exchange.ts'
import { forwardedFields } from '../http/fields.ts'
import { LOOP_FIELD } from '../http/via.ts'
import type { Head } from '../store/copy.ts'
import { readHead, writeHead } from '../store/envelope.ts'

/**
 * What an object is asked: all that the origin would be told, and nothing else of who asks. As JSON, so that objects
 * and Workers of two deployments understand each other or notice that they don't.
 */
export interface Ask {
  readonly want: 'first' | 'renew'
  /** Of the mirror, with its query. */
  readonly path: string
  /** The rules that the page is to be made by. */
  readonly rules: string
  /** The reader's fields that reach the origin, and what caches before the mirror have said of themselves. */
  readonly fields: [string, string][]
  /** The mirror's own origin, which keys of its caches begin with. */
  readonly base: string
  /** The data centre; empty where it has no name. */
  readonly colo: string
  /** As in `Marks`. */
  readonly purgedAt: number
  readonly markedAt: number
  /** The heads of the copy that there is, and of the one whose validators go along. */
  readonly before?: string
  readonly validators?: string
}

export const askOf = (
  exchange: Exchange,
  { base, colo }: { readonly base: string; readonly colo: string },
  want: Ask['want'],
  validators?: Head,
): Ask => {
  const { request, before, purgedAt, markedAt } = exchange
  const { pathname, search } = new URL(request.url)
  return {
    want,
    path: pathname + search,
    rules: rulesOf(exchange),
    fields: inbound(exchange),
    base,
    colo,
    purgedAt,
    markedAt,
    ...(before ? { before: writeHead(before) } : {}),
    ...(validators ? { validators: writeHead(validators) } : {}),
  }
}

function inbound({ request, site }: Exchange): Ask['fields'] {
  const loop = request.headers.get(LOOP_FIELD)
  return [
    ...forwardedFields(request.headers, site.forward),
    ...(loop === null ? [] : [[LOOP_FIELD, loop] as [string, string]]),
  ]
}

/**
 * What requests have in common that may have one answer. Requests with different fields of their readers never have;
 * nor have renewals of different copies, which may come to different ends. Which caches a request came by chooses no answer.
 */
export const keyOfAsk = ({ want, path, rules, fields, before, validators }: Ask): string =>
  JSON.stringify([
    ...[want, path, rules, fields.filter(([name]) => name !== LOOP_FIELD)],
    ...[before && named(before), validators && named(validators)],
  ])

/** Copies of one answer that data centres have renewed at different times are the same. */
function named(line: string): unknown {
  const head = readHead(line)
  return head && [head.etag, head.headers.get('etag'), head.headers.get('last-modified'), head.drift]
}

/** What came of it, without the body. A head stands in it as the store writes it. */
export type Told =
  /** Each has to ask by itself. */
  { readonly kind: 'alone' } | (Answered & Role)

/** What `first` and `renew` answer. */
export interface Answered {
  readonly kind: 'page' | 'renewed' | 'failed'
  readonly head?: string
  /** Whether a page has a body. */
  readonly bodied: boolean
  readonly [more: string]: unknown
}

interface Role {
  /** Whether somebody else's request brought it, now or before. */
  readonly collapsed: boolean
  /** Whether this reader's data centre is to get it from this reader's Worker. */
  readonly fill: boolean
}

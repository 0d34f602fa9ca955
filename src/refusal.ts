import type { Drifted } from './store/copy.ts'

/** Why a request gets no page of the paper: an expected failure, as a value. */
export type Refusal =
  | { kind: 'malformed'; reason: string }
  | { kind: 'unlisted'; host: string; href: string }
  | { kind: 'leads-away'; href: string }
  | { kind: 'withdrawn' }
  | { kind: 'not-carried'; contentType: string }
  | { kind: 'too-large'; mostBytes: number }
  /** Another type than the same address had before. */
  | { kind: 'wrong-type'; contentType: string }
  /** An answer that is neither the page that was here before nor its end. */
  | { kind: 'no-page'; status: number }
  /** Seconds to wait, where the origin said so. */
  | { kind: 'origin-refused'; status: number; retryAfter?: number }
  | { kind: 'origin-broken'; status: number; retryAfter?: number }
  /** A page that lets nobody through but browsers: under which status it came. */
  | { kind: 'challenge'; status: number }
  /** A redirect to a page that readers are to pass first: a login, a consent. */
  | { kind: 'gate' }
  /** Seconds until the origin is asked again. */
  | { kind: 'circuit-open'; retryAfter: number }
  | { kind: 'empty' }
  | { kind: 'tiny' }
  | { kind: 'garbage' }
  | { kind: 'unreadable' }
  | { kind: 'drifted'; drift: Drifted }
  | { kind: 'broken' }
  | { kind: 'unreachable' }
  /** The same, where there is a copy that must not be served without asking. */
  | { kind: 'must-revalidate' }
  | { kind: 'not-stored' }
  | { kind: 'redirect-loop' }
  | { kind: 'timeout' }
  | { kind: 'loop' }
  | { kind: 'method'; allow: string }
  | { kind: 'unauthorized' }
  | { kind: 'not-found' }
  | { kind: 'internal' }

/** What a refusal is in HTTP, and in words: what happened, and what to do next. */
export interface Explained {
  status: number
  title: string
  text: string
  /** An address to go on to, outside the mirror. Shown as text and never followed by itself. */
  href?: string
  /** Seconds after which to ask again (`Retry-After`). */
  retryAfter?: number
}

export function explain(refusal: Refusal): Explained {
  switch (refusal.kind) {
    case 'malformed':
      return { status: 400, title: 'This address is not one of the mirror', text: `${refusal.reason}.` }
    case 'unlisted':
      return {
        status: 403,
        title: 'This site is not mirrored',
        text: `The mirror does not carry ${refusal.host}. The original address is below; opening it leaves the mirror.`,
        href: refusal.href,
      }
    case 'leads-away':
      return {
        status: 403,
        title: 'This address leads off the mirror',
        text: 'The paper sends this address on to a site that is not mirrored. Opening it leaves the mirror.',
        href: refusal.href,
      }
    case 'withdrawn':
      return { status: 451, title: 'Withdrawn', text: 'This page has been withdrawn from the mirror.' }
    case 'not-carried':
      return {
        status: 403,
        title: 'Not carried',
        text: `The mirror carries pages, pictures, style sheets, fonts, sound and film, and not "${refusal.contentType}".`,
      }
    case 'too-large':
      return {
        status: 403,
        title: 'Too large',
        text: `From sites that it does not know the mirror carries no more than ${Math.round(refusal.mostBytes / 1e6)} MB at once.`,
      }
    case 'wrong-type':
      return {
        status: 502,
        title: 'The paper sent something else',
        text: `What was here before is now "${refusal.contentType}". Try again in a few minutes.`,
      }
    case 'no-page':
      return {
        status: 502,
        title: 'The paper sent something else',
        text: `It answered with ${refusal.status}, where there was a page before. Try again in a few minutes.`,
      }
    case 'origin-refused':
      return {
        status: refusal.status === 429 ? 503 : 502,
        title: 'The paper turned the mirror away',
        text: `It answered with ${refusal.status}, and there is no earlier copy. Try again later.`,
        ...waiting(refusal.retryAfter),
      }
    case 'origin-broken':
      return {
        status: 502,
        title: 'The paper is in trouble',
        text: `It answered with ${refusal.status}, and there is no earlier copy. Try again in a few minutes.`,
        ...waiting(refusal.retryAfter),
      }
    case 'challenge':
      return {
        status: 502,
        title: 'The paper turned the mirror away',
        text: 'It sent a page that checks browsers in the place of the one that was asked for, and there is no earlier copy. Try again later.',
      }
    case 'gate':
      return {
        status: 502,
        title: 'The paper asks for something first',
        text: 'It sends its readers to another page before this one, to sign in or to agree to something, and there is no earlier copy. Try another page.',
      }
    case 'circuit-open':
      return {
        status: 503,
        title: 'The paper is in trouble',
        text: `It has failed several times in a row and is left alone for ${refusal.retryAfter} s, and there is no earlier copy. Try again after that.`,
        ...waiting(refusal.retryAfter),
      }
    case 'tiny':
      return {
        status: 502,
        title: 'The paper sent next to nothing',
        text: 'There is no article on its page and no link, and there is no earlier copy. Try again in a few minutes.',
      }
    case 'garbage':
      return {
        status: 502,
        title: 'The paper sent something unreadable',
        text: 'It says that it is a page, but it is not text, and there is no earlier copy. Try again in a few minutes.',
      }
    case 'unreadable':
      return {
        status: 502,
        title: 'The paper sent something unreadable',
        text: 'Its page cannot be taken apart, and there is no earlier copy. Try another page.',
      }
    case 'drifted':
      return {
        status: 502,
        title: 'The paper sent a page without its article',
        text: 'What is left of it is no good copy. Try again in a few minutes.',
      }
    case 'empty':
      return {
        status: 502,
        title: 'The paper sent an empty page',
        text: 'There is not a word on it, and no earlier copy. Try again in a few minutes.',
      }
    case 'broken':
      return {
        status: 502,
        title: 'The paper broke off',
        text: 'Its answer ended before there was a page, and there is no earlier copy. Try again in a few minutes.',
      }
    case 'unreachable':
      return {
        status: 502,
        title: 'The paper cannot be reached',
        text: 'There is no connection to it, and no earlier copy. Try again in a few minutes.',
      }
    case 'must-revalidate':
      return {
        status: 504,
        title: 'The paper cannot be reached',
        text: 'There is no connection to it. There is an earlier copy, which it does not let be shown without being asked. Try again in a few minutes.',
      }
    case 'not-stored':
      return {
        status: 504,
        title: 'No copy here',
        text: 'You asked for what is stored only, and there is nothing. Ask again without "only-if-cached".',
      }
    case 'redirect-loop':
      return {
        status: 502,
        title: 'The paper sends this address in a circle',
        text: 'It redirects without ever coming to a page. Try another page.',
      }
    case 'timeout':
      return {
        status: 504,
        title: 'The paper is too slow',
        text: 'It did not answer in time, and there is no earlier copy. Try again in a few minutes.',
      }
    case 'loop':
      return {
        status: 508,
        title: 'A mirror of itself',
        text: 'This request came from the mirror. It is not answered.',
      }
    case 'method':
      return { status: 405, title: 'Method not allowed', text: `This address answers ${refusal.allow} only.` }
    case 'unauthorized':
      return {
        status: 401,
        title: 'Not for everybody',
        text: 'This address answers to the admin token only: send Authorization: Bearer and the token.',
      }
    case 'not-found':
      return { status: 404, title: 'Nothing here', text: 'The mirror has nothing under this address.' }
    case 'internal':
      return {
        status: 500,
        title: 'The mirror failed',
        text: 'This is a fault of the mirror. Try again later.',
      }
    default:
      return refusal satisfies never
  }
}

const waiting = (retryAfter: number | undefined) => (retryAfter === undefined ? {} : { retryAfter })

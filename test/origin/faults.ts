import type { Answer } from './answer.ts'
import { broken, dripping, halfThenSilence, noise, shortOfLength, wait, withFiller } from './fault-bodies.ts'
import { challenge, error, redirect, riddle, tiny } from './fault-pages.ts'
import { conditional } from './validators.ts'

/** What can go wrong, and how it is told to people on the switchboard. */
export const faults = {
  slow: 'headers after 3 seconds, then the page',
  drip: 'the body comes in 8 pieces over 2 seconds, the first at once',
  stall: 'headers and half of the body, then nothing for 120 seconds',
  hang: 'no answer at all for 120 seconds',
  reset: 'the connection breaks before there is an answer',
  refused: 'no connection: what Cloudflare makes of it (521)',
  tls: 'no TLS handshake: what Cloudflare makes of it (525)',
  '500': 'an error page',
  '503': 'unavailable, with Retry-After: 120',
  '403': 'refused',
  '429': 'too many requests, with Retry-After: 60',
  '404': 'not found',
  '410': 'gone for good',
  cut: 'the body breaks off half-way',
  'cut-length': 'Content-Length names the whole, half of it comes',
  challenge: 'a "checking your browser" page under 200',
  'challenge-403': 'the same under 403, and a header says so',
  'challenge-503': 'another one under 503, with a riddle for people',
  login: 'a redirect to a page to sign in, which knows the way back',
  consent: 'a redirect to another site, to agree to cookies first',
  'redirect-loop': 'a redirect to the same address',
  'redirect-away': 'a redirect to another site',
  'wrong-type': 'the page as application/octet-stream',
  json: 'an error as application/json, under 200',
  garbage: 'as many bytes as the page has, and not one of it, as text/html',
  huge: 'the page followed by filler up to 20 MB',
  empty: '200 with no body',
  tiny: '200 with an HTML page of 40 bytes',
  'set-cookie': 'the page with two cookies',
  'no-store': 'the page with Cache-Control: no-store',
  'no-validators': 'the page without ETag and Last-Modified',
  corrected: 'the page with a correction in it, and so with another ETag',
} as const

export type Fault = keyof typeof faults

export const isFault = (name: string): name is Fault => Object.hasOwn(faults, name)

const longSilence = 120_000

function withHeaders(answer: Answer, change: (headers: Headers) => void): Answer {
  change(answer.headers)
  return answer
}

/** The answer as the fault spoils it. Body faults always show, also to a conditional request. */
export async function spoil(fault: Fault, answer: Answer, request: Request, url: URL): Promise<Response> {
  const whole = (body: BodyInit | null): Response => new Response(body, answer)
  switch (fault) {
    case 'slow':
      await wait(3000, request.signal)
      return conditional(request, answer)
    case 'reset':
      throw new Error('the demo origin broke the connection, as asked')
    case 'refused':
      return error(521, 'Web server is down')
    case 'tls':
      return error(525, 'SSL handshake failed')
    case 'drip':
      return whole(dripping(answer.body, 8, 2000))
    case 'stall':
      return whole(halfThenSilence(answer.body, longSilence))
    case 'hang':
      await wait(longSilence, request.signal)
      return error(504, 'Gateway Timeout')
    case '500':
      return error(500, 'Internal Server Error')
    case '503':
      return error(503, 'Service Unavailable', { 'Retry-After': '120' })
    case '403':
      return error(403, 'Forbidden')
    case '429':
      return error(429, 'Too Many Requests', { 'Retry-After': '60' })
    case '404':
      return error(404, 'Not Found')
    case '410':
      return error(410, 'Gone')
    case 'cut':
      return whole(broken(answer.body))
    case 'cut-length':
      return whole(shortOfLength(answer.body))
    case 'challenge':
      return challenge(url.hostname)
    case 'challenge-403':
      return challenge(url.hostname, 403, { 'cf-mitigated': 'challenge' })
    case 'challenge-503':
      return riddle()
    case 'login':
      return redirect(`/kzgd/enter.html?next=${encodeURIComponent(url.pathname + url.search)}`)
    case 'consent':
      return redirect(`https://consent.elsewhere.example/?to=${encodeURIComponent(url.href)}`)
    case 'redirect-loop':
      return new Response(null, { status: 302, headers: { Location: url.pathname + url.search } })
    case 'redirect-away':
      return new Response(null, { status: 302, headers: { Location: 'https://elsewhere.example/' } })
    case 'wrong-type':
      answer.headers.set('Content-Type', 'application/octet-stream')
      return whole(answer.body)
    case 'json':
      return Response.json({ error: 'no such story', at: url.pathname })
    case 'garbage':
      return whole(noise(answer.body.length))
    case 'huge':
      answer.headers.delete('ETag')
      return whole(withFiller(answer.body, 20 * 2 ** 20))
    case 'empty':
      answer.headers.delete('ETag')
      return whole(null)
    case 'tiny':
      return tiny()
    case 'set-cookie':
      answer.headers.append('Set-Cookie', 'reader=8f3a; Path=/; Domain=lantern.example; Max-Age=31536000')
      answer.headers.append('Set-Cookie', 'session=1; Path=/; HttpOnly')
      return conditional(request, answer)
    case 'no-store':
      return conditional(
        request,
        withHeaders(answer, headers => headers.set('Cache-Control', 'no-store')),
      )
    case 'no-validators':
      answer.headers.delete('ETag')
      answer.headers.delete('Last-Modified')
      return whole(answer.body)
    case 'corrected':
      return conditional(request, answer)
    default:
      return fault satisfies never
  }
}

import type { Answer } from './answer.ts'
import { words } from './words.ts'

const html = { 'Content-Type': 'text/html; charset=utf-8' }

/** An error page as servers make them. */
export const error = (status: number, title: string, headers: Record<string, string> = {}): Response =>
  new Response(`<!doctype html><title>${status}</title><h1>${status} ${title}</h1><p>lantern/2.1</p>\n`, {
    status,
    headers: { ...html, ...headers },
  })

/** Such pages come under 200 and without a word on caching: only their text gives them away. */
export const challenge = (host: string, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(
    `<!DOCTYPE html><html><head><title>Just a moment...</title><meta name="robots" content="noindex">
<meta http-equiv="refresh" content="5"><script src="/cdn-cgi/challenge-platform/h/g/orchestrate/jsch/v1"></script></head>
<body onload="challenge()"><h1>${host}</h1><h2>Checking your browser before accessing the site.</h2>
<p>Please enable JavaScript and cookies to continue. This takes up to 5 seconds.</p><noscript>DDoS protection</noscript></body></html>
`,
    { status, headers: { ...html, ...headers } },
  )

/** Another maker's, in other words: no reload, and no word on scripts. */
export const riddle = (): Response =>
  new Response(
    `<!doctype html><html lang="en"><head><title>One more step</title><script src="/w/widget.js" defer></script></head>
<body><h1>Are you a person?</h1><form action="/w/verify" method="post"><div class="w-captcha" data-key="ab12"></div>
<button>Go on</button></form></body></html>
`,
    { status: 503, headers: html },
  )

export const redirect = (location: string): Response =>
  new Response(null, { status: 302, headers: { Location: location, 'Cache-Control': 'max-age=60' } })

export const tiny = (): Response =>
  new Response('<!doctype html><title>x</title><p>hello\n', { headers: html })

/** Where a correction goes: before the article's first paragraph, or at the end of a page without an article. */
function placeIn(body: Uint8Array): number {
  // One byte a character, whatever the encoding: none of the paper's has a "<" inside a longer character.
  const bytes = new TextDecoder('latin1').decode(body)
  const start = /<div class="(?:article_body|m-body)"[^>]*>/.exec(bytes)
  return start ? start.index + start[0].length : Math.max(0, bytes.lastIndexOf('</body>'))
}

/** The page with a correction in it. The words are English, so that they are ASCII in every encoding. */
export function correct(answer: Answer): Answer {
  if (answer.status !== 200 || !answer.headers.get('Content-Type')?.startsWith('text/html')) return answer
  const note = new TextEncoder().encode(`<p class="correction">${words.en.correction}</p>`)
  const at = placeIn(answer.body)
  const body = new Uint8Array(answer.body.length + note.length)
  body.set(answer.body.subarray(0, at))
  body.set(note, at)
  body.set(answer.body.subarray(at), at + note.length)
  return { ...answer, body }
}

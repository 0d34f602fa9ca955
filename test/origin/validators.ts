import type { Answer } from './answer.ts'

async function strongTag(body: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body))
  const hex = Array.from(digest.subarray(0, 10), byte => byte.toString(16).padStart(2, '0'))
  return `"${hex.join('')}"`
}

/** Gives a good answer its ETag. Errors and redirects have none. */
export async function addValidators(answer: Answer): Promise<void> {
  if (answer.status === 200) answer.headers.set('ETag', await strongTag(answer.body))
}

/** RFC 9110, 13.2.2: If-None-Match, compared weakly, goes before If-Modified-Since. */
function isUnchanged(asked: Headers, answer: Headers): boolean {
  const tag = answer.get('ETag')
  const known = asked.get('If-None-Match')
  if (known !== null) {
    if (!tag) return false
    return known.split(',').some(one => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag)
  }
  const since = Date.parse(asked.get('If-Modified-Since') ?? '')
  const modified = Date.parse(answer.get('Last-Modified') ?? '')
  return modified <= since
}

/** The answer, or 304 where the asker's copy is still the same. */
export function conditional(request: Request, answer: Answer): Response {
  if (answer.status === 200 && isUnchanged(request.headers, answer.headers)) {
    answer.headers.delete('Content-Type')
    return new Response(null, { status: 304, headers: answer.headers })
  }
  return new Response(answer.body, answer)
}

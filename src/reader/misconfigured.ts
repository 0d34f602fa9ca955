import { policy } from '../http/policy.ts'
import type { Problem } from '../site.ts'

/** What a deployment answers whose site cannot be read. The problems name settings, and never hold a secret. */
export function misconfigured(request: Request, problems: readonly Problem[]): Response {
  const lines = problems.map(({ path, message }) => `${path.join('/')}: ${message}`)
  const text = `This mirror is not set up yet.\n\n${lines.join('\n')}\n`
  const headers = {
    ...policy('document'),
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
  }
  return new Response(request.method === 'HEAD' ? null : text, { status: 503, headers })
}

/** The mirror with a clock that can be put forward: what takes hours in the field takes none here. */
import mirror from '../../src/index.ts'

const real = Date.now.bind(Date)
let aheadMs = 0
Date.now = () => real() + aheadMs

export default {
  fetch(request: Request, env: Parameters<typeof mirror.fetch>[1], context: ExecutionContext) {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname !== '/-/clock') return mirror.fetch(request, env, context)
    aheadMs = Number(searchParams.get('ahead'))
    return new Response(null, { status: 204 })
  },
}

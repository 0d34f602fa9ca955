import { correct } from './fault-pages.ts'
import { spoil } from './faults.ts'
import { answerTo } from './routes.ts'
import { switchboard } from './switchboard.ts'
import { faultFor, note } from './switchboard-state.ts'
import { addValidators, conditional } from './validators.ts'

async function respond(request: Request, url: URL): Promise<Response> {
  const fault = faultFor(url)
  const good = await answerTo(request, url)
  const answer = fault === 'corrected' ? correct(good) : good
  await addValidators(answer)
  return fault ? spoil(fault, answer, request, url) : conditional(request, answer)
}

/** The demo origin: a small newspaper with every kind of mess, and a switchboard to break it with. */
export default {
  async fetch(request: Request): Promise<Response> {
    const url = new URL(request.url)
    if (/^\/switchboard(\/|$)/.test(url.pathname)) return switchboard(url)
    note(request)
    const response = await respond(request, url)
    response.headers.set('Date', new Date().toUTCString())
    response.headers.set('Server', 'lantern/2.1')
    if (request.method !== 'HEAD') return response
    await response.body?.cancel()
    return new Response(null, response)
  },
}

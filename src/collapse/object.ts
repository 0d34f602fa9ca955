import type { Mirror } from '../exchange.ts'
import type { Ask } from './ask.ts'
import type { Flights } from './flights.ts'

/** What the object answers to a request of `ObjectCollapse`. @param mirrorOf the mirror for caches under an origin */
export async function answerAsk(
  request: Request,
  flights: Flights,
  mirrorOf: (base: string) => Mirror,
): Promise<Response> {
  const ask = await request.json<Ask>()
  return new Response(await flights.answer(ask, mirrorOf(ask.base)))
}

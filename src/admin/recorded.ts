import { collectBody } from '../delivery.ts'
import type { Fetch } from '../origin.ts'

/** Larger answers are not read into memory, in bytes. */
const MOST = 20_000_000
/** The content codings that have been undone by the time a body is here. */
const UNDONE = /^(gzip|br|deflate|identity)$/i

/** The origin asked once: whoever asks for the same address again gets the same answer. */
export class Recorded {
  /** How long its answers took, to their last byte, in milliseconds. */
  ms = 0
  /** What came, decoded, in bytes. */
  bytes = 0
  readonly #fetch: Fetch
  readonly #now: () => number
  readonly #answers = new Map<string, () => Response>()

  constructor(fetch: Fetch, now: () => number) {
    this.#fetch = fetch
    this.#now = now
  }

  readonly fetch: Fetch = async (url, init) => {
    const known = this.#answers.get(url)
    if (known) return known()
    const begun = this.#now()
    const { status, headers, body } = await this.#fetch(url, init)
    const collected = await collectBody(body, MOST)
    this.ms += this.#now() - begun
    const fields = new Headers(headers)
    if (UNDONE.test(fields.get('content-encoding') ?? '')) fields.delete('content-encoding')
    const whole = collected.kind === 'whole' ? collected.bytes : undefined
    this.bytes += whole?.length ?? 0
    const answer = () =>
      new Response(whole?.length === 0 ? null : (whole ?? broken()), { status, headers: fields })
    this.#answers.set(url, answer)
    return answer()
  }
}

/** What came was cut off, or too much. */
const broken = () =>
  new ReadableStream({ start: controller => controller.error(new Error('the answer did not come whole')) })

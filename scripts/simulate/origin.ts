import type { Chance } from './chance.ts'
import type { Clock } from './clock.ts'
import type { Ledger } from './ledger.ts'
import type { Address } from './paper.ts'
import { overTheWire } from './platform/bytes.ts'
import { GIVEN } from './scenario.ts'

/** The version that an address has at a time: how often it has changed by then; -1 before it is published. */
export function versionAt({ versions }: Address, time: number): number {
  let [low, high] = [0, versions.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((versions[middle] ?? 0) <= time) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Where a page says its version: readers look there for whether what they see is what the paper shows. */
const VERSION = /data-version="(\d+)"/
export const versionIn = (body: string): number | undefined => {
  const said = VERSION.exec(body)?.[1]
  return said === undefined ? undefined : Number(said)
}

const TYPES: Readonly<Record<Address['kind'], string>> = {
  list: 'text/html; charset=utf-8',
  article: 'text/html; charset=utf-8',
  feed: 'application/rss+xml; charset=utf-8',
  style: 'text/css; charset=utf-8',
  picture: 'image/jpeg',
}

/** The paper's own server: every answer has validators, and takes its time. */
export function newOrigin(
  addresses: ReadonlyMap<string, Address>,
  clock: Clock,
  ledger: Ledger,
  chance: Chance,
) {
  return async (url: string, init: RequestInit): Promise<Response> => {
    const { median, spread } = GIVEN.latency
    await clock.after(median * chance.logNormal(spread))
    const address = addresses.get(new URL(url).pathname)
    const version = address ? versionAt(address, clock.now) : -1
    if (address === undefined || version < 0) return new Response('no such page', { status: 404 })
    const { kind, weight, versions } = address
    const lasting = kind === 'style' || kind === 'picture'
    const headers = {
      'content-type': TYPES[kind],
      'cache-control': `public, max-age=${lasting ? 604_800 : 60}`,
      date: new Date(clock.now).toUTCString(),
      etag: `"${version}"`,
      'last-modified': new Date(versions[version] ?? 0).toUTCString(),
    }
    const unchanged = new Headers(init.headers).get('if-none-match') === headers.etag
    ledger.count(`origin.${unchanged ? 304 : 200}`, { kind, weight })
    if (unchanged) return new Response(null, { status: 304, headers })
    ledger.count('origin.bytes', { kind, weight }, GIVEN.bytes[kind])
    return overTheWire(new Response(bodyOf(address, version), { headers }))
  }
}

const LINKS = Array.from(
  { length: GIVEN.sections },
  (_, index) => `<a href="/news/s${index}">Section ${index}</a>`,
).join('')
const WORDS =
  '<p>What a newspaper writes, in as many words as it takes for a page not to look like a mistake.</p>'.repeat(
    8,
  )

/** A body is short, so that a day takes minutes; how long it would be, `GIVEN.bytes` says. */
function bodyOf({ kind, path }: Address, version: number): string {
  switch (kind) {
    case 'list':
    case 'article':
      return `<!doctype html><html lang="en"><head><title>${path}</title></head><body><nav>${LINKS}</nav><article data-version="${version}"><h1>${path}</h1>${WORDS}</article></body></html>`
    case 'feed':
      return `<?xml version="1.0"?><rss version="2.0"><channel><title data-version="${version}">Paper</title><link>https://www.paper.example/</link><description>d</description></channel></rss>`
    case 'style':
      return `body{margin:${version}px}`
    case 'picture':
      return `picture ${path}`
    default:
      return kind satisfies never
  }
}

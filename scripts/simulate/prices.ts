/** Cloudflare's list prices, from its pricing pages for Workers, KV and Durable Objects. US dollars. */
export const PRICES = {
  asOf: '2026-11',
  from: [
    'https://developers.cloudflare.com/workers/platform/pricing/',
    'https://developers.cloudflare.com/kv/platform/pricing/',
    'https://developers.cloudflare.com/durable-objects/platform/pricing/',
  ],
  /** Workers Paid, a month. */
  subscription: 5,
  /** What is beyond what a month includes is paid by the million. */
  meters: {
    requests: { included: 10e6, perMillion: 0.3 },
    cpuMs: { included: 30e6, perMillion: 0.02 },
    kvReads: { included: 10e6, perMillion: 0.5 },
    kvWrites: { included: 1e6, perMillion: 5 },
    kvDeletes: { included: 1e6, perMillion: 5 },
    kvLists: { included: 1e6, perMillion: 5 },
    objectRequests: { included: 1e6, perMillion: 0.15 },
    /** Of 128 MB each, for as long as an object is at work. */
    objectGbS: { included: 400e3, perMillion: 12.5 },
  },
  daysAMonth: 30,
} as const

export type Meter = keyof typeof PRICES.meters
/** How much of each was used in a day. */
export type Usage = Readonly<Record<Meter, number>>

/** What the free plan gives a day; beyond, calls fail. CPU is limited by the request there (10 ms), not by the day. */
export const FREE: Readonly<Partial<Record<Meter, number>>> = {
  requests: 100_000,
  kvReads: 100_000,
  kvWrites: 1_000,
  kvDeletes: 1_000,
  kvLists: 1_000,
  objectRequests: 100_000,
  objectGbS: 13_000,
}

/** What a month of such days costs. */
export interface Bill {
  readonly subscription: number
  readonly parts: Readonly<Record<Meter, number>>
  readonly total: number
}

export const METERS = Object.keys(PRICES.meters) as Meter[]

/** @param day what one day used */
export function billOf(day: Usage): Bill {
  const part = (meter: Meter) => {
    const { included, perMillion } = PRICES.meters[meter]
    return (Math.max(0, day[meter] * PRICES.daysAMonth - included) / 1e6) * perMillion
  }
  const parts = Object.fromEntries(METERS.map(meter => [meter, part(meter)])) as Record<Meter, number>
  const total = METERS.reduce<number>((sum, meter) => sum + parts[meter], PRICES.subscription)
  return { subscription: PRICES.subscription, parts, total }
}

/** The limits of the free plan that a day breaks. */
export const beyondFree = (day: Usage): Meter[] =>
  METERS.filter(meter => day[meter] > (FREE[meter] ?? Number.POSITIVE_INFINITY))

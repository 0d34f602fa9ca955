import { type Answer, about, type Expected, type Situation } from '../situation.ts'

const must = about('required', '9111 §4.2.4')
const may = about('optional', '9111 §4.2.4')
const swr = about('optional', '5861 §3')
const mustSwr = about('required', '5861 §3')
const sie = about('optional', '5861 §4')
const mustSie = about('required', '5861 §4')
const TROUBLE: [string, Answer][] = [
  ...[500, 502, 503, 504].map((status): [string, Answer] => [String(status), { status }]),
  ['a closed connection', { does: 'close' }],
]

/** A response for a minute, and an origin in trouble some time after that. */
const failing = (words: string, later: number, answer: Answer, expect: Expected) =>
  [{ answer: { fields: { 'cache-control': `max-age=60${words}` } } }, { later, answer, expect }] as const
const not = (answer: Answer): Expected => (answer.does ? { from: 'refused' } : { from: 'origin' })

export const stale: Situation[] = [
  ...TROUBLE.map(([what, answer]) =>
    sie.make(
      `stale-if-error at ${what}`,
      ...failing(', stale-if-error=600', 100, answer, { from: 'stale', status: 200 }),
    ),
  ),
  ...TROUBLE.map(([what, answer]) =>
    mustSie.make(
      `stale-if-error that is over, at ${what}`,
      ...failing(', stale-if-error=60', 200, answer, not(answer)),
    ),
  ),
  ...['must-revalidate', 'proxy-revalidate', 'no-cache'].flatMap(word =>
    TROUBLE.map(([what, answer]) =>
      must.make(
        `${word} lets nothing stale through at ${what}`,
        ...failing(`, ${word}`, 100, answer, not(answer)),
      ),
    ),
  ),
  ...['must-revalidate', 'proxy-revalidate', 's-maxage=60'].map(word =>
    about('optional', '9111 §5.2.2.2').make(
      `${word} and an origin that cannot be reached`,
      ...failing(`, ${word}`, 100, { does: 'close' }, { from: 'refused', status: 504 }),
    ),
  ),
  about('required', '9110 §15.6.3').make('an origin that cannot be reached, and no copy', {
    answer: { does: 'close' },
    expect: { from: 'refused', status: 502 },
  }),
  ...TROUBLE.map(([what, answer]) =>
    must.make(
      `s-maxage lets nothing stale through at ${what}`,
      ...failing(', s-maxage=60', 100, answer, not(answer)),
    ),
  ),
  may.make(
    'a cache that is cut off may serve what is stale',
    ...failing('', 100, { does: 'close' }, { from: 'stale' }),
  ),
  must.make(
    'an error of the client’s is no trouble',
    ...failing(', stale-if-error=600', 100, { status: 404 }, { from: 'origin', status: 404 }),
  ),
  must.make(
    'a refusal is no trouble',
    ...failing(', stale-if-error=600', 100, { status: 403 }, { from: 'origin', status: 403 }),
  ),
  must.make(
    'must-revalidate counts before stale-if-error',
    ...failing(', must-revalidate, stale-if-error=600', 100, { status: 503 }, { from: 'origin' }),
  ),
  may.make(
    'what was served stale has its age',
    ...failing(', stale-if-error=600', 100, { status: 503 }, { from: 'stale', age: 100 }),
  ),
  may.make(
    'after trouble the origin is asked again',
    ...failing(', stale-if-error=600', 100, { status: 503 }, { from: 'stale' }),
    { expect: { from: 'origin', status: 200 } },
  ),
  swr.make(
    'stale-while-revalidate',
    ...failing(', stale-while-revalidate=600', 100, {}, { from: 'renewed behind', age: 100 }),
  ),
  swr.make(
    'stale-while-revalidate: the next has what is new',
    ...failing(
      ', stale-while-revalidate=600',
      100,
      { fields: { 'cache-control': 'max-age=600' } },
      { from: 'renewed behind' },
    ),
    { expect: { from: 'cache' } },
  ),
  mustSwr.make(
    'stale-while-revalidate that is over',
    ...failing(', stale-while-revalidate=60', 200, {}, { from: 'origin' }),
  ),
  mustSwr.make(
    'stale-while-revalidate that is no number',
    ...failing(', stale-while-revalidate=x', 100, {}, { from: 'origin' }),
  ),
  must.make(
    'must-revalidate counts before stale-while-revalidate',
    ...failing(', must-revalidate, stale-while-revalidate=600', 100, {}, { from: 'origin' }),
  ),
  must.make(
    'no-cache counts before stale-while-revalidate',
    ...failing(', no-cache, stale-while-revalidate=600', 30, {}, { from: 'origin' }),
  ),
]

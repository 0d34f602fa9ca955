import { about, type Situation } from '../situation.ts'

const must = about('required', '9111 §5.2.1')
const may = about('optional', '9111 §5.2.1')
const auth = about('required', '9111 §3.5')
const mayAuth = about('optional', '9111 §3.5')
const fresh = { 'cache-control': 'max-age=600' }
const cc = (value: string) => ({ 'cache-control': value })
const authorization = { authorization: 'Basic YTpi' }

export const requests: Situation[] = [
  may.miss('a request with no-cache', fresh, { ask: cc('no-cache') }),
  may.miss('a request with max-age=0', fresh, { ask: cc('max-age=0') }),
  may.miss('a request with a max-age below the age', fresh, { later: 20, ask: cc('max-age=10') }),
  may.hit('a request with a max-age above the age', fresh, { later: 20, ask: cc('max-age=30') }),
  may.miss(
    'a request with a max-age below the Age it came with',
    { ...fresh, age: '100' },
    { ask: cc('max-age=50') },
  ),
  may.miss('a request with a min-fresh above what is left', fresh, { later: 20, ask: cc('min-fresh=590') }),
  may.hit('a request with a min-fresh below what is left', fresh, { later: 20, ask: cc('min-fresh=500') }),
  may.miss(
    'a request with a min-fresh above what Age leaves',
    { ...fresh, age: '100' },
    { ask: cc('min-fresh=550') },
  ),
  may.hit('a request with max-stale', fresh, { later: 700, ask: cc('max-stale') }),
  may.hit('a request with a max-stale that is enough', fresh, { later: 700, ask: cc('max-stale=150') }),
  must.miss('a request with a max-stale that is not enough', fresh, { later: 700, ask: cc('max-stale=50') }),
  must.miss('a request with a max-stale that is no number', fresh, { later: 700, ask: cc('max-stale=x') }),
  may.hit('a request with max-age and max-stale', fresh, {
    later: 700,
    ask: cc('max-age=600, max-stale=150'),
  }),
  ...['must-revalidate', 'proxy-revalidate', 'no-cache'].map(word =>
    must.miss(`a request with max-stale for what is ${word}`, cc(`max-age=600, ${word}`), {
      later: 700,
      ask: cc('max-stale=1000'),
    }),
  ),
  must.miss('a request with max-stale for what has s-maxage', cc('s-maxage=600'), {
    later: 700,
    ask: cc('max-stale=1000'),
  }),
  must.make(
    'a request with no-store leaves nothing',
    { ask: cc('no-store'), answer: { fields: fresh } },
    { expect: { from: 'origin' } },
  ),
  may.hit('a request with no-store may have what is there', fresh, { ask: cc('no-store') }),
  may.make('a request with only-if-cached where there is nothing', {
    ask: cc('only-if-cached'),
    expect: { from: 'refused', status: 504 },
  }),
  about('required', '9211 §2.2').make('Cache-Status of what was not forwarded', {
    ask: cc('only-if-cached'),
    expect: { from: 'refused', has: { 'cache-status': /^heliograph(?!.*;fwd)/ } },
  }),
  must.hit('a request with only-if-cached where there is something', fresh, { ask: cc('only-if-cached') }),
  may.make(
    'a request with only-if-cached where it is stale',
    { answer: { fields: fresh } },
    { later: 700, ask: cc('only-if-cached'), expect: { from: 'refused', status: 504 } },
  ),
  may.make(
    'a request with no-cache is validated',
    { answer: { fields: { ...fresh, etag: '"a"' } } },
    {
      ask: cc('no-cache'),
      answer: { status: 304, fields: { etag: '"a"' } },
      expect: { from: 'validated', status: 200 },
    },
  ),
  about('optional', '9111 §5.4').miss('a request with Pragma: no-cache', fresh, {
    ask: { pragma: 'no-cache' },
  }),
  about('required', '9111 §5.4').hit('a request with Pragma where Cache-Control counts', fresh, {
    ask: { pragma: 'no-cache', 'cache-control': 'max-age=600' },
  }),
  may.hit('a request with an unknown directive', fresh, { ask: cc('xyz') }),
  may.hit('a request with a max-age that is no number', fresh, { ask: cc('max-age=x') }),
  may.make(
    'what a request with no-cache has brought is kept',
    { answer: { fields: fresh } },
    { ask: cc('no-cache'), answer: { fields: fresh }, expect: { from: 'origin' } },
    { expect: { from: 'cache' } },
  ),
  auth.miss('an answer to Authorization', fresh, { first: authorization }),
  auth.miss('an answer to Authorization for the same reader', fresh, {
    first: authorization,
    ask: authorization,
  }),
  auth.miss('an answer to Authorization with Expires', { expires: '{+600}' }, { first: authorization }),
  mayAuth.hit('an answer to Authorization that is public', cc('public, max-age=600'), {
    first: authorization,
  }),
  mayAuth.hit('an answer to Authorization with s-maxage', cc('s-maxage=600'), { first: authorization }),
  mayAuth.hit('an answer to Authorization with must-revalidate', cc('must-revalidate, max-age=600'), {
    first: authorization,
  }),
  auth.miss('an answer to Authorization that is private', cc('private, max-age=600'), {
    first: authorization,
  }),
]

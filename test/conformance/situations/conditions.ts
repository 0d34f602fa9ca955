import { about, type Situation, type Step } from '../situation.ts'

const must = about('required', '9110 §13')
const may = about('optional', '9110 §13')
const cached = about('optional', '9111 §4.3.2')
const unstored = about('required', '9111 §4.3.2')
const validate = about('required', '9111 §4.3.1')
const mayValidate = about('optional', '9111 §4.3.1')
const MODIFIED = 'Sun, 06 Nov 1994 08:49:37 GMT'
const LATER = 'Sun, 06 Nov 1994 08:49:38 GMT'
const EARLIER = 'Sun, 06 Nov 1994 08:49:36 GMT'
const fresh = { 'cache-control': 'max-age=600' }
const once = (fields: Record<string, string>): Step => ({ answer: { fields: { ...fresh, ...fields } } })
const asks = (ask: Record<string, string>, status: number): Step => ({
  ask,
  expect: { from: 'cache', status },
})
const tagged = (tag: string, wanted: string) =>
  [once({ etag: tag }), asks({ 'if-none-match': wanted }, 304)] as const

export const conditions: Situation[] = [
  cached.make('If-None-Match has it', ...tagged('"a"', '"a"')),
  cached.make('If-None-Match has it, weakly', ...tagged('"a"', 'W/"a"')),
  cached.make('If-None-Match has what is weak', ...tagged('W/"a"', '"a"')),
  cached.make('If-None-Match has what is weak, weakly', ...tagged('W/"a"', 'W/"a"')),
  cached.make('If-None-Match has it first of several', ...tagged('"a"', '"a", "b"')),
  cached.make('If-None-Match has it last of several', ...tagged('"a"', '"b", "c", "a"')),
  cached.make('If-None-Match has it among several without spaces', ...tagged('"a"', '"b","a","c"')),
  cached.make('If-None-Match has a tag with a comma', ...tagged('"a,b"', '"c", "a,b"')),
  cached.make('If-None-Match has anything', ...tagged('"a"', '*')),
  cached.make('If-None-Match has what lacks its marks', ...tagged('a', 'a')),
  must.make('If-None-Match has another', once({ etag: '"a"' }), asks({ 'if-none-match': '"b"' }, 200)),
  must.make('If-None-Match has another case', once({ etag: '"a"' }), asks({ 'if-none-match': '"A"' }, 200)),
  must.make('If-None-Match has a part of it', once({ etag: '"a,b"' }), asks({ 'if-none-match': '"a"' }, 200)),
  must.make(
    'If-None-Match counts before If-Modified-Since',
    once({ etag: '"a"', 'last-modified': MODIFIED }),
    asks({ 'if-none-match': '"b"', 'if-modified-since': MODIFIED }, 200),
  ),
  may.make(
    'If-None-Match counts before an earlier If-Modified-Since',
    once({ etag: '"a"', 'last-modified': MODIFIED }),
    asks({ 'if-none-match': '"a"', 'if-modified-since': EARLIER }, 304),
  ),
  cached.make(
    'If-Modified-Since has it',
    once({ 'last-modified': MODIFIED }),
    asks({ 'if-modified-since': MODIFIED }, 304),
  ),
  cached.make(
    'If-Modified-Since is later',
    once({ 'last-modified': MODIFIED }),
    asks({ 'if-modified-since': LATER }, 304),
  ),
  must.make(
    'If-Modified-Since is earlier',
    once({ 'last-modified': MODIFIED }),
    asks({ 'if-modified-since': EARLIER }, 200),
  ),
  must.make(
    'If-Modified-Since is no date',
    once({ 'last-modified': MODIFIED }),
    asks({ 'if-modified-since': 'x' }, 200),
  ),
  cached.make(
    'If-Modified-Since as RFC 850 has it',
    once({ 'last-modified': MODIFIED }),
    asks({ 'if-modified-since': 'Sunday, 06-Nov-94 08:49:37 GMT' }, 304),
  ),
  cached.make(
    'If-Modified-Since counts from Date',
    once({ date: '{-100}' }),
    asks({ 'if-modified-since': '{-50}' }, 304),
  ),
  must.make(
    'If-Modified-Since before Date',
    once({ date: '{-100}' }),
    asks({ 'if-modified-since': '{-200}' }, 200),
  ),
  cached.make(
    '304 has what a client needs',
    once({ etag: '"a"', expires: '{+600}', vary: 'x-a', 'content-location': '/x' }),
    {
      ask: { 'if-none-match': '"a"' },
      expect: {
        status: 304,
        age: 0,
        has: {
          etag: '"a"',
          'cache-control': 'max-age=600',
          vary: 'x-a',
          'content-location': '/x',
          date: /GMT/,
          expires: /GMT/,
        },
      },
    },
  ),
  validate.make(
    'a stale response is asked for by its entity tag',
    { answer: { fields: { 'cache-control': 'max-age=60', etag: '"a"' } } },
    {
      later: 61,
      answer: { status: 304, fields: { etag: '"a"' } },
      expect: { from: 'validated', status: 200, sent: { 'if-none-match': '"a"' } },
    },
  ),
  mayValidate.make(
    'a stale response is asked for by its weak entity tag',
    { answer: { fields: { 'cache-control': 'max-age=60', etag: 'W/"a"' } } },
    {
      later: 61,
      answer: { status: 304, fields: { etag: 'W/"a"' } },
      expect: { from: 'validated', sent: { 'if-none-match': 'W/"a"' } },
    },
  ),
  mayValidate.make(
    'a stale response is asked for by its date',
    { answer: { fields: { 'cache-control': 'max-age=60', 'last-modified': MODIFIED } } },
    {
      later: 61,
      answer: { status: 304 },
      expect: { from: 'validated', sent: { 'if-modified-since': MODIFIED } },
    },
  ),
  mayValidate.make(
    'a stale response is asked for by both',
    { answer: { fields: { 'cache-control': 'max-age=60', 'last-modified': MODIFIED, etag: '"a"' } } },
    {
      later: 61,
      answer: { status: 304, fields: { etag: '"a"' } },
      expect: { from: 'validated', sent: { 'if-modified-since': MODIFIED, 'if-none-match': '"a"' } },
    },
  ),
  validate.make(
    'a response without validators is asked for as a whole',
    { answer: { fields: { 'cache-control': 'max-age=60' } } },
    { later: 61, expect: { from: 'origin', sentNot: ['if-none-match', 'if-modified-since'] } },
  ),
  validate.make(
    'the condition is the mirror’s and not the client’s',
    { answer: { fields: { 'cache-control': 'max-age=60', etag: '"a"' } } },
    {
      later: 61,
      ask: { 'if-none-match': '"b"' },
      answer: { status: 304, fields: { etag: '"a"' } },
      expect: { from: 'validated', status: 200, sent: { 'if-none-match': '"a"' } },
    },
  ),
  must.make(
    'a new response takes the place of the old one',
    { answer: { fields: { 'cache-control': 'max-age=60', etag: '"a"' } } },
    {
      later: 61,
      answer: { fields: { ...fresh, etag: '"b"' } },
      expect: { from: 'origin', status: 200, has: { etag: '"b"' } },
    },
    { expect: { from: 'cache', has: { etag: '"b"' } } },
  ),
  must.make(
    'a client that has the new response is told so',
    { answer: { fields: { 'cache-control': 'max-age=60', etag: '"a"' } } },
    {
      later: 61,
      ask: { 'if-none-match': '"b"' },
      answer: { fields: { ...fresh, etag: '"b"' } },
      expect: { from: 'origin', status: [200, 304] },
    },
  ),
  ...[
    { ask: { 'if-none-match': '"a"' }, status: 304 },
    { ask: { 'if-modified-since': MODIFIED }, status: 304 },
    { ask: { 'if-match': '"b"' }, status: 412 },
    { ask: { 'if-unmodified-since': EARLIER }, status: 412 },
  ].map(({ ask, status }) =>
    unstored.make(
      `${Object.keys(ask)} on what is not there is for the origin`,
      {
        ask,
        answer: { status, fields: { ...fresh, etag: '"a"', 'x-a': '1' } },
        expect: { from: 'origin', status, sent: ask, has: { etag: '"a"', 'x-a': '1' } },
      },
      {
        ask,
        answer: { fields: { ...fresh, etag: '"a"' } },
        expect: { from: 'origin', status: 200, sent: ask },
      },
      { expect: { from: 'cache', status: 200, has: { etag: '"a"' } } },
    ),
  ),
  unstored.make(
    'a condition on what may not be stored is for the origin each time',
    {
      ask: { 'if-none-match': '"a"' },
      answer: { fields: { 'cache-control': 'no-store', etag: '"a"' } },
      expect: { from: 'origin', status: 200 },
    },
    {
      ask: { 'if-none-match': '"a"' },
      answer: { status: 304, fields: { 'cache-control': 'no-store', etag: '"a"' } },
      expect: { from: 'origin', status: 304, sent: { 'if-none-match': '"a"' } },
    },
  ),
  must.make(
    'a client’s condition does not spare it the first response',
    {
      ask: { 'if-none-match': '"b"' },
      answer: { fields: { ...fresh, etag: '"a"' } },
      expect: { from: 'origin', status: 200 },
    },
    { expect: { from: 'cache', status: 200 } },
  ),
]

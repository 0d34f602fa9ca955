import { about, type Situation } from '../situation.ts'

const must = about('required', '9111 §3.3')
const range = about('required', '9110 §14.2')
const mayRange = about('optional', '9110 §14.2')
const fresh = { 'cache-control': 'max-age=600' }
const whole = { fields: { ...fresh, etag: '"a"' }, body: '0123456789' }
const part = (wanted: string, body: string, of: string) =>
  mayRange.make(
    `a range from the cache: ${wanted}`,
    { answer: whole },
    { ask: { range: wanted }, expect: { from: 'anywhere', status: 206, body, has: { 'content-range': of } } },
  )

export const messages: Situation[] = [
  must.make(
    'a body shorter than it says is not kept',
    { answer: { fields: fresh, does: 'cut' } },
    { expect: { from: 'origin', status: 200 } },
  ),
  must.make(
    'a body whose chunks break off is not kept',
    { answer: { fields: fresh, does: 'cut-chunks' } },
    { expect: { from: 'origin', status: 200 } },
  ),
  must.make(
    'an answer that never comes is not kept',
    { answer: { does: 'close' }, expect: { from: 'refused' } },
    { expect: { from: 'origin' } },
  ),
  about('optional', '9111 §3').make(
    'an empty body is kept',
    { answer: { fields: fresh, body: '' }, expect: { from: 'origin', status: 200 } },
    { expect: { from: 'cache', status: 200, body: '' } },
  ),
  ...['application/octet-stream', 'application/ld+json', 'text/markdown', 'x-made/up'].map(type =>
    about('required', '9111 §3').make(
      `a body of any type passes and is kept: ${type}`,
      { answer: { fields: { ...fresh, 'content-type': type }, body: '0123456789' } },
      { expect: { from: 'cache', body: '0123456789', has: { 'content-type': type } } },
    ),
  ),
  about('required', '9111 §3').make('a body that browsers run does not pass', {
    answer: { fields: { ...fresh, 'content-type': 'text/javascript' }, body: 'alert(1)' },
    expect: { from: 'refused' },
  }),
  ...['text/html', 'image/svg+xml', 'text/css', 'image/png'].map(type =>
    about('optional', '9111 §3').make(
      `an empty body is one: ${type}`,
      {
        answer: { fields: { ...fresh, 'content-type': type }, body: '' },
        expect: { from: 'origin', status: 200 },
      },
      { expect: { from: 'cache', status: 200, body: '' } },
    ),
  ),
  part('bytes=0-4', '01234', 'bytes 0-4/10'),
  part('bytes=5-', '56789', 'bytes 5-9/10'),
  part('bytes=-3', '789', 'bytes 7-9/10'),
  part('bytes=8-100', '89', 'bytes 8-9/10'),
  mayRange.make(
    'a range that there is not',
    { answer: whole },
    { ask: { range: 'bytes=20-30' }, expect: { status: 416, has: { 'content-range': 'bytes */10' } } },
  ),
  range.make(
    'a range in unknown units',
    { answer: whole },
    { ask: { range: 'pages=0-4' }, expect: { status: 200, body: '0123456789' } },
  ),
  range.make(
    'a range that is none',
    { answer: whole },
    { ask: { range: 'bytes=4-2' }, expect: { status: 200, body: '0123456789' } },
  ),
  about('required', '9110 §13.1.5').make(
    'If-Range of another entity',
    { answer: whole },
    { ask: { range: 'bytes=0-4', 'if-range': '"b"' }, expect: { status: 200, body: '0123456789' } },
  ),
  about('optional', '9110 §13.1.5').make(
    'If-Range of this entity',
    { answer: whole },
    { ask: { range: 'bytes=0-4', 'if-range': '"a"' }, expect: { status: 206, body: '01234' } },
  ),
  about('required', '9110 §13.1.5').make(
    'If-Range of a weak tag',
    { answer: { ...whole, fields: { ...fresh, etag: 'W/"a"' } } },
    { ask: { range: 'bytes=0-4', 'if-range': 'W/"a"' }, expect: { status: 200, body: '0123456789' } },
  ),
  range.make(
    'a first request for a range leaves no part behind',
    { ask: { range: 'bytes=0-4' }, answer: whole, expect: { status: [200, 206] } },
    { expect: { status: 200, body: '0123456789' } },
  ),
  range.make(
    'a range of what is not there is for the origin',
    {
      ask: { range: 'bytes=0-4', 'if-range': '"a"' },
      answer: {
        status: 206,
        fields: { ...fresh, etag: '"a"', 'content-range': 'bytes 0-4/10' },
        body: '01234',
      },
      expect: {
        from: 'origin',
        status: 206,
        body: '01234',
        has: { 'content-range': 'bytes 0-4/10', etag: '"a"' },
        sent: { range: 'bytes=0-4', 'if-range': '"a"' },
      },
    },
    { answer: whole, expect: { from: 'origin', status: 200, body: '0123456789' } },
  ),
  range.make(
    'a range that the origin does not have',
    {
      ask: { range: 'bytes=20-30' },
      answer: { status: 416, fields: { ...fresh, 'content-range': 'bytes */10' } },
      expect: { from: 'origin', status: 416, has: { 'content-range': 'bytes */10' } },
    },
    { answer: whole, expect: { from: 'origin', status: 200 } },
  ),
  range.make(
    'a range that the origin passes over',
    {
      ask: { range: 'bytes=0-4' },
      answer: whole,
      expect: { from: 'origin', status: 200, body: '0123456789' },
    },
    { expect: { from: 'cache', status: 200 } },
  ),
  range.make('a range with HEAD', {
    method: 'HEAD',
    ask: { range: 'bytes=0-4' },
    answer: whole,
    expect: { from: 'origin', status: 200, sentNot: ['range'] },
  }),
  range.make(
    'a range does not shorten what is there',
    { answer: whole },
    { ask: { range: 'bytes=0-4' } },
    { expect: { from: 'cache', status: 200, body: '0123456789' } },
  ),
]

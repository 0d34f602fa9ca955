import { about, type Situation } from '../situation.ts'

const may = about('optional', '9111 §3')
const must = about('required', '9111 §3')
const cc = (value: string) => ({ 'cache-control': value })
const STATUSES = [200, 201, 202, 203, 204, 299, 300, 301, 302, 303, 307, 308]
const ERRORS = [400, 401, 403, 404, 405, 410, 414, 418, 429, 451, 499, 500, 501, 502, 503, 504, 599]

export const statuses: Situation[] = [
  ...[...STATUSES, ...ERRORS].flatMap(status => [
    may.hit(`${status} with max-age is kept`, cc('max-age=600'), { status, expect: { status } }),
    must.miss(`${status} that is over is asked for again`, cc('max-age=60'), { status, later: 61 }),
  ]),
  ...[500, 502, 503, 504].map(status =>
    must.make(
      `${status} that is over gives way to the next one`,
      { answer: { status, fields: cc('max-age=60') } },
      { later: 61, answer: { status }, expect: { from: 'origin', status } },
    ),
  ),
  ...[200, 204, 301, 404, 500, 599].map(status =>
    must.miss(`${status} with no-store is not kept`, cc('no-store, max-age=600'), { status }),
  ),
  ...[302, 400, 500, 599].map(status => must.miss(`${status} without a word is not kept`, {}, { status })),
  may.hit('302 with Expires is kept', { expires: '{+600}' }, { status: 302 }),
  must.make(
    '206 does not become a whole response',
    {
      answer: {
        status: 206,
        fields: { ...cc('max-age=600'), 'content-range': 'bytes 0-4/100' },
        body: 'abcde',
      },
      expect: { from: 'origin' },
    },
    { expect: { from: 'origin', status: 200 } },
  ),
  about('required', '9110 §15.3.7').make('206 says which part it is', {
    answer: {
      status: 206,
      fields: { ...cc('max-age=600'), 'content-range': 'bytes 0-4/100' },
      body: 'abcde',
    },
    expect: { from: 'origin', status: 206, has: { 'content-range': 'bytes 0-4/100' } },
  }),
  ...[412, 416].map(status =>
    must.miss(`${status} answers a condition, and is not kept`, cc('max-age=600'), { status }),
  ),
  about('required', '9110 §15.4').make('a redirect passes through with what it says', {
    answer: { status: 302, fields: { location: '/elsewhere', ...cc('max-age=600') } },
    expect: { from: 'origin', status: 302, body: /^This is/, has: { location: '/elsewhere' } },
  }),
  must.make('an error passes through', { answer: { status: 418 }, expect: { from: 'origin', status: 418 } }),
  must.make('trouble passes through', { answer: { status: 503 }, expect: { from: 'origin', status: 503 } }),
  about('required', '9110 §15.2').make(
    'what comes before a response is not the response',
    { answer: { does: 'hints', fields: cc('max-age=600') }, expect: { from: 'origin', status: 200 } },
    { expect: { from: 'cache', status: 200 } },
  ),
]

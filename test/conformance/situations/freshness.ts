import { about, type Situation } from '../situation.ts'

const must = about('required', '9111 §4.2')
const may = about('optional', '9111 §4.2')
const mustDate = about('required', '9110 §5.6.7')
const mayDate = about('optional', '9110 §5.6.7')
const expires = about('required', '9111 §5.3')
const first = about('required', '9111 §4.2.1')
const guess = about('optional', '9111 §4.2.2')
const mustGuess = about('required', '9111 §4.2.2')
const cc = (value: string) => ({ 'cache-control': value })

export const freshness: Situation[] = [
  may.hit('max-age keeps a response', cc('max-age=60')),
  may.hit('max-age keeps a response until it is over', cc('max-age=60'), { later: 55 }),
  must.miss('max-age is over', cc('max-age=60'), { later: 65 }),
  may.hit('s-maxage keeps a response', cc('s-maxage=60'), { later: 50 }),
  must.miss('s-maxage is over', cc('s-maxage=60'), { later: 65 }),
  first.miss('a shorter s-maxage counts before max-age', cc('max-age=600, s-maxage=60'), { later: 65 }),
  may.hit('a longer s-maxage counts before max-age', cc('max-age=1, s-maxage=600'), { later: 60 }),
  must.miss('max-age=0 keeps nothing', cc('max-age=0')),
  must.miss('s-maxage=0 keeps nothing, whatever max-age says', cc('s-maxage=0, max-age=600')),
  may.hit('Expires keeps a response', { expires: '{+60}' }, { later: 50 }),
  must.miss('Expires is over', { expires: '{+60}' }, { later: 65 }),
  must.miss('Expires is before Date', { expires: '{-60}' }),
  must.miss('Expires is Date', { expires: '{+0}' }),
  may.hit('Expires is measured from Date, not from now', { date: '{-50}', expires: '{+10}' }),
  first.miss('max-age=0 counts before Expires', { ...cc('max-age=0'), expires: '{+600}' }),
  first.make(
    'a longer max-age counts before an Expires that is over',
    { answer: { fields: { ...cc('max-age=600'), expires: '{-600}' } } },
    { expect: { from: 'cache' } },
  ),
  first.miss('s-maxage=0 counts before Expires', { ...cc('s-maxage=0'), expires: '{+600}' }),
  may.hit('s-maxage counts before an Expires that is no date', { ...cc('s-maxage=600'), expires: '0' }),
  may.hit(
    'Expires without Date is measured from when it came',
    { expires: '{+60}' },
    { answer: { does: 'undated', fields: { expires: '{+60}' } } },
  ),
  ...['0', '-1', 'never', '1700000000'].map(value =>
    expires.miss(`Expires of ${JSON.stringify(value)} is in the past`, {
      expires: value,
      'last-modified': '{-864000}',
    }),
  ),
  expires.miss('Expires as an ISO date is no date', { expires: '2099-01-01T00:00:00Z' }),
  expires.miss('Expires in another zone is no date', { expires: 'Thu, 01 Jan 2099 00:00:00 EST' }),
  expires.miss('Expires with a zone as a number is no date', { expires: 'Thu, 01 Jan 2099 00:00:00 +0000' }),
  expires.miss('Expires without its weekday is no date', { expires: '01 Jan 2099 00:00:00 GMT' }),
  expires.miss('Expires with one digit for the day is no date', { expires: 'Thu, 1 Jan 2099 00:00:00 GMT' }),
  expires.miss('Expires with dashes is no date', { expires: 'Thu, 01-Jan-2099 00:00:00 GMT' }),
  expires.miss('Expires with a short time is no date', { expires: 'Thu, 01 Jan 2099 0:00 GMT' }),
  expires.miss('Expires with a month that there is not', { expires: 'Thu, 01 Foo 2099 00:00:00 GMT' }),
  expires.miss('Expires with an hour that there is not', { expires: 'Thu, 01 Jan 2099 25:00:00 GMT' }),
  mayDate.hit('Expires as RFC 850 has it', { expires: '{850 +600}' }),
  mayDate.hit('Expires as asctime() has it', { expires: '{asctime +600}' }),
  mustDate.miss('Expires as RFC 850 has it, in the past', { expires: '{850 -600}' }),
  mustDate.miss('Expires as asctime() has it, in the past', { expires: '{asctime -600}' }),
  mustDate.miss('Expires of RFC 850 in 1994 is not in 2094', { expires: 'Sunday, 06-Nov-94 08:49:37 GMT' }),
  may.hit('Expires in lower case', { expires: 'thu, 01 jan 2099 00:00:00 gmt' }),
  may.hit('Expires far ahead', { expires: 'Thu, 31 Dec 9999 23:59:59 GMT' }, { later: 86400 }),
  may.hit('of two max-age the first counts', cc('max-age=600, max-age=1'), { later: 60 }),
  first.miss('of two max-age the first counts, also where it is 0', cc('max-age=0, max-age=600')),
  may.hit(
    'of two lines with max-age the first counts',
    { 'cache-control': ['max-age=600', 'max-age=1'] },
    { later: 60 },
  ),
  guess.hit('a tenth of the time since it was modified', { 'last-modified': '{-86400}' }, { later: 600 }),
  mustGuess.miss(
    'no more than a part of the time since it was modified',
    { 'last-modified': '{-600}' },
    { later: 601 },
  ),
  mustGuess.miss('no guess where max-age says 0', { 'last-modified': '{-864000}', ...cc('max-age=0') }),
  mustGuess.miss('no guess where Expires is over', { 'last-modified': '{-864000}', expires: '{-1}' }),
  mustGuess.miss('no guess where it was modified later', { 'last-modified': '{+864000}' }),
  mustGuess.miss('no guess without a word and a date', {}),
  ...[203, 204, 300, 404, 405, 410, 414, 501].map(status =>
    guess.hit(`a guess for ${status}`, { 'last-modified': '{-86400}' }, { status }),
  ),
  ...[201, 202, 302, 303, 307, 400, 403, 429, 502, 599].map(status =>
    mustGuess.miss(`no guess for ${status}`, { 'last-modified': '{-86400}' }, { status }),
  ),
  guess.hit(
    'a guess for 201 that is public',
    { 'last-modified': '{-86400}', ...cc('public') },
    { status: 201 },
  ),
  guess.hit(
    'a guess for 599 that is public',
    { 'last-modified': '{-86400}', ...cc('public') },
    { status: 599 },
  ),
]

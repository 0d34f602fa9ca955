import { about, type Situation } from '../situation.ts'

const must = about('required', '9111 §4.2.3')
const may = about('optional', '9111 §4.2.3')
const field = about('required', '9111 §5.1')
const mayField = about('optional', '9111 §5.1')
const cc = { 'cache-control': 'max-age=600' }

export const ages: Situation[] = [
  must.miss('Age counts towards max-age', { ...cc, age: '601' }),
  must.miss('Age and the time in the cache count together', { ...cc, age: '500' }, { later: 101 }),
  may.hit('Age below max-age', { ...cc, age: '500' }),
  must.miss('Age counts towards Expires', { expires: '{+600}', age: '601' }),
  must.miss('Age counts towards s-maxage', { 'cache-control': 's-maxage=600', age: '601' }),
  must.miss('Age counts towards CDN-Cache-Control', { 'cdn-cache-control': 'max-age=600', age: '601' }),
  must.miss('an old Date counts as age', { ...cc, date: '{-700}' }),
  may.hit('a Date ahead is no age', { ...cc, date: '{+700}' }),
  field.miss('of several Ages the first counts', { ...cc, age: '601, 0' }),
  mayField.hit('of several Ages the first counts, also where it is 0', { ...cc, age: '0, 7200' }),
  ...['old', '-601', '601.5', '601;x=1', '"601"', '+601'].map(age =>
    mayField.hit(`Age of ${age} is none`, { ...cc, age }),
  ),
  field.miss('Age of more than 31 bits is old', { ...cc, age: '2147483649' }),
  field.miss('Age of many digits is old', { ...cc, age: '9'.repeat(40) }),
  field.hit('a response from the cache has an Age', cc, { later: 20, expect: { age: 20 } }),
  field.hit(
    'a response from the cache has the Age that it came with',
    { ...cc, age: '100' },
    { later: 20, expect: { age: 120 } },
  ),
  field.hit(
    'a response from the cache has an Age by its Date',
    { ...cc, date: '{-100}' },
    { later: 20, expect: { age: 120 } },
  ),
  field.make('a response from the origin has no Age', {
    answer: { fields: cc },
    expect: { from: 'origin', lacks: ['age'] },
  }),
  field.make('a response from another cache keeps its Age', {
    answer: { fields: { ...cc, age: '100' } },
    expect: { from: 'origin', age: 100 },
  }),
  field.make(
    'a validated response is young again',
    { answer: { fields: { ...cc, etag: '"a"', age: '500' } } },
    { later: 101, answer: { status: 304, fields: { ...cc, etag: '"a"' } }, expect: { from: 'validated' } },
    { later: 500, expect: { from: 'cache', age: 500 } },
  ),
  about('required', '9110 §6.6.1').hit(
    'Date stays that of the origin',
    { ...cc, date: 'Fri, 01 Jan 2038 00:00:00 GMT' },
    {
      later: 20,
      expect: { has: { date: 'Fri, 01 Jan 2038 00:00:00 GMT' } },
    },
  ),
  about('optional', '9110 §6.6.1').hit('a Date is added where there is none', cc, {
    answer: { does: 'undated', fields: cc },
    expect: { has: { date: /GMT$/ } },
  }),
]

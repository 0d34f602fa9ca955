import { about, type Situation } from '../situation.ts'

const must = about('required', '9111 §5.2')
const may = about('optional', '9111 §5.2')
const invalid = about('required', '9111 §4.2.1')
const seconds = about('required', '9111 §1.2.2')
const store = about('required', '9111 §5.2.2')
const mayStore = about('optional', '9111 §5.2.2')
const understand = about('required', '9111 §5.2.2.3')
const mayUnderstand = about('optional', '9111 §5.2.2.3')
const unknown = about('optional', '9111 §5.2.3')
const cc = (value: string | string[]) => ({ 'cache-control': value })
const dated = { 'last-modified': '{-864000}' }

export const directives: Situation[] = [
  may.hit('MAX-AGE in capitals', cc('MAX-AGE=600')),
  may.hit('Max-Age in both cases', cc('Max-Age=600')),
  must.miss('NO-STORE in capitals', cc('NO-STORE, max-age=600')),
  must.miss('No-Cache in both cases', cc('No-Cache, max-age=600')),
  may.hit('max-age with spaces around commas', cc(' public ,  max-age=600  ')),
  may.hit('max-age with tabs around commas', cc('public,\tmax-age=600')),
  may.hit('max-age among empty members', cc(',, max-age=600,,')),
  may.hit('max-age in quotation marks', cc('max-age="600"')),
  may.hit('max-age with leading zeros', cc('max-age=0000600')),
  may.hit('max-age on a second line', cc(['public', 'max-age=600'])),
  must.miss('no-store on a second line', cc(['max-age=600', 'no-store'])),
  may.hit('max-age after what is unknown', cc('xyz, max-age=600')),
  may.hit('max-age after what is unknown and has a value', cc('xyz=1, max-age=600')),
  may.hit('max-age after what is unknown and has a quoted value', cc('xyz="a, b", max-age=600')),
  unknown.hit('an unknown directive means nothing', cc('max-age=600, xyz=no-store')),
  unknown.hit('no-store in a quoted value means nothing', cc('max-age=600, xyz="no-store"')),
  unknown.hit(
    'no-store between commas in a quoted value means nothing',
    cc('max-age=600, xyz="a, no-store, b"'),
  ),
  unknown.hit('max-age in a quoted value means nothing', cc('xyz="max-age=0, ", max-age=600')),
  invalid.miss('max-age in a quoted value keeps nothing', cc('xyz="a, max-age=600"')),
  unknown.hit('a quoted mark does not end a quoted value', cc('xyz="a\\", no-store", max-age=600')),
  must.miss('a name that only ends like max-age', cc('xmax-age=600')),
  must.miss('a name that only begins like max-age', cc('max-agexx=600')),
  may.hit('a name that only begins like no-store', cc('max-age=600, no-storexx')),
  ...['a', '-1', '1.5', '600.0', '', '+600', '0x258', '1e3', "'600'", '6 00', '600s', '"600'].map(value =>
    invalid.miss(`max-age=${value} keeps nothing`, { ...cc(`max-age=${value}`), ...dated }),
  ),
  invalid.miss('max-age without a value keeps nothing', { ...cc('max-age'), ...dated }),
  invalid.miss('max-age with a space before its value', { ...cc('max-age= 600'), ...dated }),
  invalid.miss('max-age with a space before the sign', { ...cc('max-age =600'), ...dated }),
  invalid.miss('max-age with a colon', { ...cc('max-age:600') }),
  invalid.miss('max-age with a semicolon behind', { ...cc('max-age=600; public'), ...dated }),
  invalid.miss('s-maxage=a before a good max-age', cc('s-maxage=a, max-age=600')),
  invalid.miss('s-maxage=-1 before a good max-age', cc('s-maxage=-1, max-age=600')),
  about('optional', '9111 §1.2.2').hit('max-age of 2147483648', cc('max-age=2147483648')),
  about('optional', '9111 §1.2.2').hit('max-age of 2147483649', cc('max-age=2147483649')),
  about('optional', '9111 §1.2.2').hit('max-age of a hundred digits', cc(`max-age=${'9'.repeat(100)}`)),
  seconds.miss('s-maxage of more than 32 bits is not below 0 nor for ever', {
    ...cc('s-maxage=4294967297'),
    age: '4294967297',
  }),
  store.miss('no-store', cc('no-store')),
  store.miss('no-store beside max-age', cc('no-store, max-age=600')),
  store.miss('no-store beside Expires', { ...cc('no-store'), expires: '{+600}' }),
  store.miss('no-store after a semicolon', cc('max-age=600; no-store')),
  store.miss('no-store after a quotation mark that nothing closes', cc('xyz="a, no-store, max-age=600')),
  store.miss('no-store with a value', cc('no-store=1, max-age=600')),
  store.miss('private', cc('private, max-age=600')),
  store.miss('private beside s-maxage', cc('private, s-maxage=600')),
  store.miss(
    'private for a field, which may be kept without it or not at all',
    cc('private="x-a", max-age=600'),
    {
      expect: { from: 'anywhere' },
    },
  ),
  store.make(
    'private for a field: nobody else gets that field',
    { answer: { fields: { ...cc('private="x-a", max-age=600'), 'x-a': 'secret' } } },
    { answer: { fields: cc('max-age=600') }, expect: { lacks: ['x-a'] } },
  ),
  store.miss('no-cache is asked for again', cc('no-cache, max-age=600')),
  store.miss('no-cache beside Expires is asked for again', { ...cc('no-cache'), expires: '{+600}' }),
  store.make(
    'no-cache is validated',
    { answer: { fields: { ...cc('no-cache, max-age=600'), etag: '"a"' } } },
    {
      answer: { status: 304, fields: { etag: '"a"' } },
      expect: { from: 'validated', status: 200, sent: { 'if-none-match': '"a"' } },
    },
  ),
  store.make(
    'no-cache for a field: it is not given to others unvalidated',
    { answer: { fields: { ...cc('no-cache="x-a", max-age=600'), 'x-a': 'once' } } },
    { answer: { fields: cc('max-age=600') }, expect: { lacks: ['x-a'] } },
  ),
  mayStore.hit('must-revalidate while fresh', cc('must-revalidate, max-age=600')),
  store.miss('must-revalidate when stale', cc('must-revalidate, max-age=60'), { later: 61 }),
  mayStore.hit('proxy-revalidate while fresh', cc('proxy-revalidate, max-age=600')),
  store.miss('proxy-revalidate when stale', cc('proxy-revalidate, max-age=60'), { later: 61 }),
  mayStore.hit('no-transform may be kept', cc('no-transform, max-age=600')),
  mayStore.hit('public may be kept', cc('public, max-age=600')),
  about('optional', '8246 §2').hit('immutable may be kept', cc('immutable, max-age=600')),
  about('required', '8246 §2').miss(
    'immutable holds no longer than it is fresh',
    cc('immutable, max-age=60'),
    { later: 61 },
  ),
  mayUnderstand.hit('must-understand with a known status', cc('must-understand, max-age=600')),
  mayUnderstand.hit(
    'must-understand takes the place of no-store',
    cc('must-understand, no-store, max-age=600'),
  ),
  understand.miss('must-understand with an unknown status', cc('must-understand, max-age=600'), {
    status: 299,
  }),
  understand.miss(
    'must-understand and no-store with an unknown status',
    cc('must-understand, no-store, max-age=600'),
    { status: 499 },
  ),
  about('optional', '9111 §5.4').hit('Pragma in a response means nothing', {
    pragma: 'no-cache',
    ...cc('max-age=600'),
  }),
]

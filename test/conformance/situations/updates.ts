import { about, type Fields, type Situation } from '../situation.ts'

const must = about('required', '9111 §3.2')
const which = about('required', '9111 §4.3.4')
const may = about('optional', '9111 §4.3.4')
const head = about('optional', '9111 §4.3.5')
const short = { 'cache-control': 'max-age=60' }

/** A response, a 304 to it a minute later with other fields, and what is in the cache after that. */
const updated = (before: Fields, after: Fields) =>
  [
    { answer: { fields: { ...short, etag: '"a"', ...before } } },
    {
      later: 61,
      answer: { status: 304, fields: { 'cache-control': 'max-age=600', etag: '"a"', ...after } },
      expect: { from: 'validated', status: 200 },
    },
  ] as const
const NAMES = [
  'x-test',
  'test',
  'content-foo',
  'content-language',
  'content-location',
  'x-frame-options',
  'server',
  'link-x',
]

export const updates: Situation[] = [
  may.make('a 304 makes a response fresh again', ...updated({}, {}), {
    later: 100,
    expect: { from: 'cache' },
  }),
  ...NAMES.map(name =>
    must.make(`a 304 updates ${name}`, ...updated({ [name]: 'old' }, { [name]: 'new' }), {
      expect: { from: 'cache', has: { [name]: 'new' } },
    }),
  ),
  must.make('a 304 updates what its reader gets', updated({}, {})[0], {
    ...updated({}, { 'x-test': 'new' })[1],
    expect: { from: 'validated', has: { 'x-test': 'new' } },
  }),
  ...['private', 'no-store'].map(word =>
    must.make(
      `a 304 with ${word} is for nobody else`,
      ...updated({}, { 'cache-control': `${word}, max-age=600`, 'x-test': 'secret' }),
      { expect: { from: 'origin', lacks: ['x-test'] } },
    ),
  ),
  must.make(
    'a 304 with private ends what may be served while it is renewed',
    { answer: { fields: { 'cache-control': 'max-age=60, stale-while-revalidate=600', etag: '"a"' } } },
    {
      later: 61,
      answer: { status: 304, fields: { 'cache-control': 'private, max-age=60', etag: '"a"' } },
      expect: { from: 'renewed behind' },
    },
    { expect: { from: 'origin' } },
  ),
  which.make(
    'a 304 with another Last-Modified, and no tag, is about something else',
    { answer: { fields: { ...short, 'last-modified': '{-6000}' } } },
    {
      later: 61,
      answer: { status: 304, fields: { 'cache-control': 'max-age=60', 'last-modified': '{-600}' } },
    },
    { expect: { from: 'origin' } },
  ),
  ...['Foo', 'Foo, Bar', '*'].map(fields =>
    must.make(
      `a 304 with Vary: ${fields} is for who sends the same`,
      { ...updated({}, {})[0], ask: { foo: '1' } },
      { ...updated({}, { vary: fields })[1], ask: { foo: '1' } },
      { ask: { foo: '2' }, expect: { from: 'origin' } },
    ),
  ),
  must.make('a 304 adds a field', ...updated({}, { 'x-test': 'new' }), {
    expect: { from: 'cache', has: { 'x-test': 'new' } },
  }),
  must.make('a 304 leaves a field that it has not', ...updated({ 'x-test': 'old' }, {}), {
    expect: { from: 'cache', has: { 'x-test': 'old' } },
  }),
  must.make('a 304 updates Cache-Control', ...updated({}, { 'cache-control': 'max-age=7' }), {
    later: 8,
    expect: { from: 'origin' },
  }),
  must.make(
    'a 304 updates Expires',
    ...updated({ 'cache-control': 'x', expires: '{+60}' }, { 'cache-control': 'x', expires: '{+600}' }),
    {
      later: 300,
      expect: { from: 'cache' },
    },
  ),
  must.make('a 304 updates Date', ...updated({}, { date: '{-30}' }), { expect: { from: 'cache', age: 30 } }),
  must.make('a 304 does not update Content-Encoding', ...updated({}, { 'content-encoding': 'gzip' }), {
    expect: { from: 'cache', lacks: ['content-encoding'] },
  }),
  must.make('a 304 does not update Content-Range', ...updated({}, { 'content-range': 'bytes 0-1/2' }), {
    expect: { from: 'cache', lacks: ['content-range'] },
  }),
  must.make('a 304 does not update Content-Length', ...updated({}, { 'content-length': '3' }), {
    expect: { from: 'cache', status: 200 },
  }),
  must.make(
    'a 304 does not update what Connection names',
    ...updated({ 'x-test': 'old' }, { 'x-test': 'new', connection: 'x-test' }),
    {
      expect: { from: 'cache', has: { 'x-test': 'old' } },
    },
  ),
  may.make(
    'a 304 updates Content-Type',
    ...updated({ 'content-type': 'text/plain' }, { 'content-type': 'text/plain;charset=utf-8' }),
    {
      expect: { from: 'cache', has: { 'content-type': 'text/plain;charset=utf-8' } },
    },
  ),
  which.make(
    'a 304 about another response updates nothing',
    { answer: { fields: { ...short, etag: '"a"', 'x-test': 'old' } } },
    {
      later: 61,
      answer: { status: 304, fields: { 'cache-control': 'max-age=600', etag: '"b"', 'x-test': 'new' } },
    },
    { answer: { fields: { ...short } }, expect: { from: 'origin', status: 200 } },
  ),
  head.make(
    'HEAD is answered from the cache',
    { answer: { fields: { 'cache-control': 'max-age=600', 'x-test': 'old' } } },
    { method: 'HEAD', expect: { from: 'cache', status: 200, body: '', has: { 'x-test': 'old' } } },
  ),
  must.make(
    'what HEAD has found to be changed is not served as it was',
    { answer: { fields: { ...short, etag: '"a"', 'content-length': '20' }, body: 'x'.repeat(20) } },
    {
      later: 61,
      method: 'HEAD',
      answer: { fields: { ...short, etag: '"b"' }, body: 'y'.repeat(30) },
      expect: { status: 200 },
    },
    {
      answer: { fields: { ...short, etag: '"b"' }, body: 'y'.repeat(30) },
      expect: { body: 'y'.repeat(30), has: { etag: '"b"' } },
    },
  ),
  must.make(
    'HEAD first, and the cache has no empty body for GET',
    {
      method: 'HEAD',
      answer: { fields: { 'cache-control': 'max-age=600' }, body: 'whole' },
      expect: { status: 200, body: '' },
    },
    { answer: { body: 'whole' }, expect: { body: 'whole' } },
  ),
]

import { about, type Situation, type Step } from '../situation.ts'

const must = about('required', '9111 §4.1')
const may = about('optional', '9111 §4.1')
const fields = (vary: string | string[]) => ({ 'cache-control': 'max-age=600', vary })
const asks = (ask: Record<string, string>, vary: string | string[], from: 'cache' | 'origin'): Step => ({
  ask,
  answer: { fields: fields(vary) },
  expect: { from },
})
const pair = (
  vary: string | string[],
  one: Record<string, string>,
  other: Record<string, string>,
  from: 'cache' | 'origin',
) => [asks(one, vary, 'origin'), asks(other, vary, from)] as const
const many = (count: number, from: 'cache' | 'origin') =>
  Array.from({ length: count }, (_, n) => asks({ 'x-a': String(n) }, 'x-a', from))

export const vary: Situation[] = [
  may.make('Vary: the same value', ...pair('x-a', { 'x-a': '1' }, { 'x-a': '1' }, 'cache')),
  must.make('Vary: another value', ...pair('x-a', { 'x-a': '1' }, { 'x-a': '2' }, 'origin')),
  must.make('Vary: a value that is missing', ...pair('x-a', { 'x-a': '1' }, {}, 'origin')),
  must.make('Vary: a value that was missing', ...pair('x-a', {}, { 'x-a': '1' }, 'origin')),
  may.make('Vary: missing both times', ...pair('x-a', {}, {}, 'cache')),
  must.make(
    'Vary: another case of a value that nobody defines',
    ...pair('x-a', { 'x-a': 'a' }, { 'x-a': 'A' }, 'origin'),
  ),
  may.make('Vary: in capitals', ...pair('X-A', { 'x-a': '1' }, { 'x-a': '1' }, 'cache')),
  must.make('Vary: in capitals, another value', ...pair('X-A', { 'x-a': '1' }, { 'x-a': '2' }, 'origin')),
  may.make(
    'Vary: other fields mean nothing',
    ...pair('x-a', { 'x-a': '1', 'x-b': '1' }, { 'x-a': '1', 'x-b': '2' }, 'cache'),
  ),
  may.make(
    'Vary: two fields',
    ...pair('x-a, x-b', { 'x-a': '1', 'x-b': '2' }, { 'x-a': '1', 'x-b': '2' }, 'cache'),
  ),
  must.make(
    'Vary: two fields, the second differs',
    ...pair('x-a, x-b', { 'x-a': '1', 'x-b': '2' }, { 'x-a': '1', 'x-b': '3' }, 'origin'),
  ),
  must.make(
    'Vary: two fields, their values swapped',
    ...pair('x-a, x-b', { 'x-a': '1', 'x-b': '2' }, { 'x-a': '2', 'x-b': '1' }, 'origin'),
  ),
  must.make(
    'Vary: two lines, the second differs',
    ...pair(['x-a', 'x-b'], { 'x-a': '1', 'x-b': '2' }, { 'x-a': '1', 'x-b': '3' }, 'origin'),
  ),
  must.make('Vary: anything', ...pair('*', {}, {}, 'origin')),
  must.make('Vary: anything beside a field', ...pair('x-a, *', { 'x-a': '1' }, { 'x-a': '1' }, 'origin')),
  must.make('Vary: anything on another line', ...pair(['*', 'x-a'], {}, {}, 'origin')),
  must.make('Vary: anything after a comma', ...pair(', *', {}, {}, 'origin')),
  may.make(
    'Vary: both responses are kept',
    ...pair('x-a', { 'x-a': '1' }, { 'x-a': '2' }, 'origin'),
    asks({ 'x-a': '1' }, 'x-a', 'cache'),
    asks({ 'x-a': '2' }, 'x-a', 'cache'),
  ),
  may.make('Vary: ten responses are kept', ...many(10, 'origin'), ...many(10, 'cache')),
  must.make(
    'Vary: of eleven the first is forgotten',
    ...many(11, 'origin'),
    asks({ 'x-a': '0' }, 'x-a', 'origin'),
  ),
  may.make(
    'Vary: white space around commas of a list',
    ...pair('accept-language', { 'accept-language': 'en,de' }, { 'accept-language': 'en ,  de' }, 'cache'),
  ),
  must.make(
    'Vary: white space in a value that nobody defines',
    ...pair('x-a', { 'x-a': 'a b' }, { 'x-a': 'a  b' }, 'origin'),
  ),
  must.make(
    'Vary: white space in a comment',
    ...pair('user-agent', { 'user-agent': 'x (a, b)' }, { 'user-agent': 'x (a,b)' }, 'origin'),
  ),
  may.make(
    'Vary: the order of languages',
    ...pair('accept-language', { 'accept-language': 'en, de' }, { 'accept-language': 'de, en' }, 'cache'),
  ),
  may.make(
    'Vary: the case of languages',
    ...pair('accept-language', { 'accept-language': 'en-GB' }, { 'accept-language': 'EN-gb' }, 'cache'),
  ),
  must.make(
    'Vary: other languages',
    ...pair('accept-language', { 'accept-language': 'en' }, { 'accept-language': 'de' }, 'origin'),
  ),
  must.make(
    'Vary: other preferences',
    ...pair(
      'accept-language',
      { 'accept-language': 'en;q=0.5, de' },
      { 'accept-language': 'en, de;q=0.5' },
      'origin',
    ),
  ),
  may.make(
    'Vary: on what is the mirror’s own',
    ...pair('accept-encoding', {}, { 'accept-encoding': 'identity' }, 'cache'),
  ),
  may.make(
    'Vary: on cookies, which do not reach the origin',
    ...pair('cookie', { cookie: 'a=1' }, { cookie: 'a=2' }, 'cache'),
  ),
  must.make(
    'Vary: the other response does not change what the first varies by',
    { ask: { 'x-a': '1' }, answer: { fields: fields('x-a') } },
    { ask: { 'x-a': '2', 'x-b': '1' }, answer: { fields: fields('x-a, x-b') }, expect: { from: 'origin' } },
    { ask: { 'x-a': '2', 'x-b': '2' }, answer: { fields: fields('x-a, x-b') }, expect: { from: 'origin' } },
    { ask: { 'x-a': '1', 'x-b': '9' }, expect: { from: 'cache' } },
  ),
  ...[-100, 0].map(seconds =>
    about('required', '9111 §4').make(
      `Vary: of two that match the later by Date, where the first is ${-seconds} s old`,
      {
        ask: { 'x-a': '1' },
        answer: { fields: { ...fields('x-a'), date: `{${seconds}}`.replace('{0', '{+0') } },
      },
      {
        ask: { 'x-a': '1', 'x-b': '1', 'cache-control': 'no-cache' },
        answer: { fields: { ...fields('x-a, x-b'), date: '{-50}' } },
        expect: { from: 'origin' },
      },
      {
        ask: { 'x-a': '1', 'x-b': '1' },
        expect: { from: 'cache', body: seconds === 0 ? /\.0\.$/ : /\.1\.$/ },
      },
    ),
  ),
  about('optional', '9211 §2.2').make(
    'Vary: Cache-Status says that it was this',
    asks({ 'x-a': '1' }, 'x-a', 'origin'),
    {
      ...asks({ 'x-a': '2' }, 'x-a', 'origin'),
      expect: { from: 'origin', has: { 'cache-status': /fwd=vary-miss/ } },
    },
  ),
  may.make(
    'Vary: each response is validated by its own tag',
    { ask: { 'x-a': '1' }, answer: { fields: { ...fields('x-a'), etag: '"1"' } } },
    { ask: { 'x-a': '2' }, answer: { fields: { ...fields('x-a'), etag: '"2"' } } },
    {
      later: 601,
      ask: { 'x-a': '1' },
      answer: { status: 304, fields: { ...fields('x-a'), etag: '"1"' } },
      expect: { from: 'validated', sent: { 'if-none-match': '"1"' } },
    },
    { ask: { 'x-a': '1' }, expect: { from: 'cache' } },
  ),
]

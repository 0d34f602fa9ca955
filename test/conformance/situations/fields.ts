import { about, type Situation } from '../situation.ts'

const must = about('required', '9111 §3.1')
const pass = about('required', '9110 §7.6')
const status = about('required', '9211 §2')
const loop = about('required', '8586 §2')
const fresh = { 'cache-control': 'max-age=600' }
const KEPT = [
  'x-test',
  'content-foo',
  'content-language',
  'etag',
  'last-modified',
  'expires',
  'vary',
  'pragma',
  'server',
  'allow',
]
const VALUES: Record<string, string> = {
  etag: '"a"',
  'last-modified': 'Sun, 06 Nov 1994 08:49:37 GMT',
  expires: 'Sun, 06 Nov 1994 08:49:37 GMT',
  vary: 'x-a',
}
const HOP = [
  'keep-alive',
  'proxy-connection',
  'te',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-authentication-info',
  'upgrade',
]

export const fields: Situation[] = [
  ...KEPT.map(name => {
    const value = VALUES[name] ?? 'some value'
    return must.hit(`${name} is kept`, { ...fresh, [name]: value }, { expect: { has: { [name]: value } } })
  }),
  ...HOP.map(name =>
    must.hit(`${name} is not kept`, { ...fresh, [name]: 'x' }, { expect: { lacks: [name] } }),
  ),
  must.hit(
    'what Connection names is not kept',
    { ...fresh, 'x-a': '1', 'x-b': '2', connection: 'x-a, x-b' },
    { expect: { lacks: ['x-a', 'x-b'] } },
  ),
  must.hit(
    'Set-Cookie is not given to others',
    { ...fresh, 'set-cookie': 'a=1' },
    { expect: { lacks: ['set-cookie'] } },
  ),
  must.hit(
    'two lines of one field are both kept',
    { ...fresh, 'x-a': ['1', '2'] },
    { expect: { has: { 'x-a': '1, 2' } } },
  ),
  must.hit(
    'Cache-Control is kept as it was',
    { 'cache-control': 'max-age=600, xyz="a, b"' },
    { expect: { has: { 'cache-control': 'max-age=600, xyz="a, b"' } } },
  ),
  pass.make('a client’s field reaches the origin', { ask: { 'x-a': '1' }, expect: { sent: { 'x-a': '1' } } }),
  pass.make('a client’s Cache-Control reaches the origin', {
    ask: { 'cache-control': 'no-cache' },
    expect: { sent: { 'cache-control': 'no-cache' } },
  }),
  pass.make('what a client’s Connection names does not', {
    ask: { 'x-a': '1', connection: 'x-a' },
    expect: { from: 'origin', sentNot: ['x-a'] },
  }),
  pass.make('a client’s cookies do not', {
    ask: { cookie: 'a=1' },
    expect: { from: 'origin', sentNot: ['cookie'] },
  }),
  pass.make('the first response has the origin’s fields', {
    answer: { fields: { ...fresh, etag: '"a"', 'x-a': '1' } },
    expect: { has: { ...fresh, etag: '"a"', 'x-a': '1' } },
  }),
  pass.make('Via names the mirror', {
    expect: { from: 'origin', sent: { via: '1.1 heliograph' } },
  }),
  pass.make('Via names the mirror after others', {
    ask: { via: '1.1 front' },
    expect: { from: 'origin', sent: { via: '1.1 front, 1.1 heliograph' } },
  }),
  loop.make('CDN-Loop names the mirror after others', {
    ask: { 'cdn-loop': 'front; a=b' },
    expect: { from: 'origin', sent: { 'cdn-loop': 'front; a=b, heliograph' } },
  }),
  loop.make('CDN-Loop that has the mirror already', {
    ask: { 'cdn-loop': 'heliograph;a=b, front' },
    expect: { from: 'refused', status: 508 },
  }),
  loop.make('CDN-Loop that has a name like the mirror’s', {
    ask: { 'cdn-loop': 'notheliograph2' },
    expect: { from: 'origin', status: 200 },
  }),
  ...['clear-site-data', 'access-control-allow-origin'].map(name =>
    must.hit(`${name} is kept`, { ...fresh, [name]: '"x"' }, { expect: { has: { [name]: '"x"' } } }),
  ),
  about('required', '9110 §15.5.2').make('401 says how to authenticate', {
    answer: { status: 401, fields: { 'www-authenticate': 'Basic realm="x"' } },
    expect: { from: 'origin', status: 401, has: { 'www-authenticate': 'Basic realm="x"' } },
  }),
  status.make(
    'Cache-Status has what caches before have said in front',
    {
      answer: { fields: { ...fresh, 'cache-status': 'Front; hit' } },
      expect: { has: { 'cache-status': /^Front; hit, heliograph;fwd=uri-miss/ } },
    },
    { expect: { from: 'cache', has: { 'cache-status': /^Front; hit, heliograph;hit/ } } },
  ),
  status.make('Cache-Status of a first response', {
    answer: { fields: fresh },
    expect: { has: { 'cache-status': /^heliograph;fwd=uri-miss/ } },
  }),
  status.hit('Cache-Status of a hit', fresh, {
    later: 10,
    expect: { has: { 'cache-status': 'heliograph;hit;ttl=590' } },
  }),
  status.miss(
    'Cache-Status of what was stale',
    { 'cache-control': 'max-age=60' },
    { later: 61, expect: { has: { 'cache-status': /;fwd=stale/ } } },
  ),
  status.miss('Cache-Status of what the client wanted anew', fresh, {
    ask: { 'cache-control': 'no-cache' },
    expect: { has: { 'cache-status': /;fwd=request/ } },
  }),
  must.hit('a response without a type stays without one', fresh, { expect: { lacks: ['content-type'] } }),
  must.hit(
    'a type is kept',
    { ...fresh, 'content-type': 'text/plain' },
    { expect: { has: { 'content-type': 'text/plain' } } },
  ),
]

import { describe, expect, test } from 'vitest'
import { hostProblem, isPrivate, parseHost, parseOrigin } from '../../src/site/host.ts'

const origin = (given: string) => {
  const read = parseOrigin(given)
  return 'value' in read ? read.value.origin : read.problem
}
const host = (given: string) => {
  const read = parseHost(given)
  return 'value' in read ? read.value.host : read.problem
}

describe('an origin', () => {
  test.each([
    ['https://www.paper.example', 'https://www.paper.example'],
    ['HTTPS://WWW.Paper.Example/', 'https://www.paper.example'],
    ['https://paper.example:443', 'https://paper.example'],
    ['https://paper.example:8443', 'https://paper.example:8443'],
    ['https://报纸.example', 'https://xn--4ruw83d.example'],
    ['http://localhost:8700', 'http://localhost:8700'],
    ['http://127.0.0.1:8700', 'http://127.0.0.1:8700'],
    ['http://127.9.8.7', 'http://127.9.8.7'],
    ['http://[::1]:8700', 'http://[::1]:8700'],
  ])('%s is taken', (given, expected) => {
    expect(origin(given)).toBe(expected)
  })

  test.each([
    ['paper.example', /is not an address: write scheme and host/],
    ['', /is not an address/],
    ['https://', /is not an address/],
    ['ftp://paper.example', /"ftp:" is not a scheme that can be mirrored/],
    ['javascript:alert(1)', /not a scheme/],
    ['http://paper.example', /write "https:\/\/paper\.example"/],
    ['http://localhost.paper.example', /write "https:/],
    ['http://10.0.0.1', /write "https:/],
    ['https://reader@paper.example', /before "@"/],
    ['https://@paper.example', /before "@"/],
    ['https://paper.example/news', /scheme and host only: write "https:\/\/paper\.example"/],
    ['https://paper.example/?', /scheme and host only/],
    ['https://paper.example#', /scheme and host only/],
    ['https:paper.example', /write "https:\/\/paper\.example"/],
    ['https:\\\\paper.example', /write "https:\/\/paper\.example"/],
    [' https://paper.example', /write "https:\/\/paper\.example"/],
    ['https://paper.example.', /dot at the end/],
    ['https://*.paper.example', /is not a host/],
    ['https://paper..example', /is not a host/],
  ])('%s is refused', (given, reason) => {
    expect(origin(given)).toMatch(reason)
  })
})

describe('a host', () => {
  test.each([
    ['img.paper.example', 'img.paper.example'],
    ['IMG.Paper.Example', 'img.paper.example'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['img.paper.example:8443', 'img.paper.example:8443'],
    ['img.paper.example:443', 'img.paper.example'],
    ['my_pictures.paper.example', 'my_pictures.paper.example'],
  ])('%s is taken', (given, expected) => {
    expect(host(given)).toBe(expected)
    expect(hostProblem(given)).toBeUndefined()
  })

  test.each([
    ['*.paper.example', /hosts are exact/],
    ['https://img.paper.example', /has a scheme/],
    ['img.paper.example/pic', /more than a host/],
    ['img.paper.example?x', /more than a host/],
    ['reader@img.paper.example', /more than a host/],
    ['img.paper.example:http', /not a host/],
    ['', /not a host/],
    ['img.paper.example.', /dot at the end/],
    ['img%2epaper%2fexample', /not a host/],
    ['intranet', /no dot/],
  ])('%j is refused', (given, reason) => {
    expect(hostProblem(given)).toMatch(reason)
  })
})

describe('a private address', () => {
  const named = (given: string) => new URL(`https://${given}`).hostname
  test.each([
    ['localhost', 'a.localhost', '127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.0.1'],
    [
      '169.254.169.254',
      '100.64.0.1',
      '0.0.0.0',
      '2130706433',
      '0x7f.1',
      '[::1]',
      '[::]',
      '[fe80::1]',
      '[fd00::1]',
    ],
    ['[::ffff:10.0.0.1]', '[64:ff9b::a00:1]', '[2002:a00:1::]', '224.0.0.1', '255.255.255.255'],
  ])('is known in every way to write it', (...hosts) => {
    for (const given of hosts) expect(isPrivate(named(given)), given).toBe(true)
  })

  test('is not taken for one of its public neighbours', () => {
    for (const given of [
      '172.15.0.1',
      '172.32.0.1',
      '11.0.0.1',
      '100.63.0.1',
      '100.128.0.1',
      '[2606:4700::1]',
    ])
      expect(isPrivate(named(given)), given).toBe(false)
    for (const given of ['10.0.0.1.example', 'localhost.example', 'fe80.example'])
      expect(isPrivate(named(given)), given).toBe(false)
  })
})

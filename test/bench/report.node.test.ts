import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { stripVTControlCharacters } from 'node:util'
import { median } from '../../scripts/bench/figures.ts'
import { type Peer, type Result, report, rowsOf } from '../../scripts/bench/report.ts'

const peer = (name: string, failed: Peer['failed'] = []): Peer => ({
  name,
  what: `${name}, relinking`,
  ms: 12.5,
  ratio_to_noop: 25,
  failed,
})

const result = (changes: Partial<Result> = {}): Result => ({
  pages: 2,
  bytes: 400_000,
  passthrough_ms: 0.3,
  noop_ms: 0.5,
  mirror_ms: 4,
  ratio_to_noop: 8,
  calls_per_page: 300,
  calls_beyond_links_and_pictures: 120,
  bundle_gzip_kb: 105.8,
  startup_ms: 17.6,
  startup_lists_ms: 8.5,
  lists: ['easylist.txt'],
  peers: [peer('parse5'), peer('adblocker')],
  ...changes,
})

const table = (changes?: Partial<Result>) => stripVTControlCharacters(report(result(changes), 4))

describe('the report', () => {
  test('has a row a variant, the peers below the mirror', () => {
    const names = ['passthrough', 'noop', 'mirror', 'parse5', 'adblocker']
    assert.deepEqual(
      rowsOf(result()).map(({ name }) => name),
      names,
    )
    const places = names.map(name => table().indexOf(`\n  ${name} `))
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a - b),
    )
    assert.ok(!places.includes(-1))
  })

  test('starts what each row is in one column', () => {
    const rows = table()
      .split('\n')
      .filter(line => / ms +[\d.]+×/.test(line))
    const columns = rows.map(line => line.search(/streamed|an HTML|the whole|parse5,|adblocker,/))
    assert.equal(rows.length, 5)
    assert.equal(new Set(columns).size, 1)
  })

  test('prints every figure', () => {
    for (const figure of [/8\.0×/, /25\.0×/, /page +300\n/, /pictures +120\n/, /105\.8 kB/, /17\.6 ms/])
      assert.match(table(), figure)
  })

  test('names each page that a peer failed on', () => {
    const failed = [{ page: 'https://a.example/', message: 'TypeError: no' }]
    const told = table({ peers: [peer('parse5', failed), peer('adblocker')] })
    assert.match(told, /parse5 failed on 1 of 2 pages:\n +https:\/\/a\.example\/ {2}TypeError: no/)
    assert.doesNotMatch(told, /adblocker failed/)
  })

  test('says what the ad blocker hid by, or why it is missing', () => {
    assert.match(table(), /adblocker hides by easylist\.txt/)
    assert.match(table({ lists: [], peers: [peer('parse5')] }), /adblocker is left out.*FILTERS=/)
  })

  test('must not speak of peers where none were asked for', () => {
    assert.doesNotMatch(table({ lists: [], peers: [] }), /adblocker|parse5/)
  })
})

describe('the median', () => {
  test('is the middle, or between the two middles, whatever the order', () => {
    assert.equal(median([9, 1, 5]), 5)
    assert.equal(median([9, 1, 4, 6]), 5)
    assert.equal(median([7]), 7)
  })
})

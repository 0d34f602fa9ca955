import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, test } from 'node:test'
import { readArguments } from '../../scripts/bench/arguments.ts'

describe('what npm run bench is asked for', () => {
  test('is the demo, 30 rounds and the peers, when nothing is said', () => {
    assert.deepEqual(readArguments([]), {
      folder: undefined,
      rounds: 30,
      peers: true,
      chart: undefined,
      json: false,
      hits: false,
    })
  })

  test('is what its flags say', () => {
    const args = [
      '--pages',
      import.meta.dirname,
      '--rounds',
      '4',
      '--no-peers',
      '--chart',
      'a/b.svg',
      '--json',
    ]
    assert.deepEqual(readArguments(args), {
      folder: import.meta.dirname,
      rounds: 4,
      peers: false,
      chart: 'a/b.svg',
      json: true,
      hits: false,
    })
  })

  test('is hits of the cache, where its flag says so', () => {
    const { hits, rounds, json } = readArguments(['--hits', '--rounds', '4', '--json'])
    assert.deepEqual({ hits, rounds, json }, { hits: true, rounds: 4, json: true })
    assert.throws(() => readArguments(['--hits', '--no-peers']), /--hits/)
  })

  test('must not be anything else: the message names what is wrong', () => {
    const wrong: [string[], RegExp][] = [
      [['--peers'], /--peers/],
      [['--rounds', '0'], /--rounds: "0" is not a whole number above 0/],
      [['--rounds', '1.5'], /--rounds: "1\.5"/],
      [['--pages', '/not/there'], /--pages: there is no folder \/not\/there/],
      [['--chart', 'bench.png'], /--chart: "bench\.png" does not end in \.svg/],
      [['--chart'], /--chart/],
    ]
    for (const [args, message] of wrong) assert.throws(() => readArguments(args), { message })
  })

  test('gets its usage printed where it is wrong, and starts nothing', () => {
    const bench = `${import.meta.dirname}/../../scripts/bench/bench.ts`
    const { status, stderr } = spawnSync(process.execPath, [bench, '--fast'], { encoding: 'utf8' })
    assert.equal(status, 1)
    assert.match(stderr, /--fast[\s\S]*npm run bench -- .*--no-peers/)
  })
})

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, test } from 'node:test'
import { readArguments } from '../../scripts/simulate/arguments.ts'

describe('what npm run simulate is asked for', () => {
  test('is a small day, a large one and a huge one, when nothing is said', () => {
    const { scenarios, as, chart } = readArguments([])
    assert.deepEqual(
      scenarios.map(({ views, centres }) => [views, centres]),
      [
        [100_000, 20],
        [10_000_000, 200],
        [1_000_000_000, 200],
      ],
    )
    assert.ok(scenarios.every(({ articles, boxes, cold }) => articles === 600 && !boxes && !cold))
    assert.deepEqual([as, chart], ['table', undefined])
  })

  test('is what its flags say, the last number of data centres for the rest', () => {
    const { scenarios, cpu } = readArguments(
      ['--views', '2k,3M,1M', '--centres', '5,9', '--boxes', '--cold', '--request-ms', '0.2'].concat([
        '--exact',
      ]),
    )
    assert.deepEqual(
      scenarios.map(({ views, centres, sample }) => [views, centres, sample]),
      [
        [2000, 5, 1],
        [3_000_000, 9, 1],
        [1_000_000, 9, 1],
      ],
    )
    assert.ok(scenarios.every(({ boxes, cold, exact }) => boxes && cold && exact))
    assert.deepEqual(cpu, { request: 0.2, rewrite: 4 })
  })

  test('must not be anything else: the message names what is wrong', () => {
    const wrong: [string[], RegExp][] = [
      [['--view', '1'], /--view/],
      [['--views', 'many'], /--views: "many"/],
      [['--views', '0'], /--views: "0"/],
      [['--centres', '1.5'], /--centres: "1\.5"/],
      [['--request-ms', 'fast'], /--request-ms: "fast"/],
      [['--source', '/not/there'], /--source: there is no \/not\/there\/index\.ts/],
      [['--chart', 'a.png'], /--chart: "a\.png" does not end in \.svg/],
    ]
    for (const [args, message] of wrong) assert.throws(() => readArguments(args), { message })
  })

  test('gets its usage printed where it is wrong, and starts nothing', () => {
    const simulate = `${import.meta.dirname}/../../scripts/simulate/simulate.ts`
    const { status, stderr } = spawnSync(process.execPath, [simulate, '--fast'], { encoding: 'utf8' })
    assert.equal(status, 1)
    assert.match(stderr, /--fast[\s\S]*npm run simulate -- .*--views/)
  })
})

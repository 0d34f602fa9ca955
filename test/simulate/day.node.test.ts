import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { chart } from '../../scripts/simulate/chart.ts'
import { type Measured, simulate } from '../../scripts/simulate/day.ts'
import { report } from '../../scripts/simulate/report.ts'
import { SCENARIO, type Scenario } from '../../scripts/simulate/scenario.ts'

const CPU = { request: 0.5, rewrite: 4 }
const day = (scenario: Partial<Scenario>) => simulate({ ...SCENARIO, cold: true, ...scenario }, CPU, () => {})

/** Two ways to count chance: a few per cent, and what a small number varies by itself (four standard deviations). */
function near(a: number, b: number, what: string, share = 0.03): void {
  assert.ok(Math.abs(a - b) <= share * Math.max(a, b) + 4 * Math.sqrt(a + b), `${what}: ${a} and ${b}`)
}

/** Counted by chance alone, both days would differ by what chance differs; by a mistake, by more. */
function same(one: Measured, other: Measured): void {
  for (const meter of ['requests', 'kvReads', 'kvWrites', 'objectRequests'] as const)
    near(one.usage[meter], other.usage[meter], meter)
  near(one.origin.fetches, other.origin.fetches, 'origin fetches')
  near(one.origin.unchanged, other.origin.unchanged, '304s')
  for (const kind of ['epochs', 'article', 'list', 'picture'])
    near(one.kvReads[kind] ?? 0, other.kvReads[kind] ?? 0, `KV reads of ${kind}`)
  assert.ok(Math.abs(one.pages.stale - other.pages.stale) < 0.02, 'the stale share')
  near(one.pages.median, other.pages.median, 'median age', 0.1)
}

describe('a simulated day', () => {
  test('comes to the same whether every view goes through the Worker or only where it matters, at 100,000 views a day', async () => {
    const hours = { views: 100_000, centres: 8, hours: 2 }
    const [exact, counted] = [await day({ ...hours, exact: true }), await day(hours)]
    same(exact, counted)
    assert.ok(counted.asked < exact.asked, `${counted.asked} of ${exact.asked}`)
  })

  test('comes to the same at 1,000,000 views a day', async () => {
    const hours = { views: 1_000_000, centres: 8, hours: 0.5 }
    const [exact, counted] = [await day({ ...hours, exact: true }), await day(hours)]
    same(exact, counted)
    assert.ok(counted.asked < exact.asked / 2, `${counted.asked} of ${exact.asked}`)
  })

  test('shows in its table and its chart what it came to, and by the same seed the same', async () => {
    const small = { views: 3000, centres: 3, hours: 2 }
    const [once, again, other] = [await day(small), await day(small), await day({ ...small, seed: 2 })]
    assert.equal(JSON.stringify(once), JSON.stringify(again))
    assert.notEqual(JSON.stringify(once), JSON.stringify(other))
    assert.match(report([once]), /3,000 views a day[\s\S]*KV writes +\d+[\s\S]*price per million views/)
    const svg = chart([once])
    assert.match(svg, /<title id="title">What a day of readers costs/)
    assert.match(svg, /<desc id="desc">3,000 views a day cost/)
    assert.doesNotMatch(svg, /NaN|undefined/)
  })

  test('has more writes where every publication changes every page', async () => {
    const morning = { views: 30_000, centres: 4, hours: 6 }
    const [plain, boxes] = [await day(morning), await day({ ...morning, boxes: true })]
    assert.ok(boxes.origin.unchanged < plain.origin.unchanged)
    assert.ok(
      boxes.usage.kvWrites >= plain.usage.kvWrites,
      `${boxes.usage.kvWrites} and ${plain.usage.kvWrites}`,
    )
  })
})

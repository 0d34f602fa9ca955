import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FRESH, simulate } from '../../scripts/simulate/day.ts'
import { FREE } from '../../scripts/simulate/prices.ts'
import { SCENARIO } from '../../scripts/simulate/scenario.ts'

test('a day of 100,000 views of 600 live articles is within the free plan, and what its readers see mostly fresh', async () => {
  const day = await simulate(SCENARIO, { request: 0.5, rewrite: 4 }, () => {})
  assert.deepEqual([SCENARIO.views, SCENARIO.articles], [100_000, 600])
  for (const meter of ['kvReads', 'kvWrites', 'objectRequests'] as const) {
    const [took, most = 0] = [day.usage[meter], FREE[meter]]
    assert.ok(took > 0 && took <= most, `${meter}: ${took} of ${most}`)
  }
  assert.ok(day.lists.median < FRESH.list, `lists: ${day.lists.median} s`)
  assert.ok(day.articles.median < FRESH.article, `articles: ${day.articles.median} s`)
  assert.deepEqual([day.failed, day.kvRefused], [0, 0])
  // The control: what is beyond the plan is found out. Pictures make more requests than it has.
  assert.deepEqual(day.beyondFree, ['requests'])
})

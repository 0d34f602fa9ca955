import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { SLICE } from '../../scripts/simulate/paper.ts'
import { meanUntil, timeOf } from '../../scripts/simulate/stream.ts'

/** Two a slice, none, then six. */
const requests = Float64Array.from([2, 2, 8])

describe('the readers of an address', () => {
  test('have come evenly within a slice', () => {
    assert.equal(meanUntil(requests, 1000, 1000), 0)
    assert.equal(meanUntil(requests, 1000, 1000 + SLICE / 2), 1)
    assert.equal(meanUntil(requests, 1000, 1000 + 2.5 * SLICE), 5)
    assert.equal(meanUntil(requests, 1000, 1000 + 9 * SLICE), 8)
  })

  test('come at the times by which so many have come', () => {
    for (const mean of [0.5, 1.9, 2.1, 7.9]) {
      const at = timeOf(requests, 1000, mean)
      assert.ok(at !== undefined && Math.abs(meanUntil(requests, 1000, at) - mean) < 1e-9)
    }
  })

  test('must not come after the last one, nor in a slice that has none', () => {
    assert.equal(timeOf(requests, 0, 8), undefined)
    assert.equal(timeOf(requests, 0, 2.000001)?.toFixed(0), String(2 * SLICE))
  })
})

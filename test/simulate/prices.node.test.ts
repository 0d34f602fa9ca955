import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { beyondFree, billOf, METERS, type Usage } from '../../scripts/simulate/prices.ts'

const used = (some: Partial<Usage>): Usage => ({
  ...(Object.fromEntries(METERS.map(meter => [meter, 0])) as Record<(typeof METERS)[number], number>),
  ...some,
})

describe('the bill of a month', () => {
  test('is that of the example in the price list: 15 million requests of 7 ms are $8', () => {
    const bill = billOf(used({ requests: 15e6 / 30, cpuMs: (15e6 * 7) / 30 }))
    assert.ok(Math.abs(bill.total - 8) < 1e-9, String(bill.total))
    assert.ok(Math.abs(bill.parts.requests - 1.5) < 1e-9)
    assert.ok(Math.abs(bill.parts.cpuMs - 1.5) < 1e-9)
  })

  test('is the subscription alone within what a month includes, and more beyond', () => {
    assert.equal(billOf(used({ kvReads: 10e6 / 30 })).total, 5)
    assert.ok(Math.abs(billOf(used({ kvReads: 12e6 / 30 })).total - 6) < 1e-9)
  })

  test('has KV writes ten times as dear as reads', () => {
    const more = (meter: 'kvReads' | 'kvWrites', included: number) =>
      billOf(used({ [meter]: (included + 1e6) / 30 })).parts[meter]
    assert.ok(Math.abs(more('kvWrites', 1e6) / more('kvReads', 10e6) - 10) < 1e-9)
  })
})

describe('the free plan', () => {
  test('has room for what is just at its limits', () => {
    assert.deepEqual(beyondFree(used({ kvWrites: 1000, kvReads: 100_000, objectRequests: 100_000 })), [])
  })

  test('must not have room for one write more', () => {
    assert.deepEqual(beyondFree(used({ kvWrites: 1001 })), ['kvWrites'])
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { newChance } from '../../scripts/simulate/chance.ts'
import { Clock } from '../../scripts/simulate/clock.ts'

describe('the simulated clock', () => {
  test('lets things happen in the order of their times, whatever the order they were asked for', () => {
    const clock = new Clock(0)
    const chance = newChance(7)
    const happened: number[] = []
    for (let count = 0; count < 500; count++) {
      const at = Math.floor(chance.uniform() * 1000)
      clock.at(at, () => happened.push(at))
    }
    while (clock.step(1000));
    assert.equal(happened.length, 500)
    assert.deepEqual(
      happened,
      happened.toSorted((a, b) => a - b),
    )
  })

  test('stops at the end, and must not let what comes later happen', () => {
    const clock = new Clock(0)
    const happened: string[] = []
    clock.at(10, () => happened.push('before'))
    clock.at(20, () => happened.push('after'))
    while (clock.step(15));
    assert.deepEqual(happened, ['before'])
    assert.equal(clock.now, 15)
  })

  test('passes over what is called off', () => {
    const clock = new Clock(0)
    const happened: string[] = []
    const off = clock.at(1, () => happened.push('off'))
    clock.at(2, () => happened.push('on'))
    off.isOff = true
    while (clock.step(10));
    assert.deepEqual(happened, ['on'])
  })
})

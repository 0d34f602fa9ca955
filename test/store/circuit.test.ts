import { describe, expect, it } from 'vitest'
import { admit, afterFailure, afterNothing, type Circuit, CLOSED } from '../../src/store/circuit.ts'

const NOW = 1_000_000
const none = { jitter: 0 }
const failed = (circuit: Circuit, times: number, setback: { jitter: number; retryAfter?: number } = none) =>
  Array.from({ length: times }).reduce<Circuit>(before => afterFailure(before, NOW, setback), circuit)
/** How long it is open after so many failed probes, in ms. */
const openFor = (trips: number, setback: { jitter: number; retryAfter?: number } = none) => {
  const circuit = afterFailure({ kind: 'half-open', until: NOW, trips: trips - 1 }, NOW, setback)
  return circuit.kind === 'open' ? circuit.until - NOW : undefined
}

describe('a circuit', () => {
  it('lets requests through until five have failed in a row', () => {
    expect(admit(failed(CLOSED, 4), NOW)).toMatchObject({ kind: 'admitted' })
    expect(admit(failed(CLOSED, 5), NOW)).toEqual({ kind: 'rejected', until: NOW + 1000 })
  })

  it('that was open lets one through to find out, and nobody else until that one is back or given up', () => {
    const open = failed(CLOSED, 5)
    expect(admit(open, NOW + 999).kind).toBe('rejected')
    const probe = admit(open, NOW + 1000)
    if (probe.kind !== 'admitted') throw new Error('no probe')
    expect(probe.circuit).toEqual({ kind: 'half-open', until: NOW + 31_000, trips: 1 })
    expect(admit(probe.circuit, NOW + 1001)).toEqual({ kind: 'rejected', until: NOW + 31_000 })
    expect(admit(probe.circuit, NOW + 31_000).kind).toBe('admitted')
  })

  it('stays open twice as long after each failed probe, and five minutes at most', () => {
    expect([1, 2, 3, 4, 8, 9, 10, 50, 2000].map(trips => openFor(trips))).toEqual([
      ...[1000, 2000, 4000, 8000, 128_000, 256_000, 300_000, 300_000, 300_000],
    ])
  })

  it('leaves at most half of that to chance', () => {
    expect([0, 0.5, 1].map(jitter => openFor(4, { jitter }))).toEqual([8000, 6000, 4000])
  })

  it('stays open for as long as the origin asks, and five minutes at most', () => {
    expect([0, 3, 60, 300, 86_400].map(retryAfter => openFor(3, { jitter: 0, retryAfter }))).toEqual([
      ...[4000, 4000, 60_000, 300_000, 300_000],
    ])
  })

  it('is not opened for longer by what was on its way before', () => {
    const open = failed(CLOSED, 5)
    expect(afterFailure(open, NOW + 500, none)).toBe(open)
  })

  it('gives the next one the place of a probe that found nothing out', () => {
    const halfOpen: Circuit = { kind: 'half-open', until: NOW + 30_000, trips: 4 }
    expect(afterNothing(halfOpen, NOW)).toEqual({ kind: 'open', until: NOW, trips: 4 })
    const counting = failed(CLOSED, 3)
    expect(afterNothing(counting, NOW)).toBe(counting)
  })
})

import { describe, expect, it } from 'vitest'
import {
  admit,
  afterFailure,
  afterNothing,
  type Circuit,
  CLOSED,
  type Setback,
} from '../../src/store/circuit.ts'

const NOW = 1_000_000
const none = { jitter: 0 }
const failed = (circuit: Circuit, times: number, setback: Setback = none) =>
  Array.from({ length: times }).reduce<Circuit>(before => afterFailure(before, NOW, setback), circuit)
/** How long it is open after so many failed probes, in ms. */
const openFor = (trips: number, setback: Setback = none) => {
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

  it('lets through who may not probe when its time is over, and leaves the probe to the next', () => {
    const open = failed(CLOSED, 5)
    expect(admit(open, NOW + 999, false)).toEqual({ kind: 'rejected', until: NOW + 1000 })
    expect(admit(open, NOW + 1000, false)).toEqual({ kind: 'admitted', circuit: open })
    expect(admit(open, NOW + 1000, true)).toMatchObject({ circuit: { kind: 'half-open' } })
    const halfOpen: Circuit = { kind: 'half-open', until: NOW + 30_000, trips: 1 }
    expect(admit(halfOpen, NOW + 29_999, false)).toEqual({ kind: 'rejected', until: NOW + 30_000 })
  })

  it('gives the next one the place of a probe that found nothing out', () => {
    const halfOpen: Circuit = { kind: 'half-open', until: NOW + 30_000, trips: 4 }
    expect(afterNothing(halfOpen, NOW)).toEqual({ kind: 'open', until: NOW, trips: 4 })
    const counting = failed(CLOSED, 3)
    expect(afterNothing(counting, NOW)).toBe(counting)
  })
})

describe('a circuit that addresses share', () => {
  const of = (address: string, retryAfter?: number): Setback => ({
    ...none,
    address,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  })
  const failedBy = (...setbacks: Setback[]) =>
    setbacks.reduce<Circuit>((before, setback) => afterFailure(before, NOW, setback), CLOSED)

  it('counts each of them once: one that fails ten times does not open it, five do', () => {
    const four = failedBy(...Array.from({ length: 10 }, () => of('a')), of('b'), of('c'), of('a'), of('d'))
    expect(admit(four, NOW)).toMatchObject({ kind: 'admitted' })
    expect(afterFailure(four, NOW, of('d'))).toBe(four)
    expect(admit(afterFailure(four, NOW, of('e')), NOW)).toEqual({ kind: 'rejected', until: NOW + 1000 })
  })

  it.each([
    [[60, 60, 60, 60, 60], 60_000],
    [[300, 90, 3600, 120, 300], 90_000],
    [[3600, 3600, 3600, 3600, 3600], 300_000],
    [[undefined, undefined, undefined, undefined, 3600], 1000],
    [[3600, 3600, undefined, 3600, 3600], 1000],
  ])('opens for what all five ask: %j s are %i ms', (waits, ms) => {
    const circuit = failedBy(...waits.map((wait, n) => of(String(n), wait)))
    expect(circuit).toEqual({ kind: 'open', until: NOW + ms, trips: 1 })
  })

  it('stays open twice as long after a failed probe, and not for what that one address asks', () => {
    expect(openFor(3, of('a', 3600))).toBe(4000)
    expect(openFor(3, { ...none, retryAfter: 3600 })).toBe(300_000)
  })
})

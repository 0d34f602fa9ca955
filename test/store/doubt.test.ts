import { describe, expect, test } from 'vitest'
import { BELIEVED, type Doubt, doubted, isMeant, together } from '../../src/store/doubt.ts'

const [HOUR, DAY, NOW] = [3_600_000, 86_400_000, 1_700_000_000_000]
/** After answers that came so many hours after the first. */
const saidAt = (...hours: number[]) =>
  hours.reduce<Doubt | undefined>((doubt, hour) => doubted(doubt, NOW + hour * HOUR), undefined)

describe('what is said in the place of a copy', () => {
  test('is meant when it was said for a day, in three different hours', () => {
    expect(isMeant(saidAt(0, 1, 2), NOW + DAY)).toBe(true)
    expect(isMeant(saidAt(0, 12, 23), NOW + DAY)).toBe(true)
  })

  test.each<[string, number[], number]>([
    ['before the day is over', [0, 1, 2], DAY - 1],
    ['by one odd answer and a quiet day', [0], DAY],
    ['by two', [0, 12], DAY],
    ['however often within an hour', [0, 0.2, 0.4, 0.9, 0.99], DAY],
    ['where nothing was said', [], DAY],
  ])('is not meant %s', (_, hours, later) => {
    expect(isMeant(saidAt(...hours), NOW + later)).toBe(false)
  })

  test('counts once an hour, and is the same in between, so that nothing has to be written', () => {
    const doubt = saidAt(0, 2)
    expect(doubted(doubt, NOW + 2.5 * HOUR)).toBe(doubt)
    expect(doubted(doubt, NOW + 3 * HOUR)).toEqual({ since: NOW, last: NOW + 3 * HOUR, times: 3 })
  })

  test('is known together by two data centres', () => {
    expect(together(saidAt(0, 1), saidAt(5))).toEqual({ since: NOW, last: NOW + 5 * HOUR, times: 2 })
    expect([together(undefined, saidAt(5)), together(undefined, undefined)]).toEqual([saidAt(5), undefined])
  })

  test('is not doubted again once it was believed', () => {
    expect(isMeant(BELIEVED, NOW)).toBe(true)
  })
})

import { describe, expect, test } from 'vitest'
import { isOurTurn, over, takePlace } from '../../src/store/turns.ts'

const unseen = () => crypto.randomUUID()
/** Somebody who writes for so long, and what he has written. */
async function writes(key: string, name: string, written: string[], ms = 0): Promise<void> {
  const place = takePlace()
  if (!(await isOurTurn(key, place))) return
  await new Promise(resolve => setTimeout(resolve, ms))
  written.push(name)
  over(key)
}

describe('the turns of those who write a key', () => {
  test('are a second apart, and of those who wait only the last has one', async () => {
    const [key, written, began] = [unseen(), [] as string[], Date.now()]
    await Promise.all(['one', 'two', 'three'].map(name => writes(key, name, written)))
    expect(written).toEqual(['one', 'three'])
    expect(Date.now() - began).toBeGreaterThanOrEqual(1000)
  })

  test('of different keys do not wait for each other', async () => {
    const [written, began] = [[] as string[], Date.now()]
    await Promise.all(['one', 'two', 'three'].map(name => writes(unseen(), name, written)))
    expect([written.length, Date.now() - began < 1000]).toEqual([3, true])
  })

  test('are counted from when a slow write has come back: what is newer is written after it', async () => {
    const [key, written] = [unseen(), [] as string[]]
    await Promise.all([writes(key, 'slow', written, 1500), writes(key, 'newer', written)])
    expect(written).toEqual(['slow', 'newer'])
  })

  test('are in the order in which they were asked for, and not in which they are tried', async () => {
    const key = unseen()
    const [older, newer] = [takePlace(), takePlace()]
    expect(await isOurTurn(key, newer)).toBe(true)
    over(key)
    // One that was refused and is tried again.
    expect(await isOurTurn(key, older)).toBe(false)
  })
})

import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { isPurged } from '../../src/store/epochs.ts'
import { Purges } from '../../src/store/purges.ts'

const A = 'https://www.paper.example/a'
const B = 'https://www.paper.example/b'

/** A day later for every test: an isolate's memory of the one before says nothing then. */
let now = Date.parse('2026-01-01T00:00:00Z')
/** A data centre of its own. */
let base = ''
beforeEach(async () => {
  now += 86_400_000
  base = `https://${crypto.randomUUID()}.example`
  await env.PAGES.delete('epochs')
})

const here = () => new Purges(env.PAGES, caches.default, base)
const elsewhere = () => new Purges(env.PAGES, caches.default, `https://${crypto.randomUUID()}.example`)
const LATER = 2000

/** The same interface, broken. */
const broken = <T extends object>() =>
  new Proxy({} as T, {
    get: () => () => Promise.reject(new Error('not today')),
  })

describe('a purge', () => {
  test('holds at once where it was asked for', async () => {
    expect(isPurged(await here().epochs(now), A, now - 1)).toBe(false)
    await here().purge({ files: [A] }, now)
    const epochs = await here().epochs(now)
    expect(isPurged(epochs, A, now - 1)).toBe(true)
    expect(isPurged(epochs, A, now + 1)).toBe(false)
    expect(isPurged(epochs, B, now - 1)).toBe(false)
  })

  test('holds in the data centre’s other isolates', async () => {
    await here().purge({ files: [A] }, now)
    expect(isPurged(await here().epochs(now + LATER), A, now - 1)).toBe(true)
  })

  test('holds elsewhere', async () => {
    await here().purge({ prefixes: ['www.paper.example/'] }, now)
    expect(isPurged(await elsewhere().epochs(now + LATER), A, now - 1)).toBe(true)
  })

  test('adds to those before', async () => {
    await here().purge({ files: [A] }, now)
    await elsewhere().purge({ files: [B] }, now + 10_000)
    const epochs = await elsewhere().epochs(now + 20_000)
    expect(isPurged(epochs, A, now - 1)).toBe(true)
    expect(isPurged(epochs, A, now + 1)).toBe(false)
    expect(isPurged(epochs, B, now + 1)).toBe(true)
  })

  test('adds to one that is made at the same time', async () => {
    await Promise.all([here().purge({ files: [A] }, now), here().purge({ files: [B] }, now)])
    const epochs = await elsewhere().epochs(now + LATER)
    expect([A, B].map(url => isPurged(epochs, url, now - 1))).toEqual([true, true])
  })

  test('that cannot be written says so', async () => {
    const purges = new Purges(broken<KVNamespace>(), caches.default, base)
    await expect(purges.purge({ files: [A] }, now)).rejects.toThrow('not today')
    await expect(here().purge({ files: [A] }, now)).resolves.toBeUndefined()
  })
})

describe('the epochs', () => {
  test('are none where nothing was purged', async () => {
    const epochs = await here().epochs(now)
    expect(isPurged(epochs, A, 1)).toBe(false)
    expect(await env.PAGES.get('epochs')).toBeNull()
  })

  test('cost no read of KV a second time', async () => {
    let reads = 0
    const counting = new Proxy(env.PAGES, {
      get(target, name) {
        if (name === 'get') reads++
        const value = Reflect.get(target, name)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    const purges = new Purges(counting, caches.default, base)
    await purges.epochs(now)
    expect(reads).toBe(1)
    await purges.epochs(now + 10)
    await purges.epochs(now + LATER)
    await purges.epochs(now + LATER + LATER)
    expect(reads).toBe(1)
  })

  test('that cannot be read never cost the reader the page', async () => {
    await here().purge({ files: [A] }, now)
    const purges = new Purges(broken<KVNamespace>(), broken<Cache>(), base)
    await expect(purges.epochs(now + LATER)).resolves.toBeDefined()
  })

  test('that cannot be read are those that were known last', async () => {
    await here().purge({ files: [A] }, now)
    const purges = new Purges(broken<KVNamespace>(), broken<Cache>(), base)
    expect(isPurged(await purges.epochs(now + LATER), A, now - 1)).toBe(true)
  })

  test('come from KV where the data centre’s cache fails', async () => {
    await here().purge({ files: [A] }, now)
    await elsewhere().epochs(now + LATER)
    await env.PAGES.put('epochs', JSON.stringify({ everything: 0, files: { [B]: now }, prefixes: {} }))
    const purges = new Purges(env.PAGES, broken<Cache>(), base)
    expect(isPurged(await purges.epochs(now + 2 * LATER), B, now - 1)).toBe(true)
  })
})

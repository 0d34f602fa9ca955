import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Epochs, NO_EPOCHS, purged, purgedAt, type Scope } from '../../src/store/epochs.ts'
import { EPOCHS_KEY } from '../../src/store/key.ts'
import { EPOCHS_AT_EDGE_S, noMemory, Purges, type Queue } from '../../src/store/purges.ts'

const A = 'https://www.paper.example/a'
const B = 'https://www.paper.example/b'

/** A day later for every test: what one before has left says nothing then. */
let now = Date.parse('2026-01-01T00:00:00Z')
/** A data centre of its own, and a queue. */
let base = ''
let queue = env.PURGES.getByName('')
beforeEach(async () => {
  now += 86_400_000
  base = `https://${crypto.randomUUID()}.example`
  queue = env.PURGES.getByName(crypto.randomUUID())
  await env.PAGES.delete(EPOCHS_KEY)
})

const here = (kv = env.PAGES, cache = caches.default, memory = noMemory()) =>
  new Purges(kv, queue, cache, base, memory)
const elsewhere = () =>
  new Purges(env.PAGES, queue, caches.default, `https://${crypto.randomUUID()}.example`, noMemory())
const LATER = 2000
const purge = (purges: Purges, scope: Scope, at = now) => purges.mark({ act: 'purge', scope, at })

/** The same interface, broken. */
const broken = <T extends object>() =>
  new Proxy({} as T, {
    get: () => () => Promise.reject(new Error('not today')),
  })

describe('a purge', () => {
  test('holds at once where it was asked for', async () => {
    const purges = here()
    expect(purgedAt(await purges.epochs(now), A)).toBe(0)
    await purge(purges, { files: [A] })
    const epochs = await purges.epochs(now)
    expect(purgedAt(epochs, A)).toBe(now)
    expect(purgedAt(epochs, B)).toBe(0)
  })

  test('holds in the data centre’s other isolates', async () => {
    await purge(here(), { files: [A] })
    expect(purgedAt(await here().epochs(now), A)).toBe(now)
  })

  test('holds elsewhere', async () => {
    await purge(here(), { prefixes: ['www.paper.example/'] })
    expect(purgedAt(await elsewhere().epochs(now + LATER), A)).toBe(now)
  })

  test('adds to those before', async () => {
    await purge(here(), { files: [A] })
    await purge(elsewhere(), { files: [B] }, now + 10_000)
    const epochs = await elsewhere().epochs(now + 20_000)
    expect(purgedAt(epochs, A)).toBe(now)
    expect(purgedAt(epochs, B)).toBe(now + 10_000)
  })

  test('that the queue did not keep says so', async () => {
    const lost = new Purges(env.PAGES, broken(), caches.default, base, noMemory())
    await expect(purge(lost, { files: [A] })).rejects.toThrow('not today')
    await expect(purge(here(), { files: [A] })).resolves.toMatchObject({ written: true })
  })

  test('is not taken back by a KV that remembers the time before', async () => {
    const before = purged(NO_EPOCHS, { files: [B] }, now - 50_000, 1e9)
    const old = new Proxy(env.PAGES, { get: () => async () => before })
    await purge(here(), { files: [A] })
    const later = now + (EPOCHS_AT_EDGE_S + 1) * 1000
    const epochs = await here(old).epochs(later)
    expect([A, B].map(url => purgedAt(epochs, url))).toEqual([now, now - 50_000])
    expect(purgedAt(await here(old).epochs(later + LATER), A)).toBe(now)
  })
})

describe('a mark in a data centre', () => {
  /** What only the data centre's cache can tell: KV knows nothing. */
  const third = () => here(new Proxy(env.PAGES, { get: () => async () => null }))

  test('is not taken back by an isolate that was reading KV meanwhile', async () => {
    const [asked, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<null>()]
    const slow = new Proxy(env.PAGES, {
      get: () => () => {
        asked.resolve()
        return answer.promise
      },
    })
    const reading = here(slow).epochs(now)
    await asked.promise
    await purge(here(), { files: [A] })
    answer.resolve(null)
    expect(purgedAt(await reading, A)).toBe(now)
    const epochs = await third().epochs(now)
    expect([A, B].map(url => purgedAt(epochs, url))).toEqual([now, 0])
  })

  test('is not taken back by one before it, whose answer came later', async () => {
    const [kept, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const slow: Queue = {
      log: () => queue.log(),
      mark: async mark => {
        const made = await queue.mark(mark)
        kept.resolve()
        await answer.promise
        return made
      },
    }
    const first = purge(new Purges(env.PAGES, slow, caches.default, base, noMemory()), { files: [A] })
    await kept.promise
    await purge(here(), { files: [B] }, now + 1)
    answer.resolve()
    await first
    const epochs = await third().epochs(now + 1)
    expect([A, B].map(url => purgedAt(epochs, url))).toEqual([now, now + 1])
  })
})

describe('the epochs', () => {
  test('are none where nothing was purged', async () => {
    const epochs = await here().epochs(now)
    expect(purgedAt(epochs, A)).toBe(0)
    expect(await env.PAGES.get(EPOCHS_KEY)).toBeNull()
  })

  test('cost a read of KV when the data centre’s own are half a minute old, and no sooner', async () => {
    let reads = 0
    const counting = new Proxy(env.PAGES, {
      get(target, name) {
        if (name === 'get') reads++
        const value = Reflect.get(target, name)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    await here(counting).epochs(now)
    expect(reads).toBe(1)
    const purges = here(counting)
    for (const later of [10, LATER, 2 * LATER, EPOCHS_AT_EDGE_S * 1000 - 1]) await purges.epochs(now + later)
    expect(reads).toBe(1)
    await purges.epochs(now + EPOCHS_AT_EDGE_S * 1000 + LATER)
    expect(reads).toBe(2)
  })

  test('that cannot be read never cost the reader the page', async () => {
    await purge(here(), { files: [A] })
    const purges = here(broken<KVNamespace>(), broken<Cache>())
    await expect(purges.epochs(now + LATER)).resolves.toBeDefined()
  })

  test('that cannot be read are those that were known last', async () => {
    const memory = noMemory()
    await purge(here(env.PAGES, caches.default, memory), { files: [A] })
    const purges = here(broken<KVNamespace>(), broken<Cache>(), memory)
    expect(purgedAt(await purges.epochs(now + LATER), A)).toBe(now)
    const other = here(broken<KVNamespace>())
    expect(purgedAt(await other.epochs(now + 1000 * EPOCHS_AT_EDGE_S + LATER), A)).toBe(now)
  })

  test('come from KV where the data centre’s cache fails', async () => {
    const epochs: Epochs = purged(NO_EPOCHS, { files: [B] }, now, 1e9)
    await env.PAGES.put(EPOCHS_KEY, JSON.stringify(epochs))
    const purges = here(env.PAGES, broken<Cache>())
    expect(purgedAt(await purges.epochs(now + LATER), B)).toBe(now)
  })
})

import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Epochs, type Mark, NO_EPOCHS, purged, purgedAt } from '../../src/store/epochs.ts'
import { EPOCHS_KEY } from '../../src/store/key.ts'
import { PurgeQueue } from '../../src/store/purge-queue.ts'

const url = (name: string | number) => `https://www.paper.example/${name}`
const NOW = Date.parse('2026-01-01T00:00:00Z')
const purge = (name: string | number, at = NOW): Mark => ({ act: 'purge', scope: { files: [url(name)] }, at })
const stored = async () => (await env.PAGES.get<Epochs>(EPOCHS_KEY, 'json')) ?? NO_EPOCHS
const isStored = async (name: string | number) => purgedAt(await stored(), url(name)) > 0

beforeEach(() => env.PAGES.delete(EPOCHS_KEY))

/** KV that counts what is done to it, is slow or refuses the first writes. */
function watched({ refuses = 0, until = Promise.resolve() } = {}) {
  const done: string[] = []
  const kv = new Proxy(env.PAGES, {
    get: (target, name) => async (key: string, value: string) => {
      done.push(String(name))
      if (name === 'get') return target.get(key, 'json')
      await until
      if (done.filter(one => one === 'put').length <= refuses) throw new Error('429 Too Many Requests')
      return target.put(key, value)
    },
  })
  return { kv, done }
}

/** Does not let a test wait. */
class Impatient extends PurgeQueue {
  protected override readonly waits = [0, 1, 1]
}

/** In an object of its own, with another KV. */
const inObject = <T>(
  kv: KVNamespace,
  work: (queue: PurgeQueue) => Promise<T>,
  name: string = crypto.randomUUID(),
) => runInDurableObject(env.PURGES.getByName(name), (_, state) => work(new Impatient(state, { PAGES: kv })))

describe('a mark', () => {
  test('is one write of KV, and lists nothing', async () => {
    const { kv, done } = watched()
    await inObject(kv, async queue => {
      for (const [i, scope] of [
        { prefixes: [url('')] },
        { tags: ['t'] },
        { purge_everything: true } as const,
      ].entries()) {
        expect(await queue.mark({ act: i % 2 ? 'purge' : 'invalidate', scope, at: NOW })).toMatchObject({
          written: true,
        })
      }
    })
    expect(done).toEqual(['get', 'put', 'put', 'put'])
  })

  test('that comes while KV is written shares the next write with all others', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const { kv, done } = watched({ until: promise })
    await inObject(kv, async queue => {
      const marks = Array.from({ length: 20 }, (_, i) => queue.mark(purge(i)))
      resolve()
      for (const { written } of await Promise.all(marks)) expect(written).toBe(true)
    })
    expect(done.filter(one => one === 'put').length).toBeLessThanOrEqual(2)
    for (let i = 0; i < 20; i++) expect(await isStored(i), String(i)).toBe(true)
    expect(await isStored(20)).toBe(false)
  })

  test('that KV refuses is written a little later', async () => {
    const { kv, done } = watched({ refuses: 1 })
    await inObject(kv, async queue => expect(await queue.mark(purge('a'))).toMatchObject({ written: true }))
    expect(done).toEqual(['get', 'put', 'put'])
    expect(await isStored('a')).toBe(true)
  })

  test('that KV goes on to refuse is kept, is not called written, and is written when KV is back', async () => {
    const name = crypto.randomUUID()
    const { kv } = watched({ refuses: 3 })
    const made = await inObject(kv, queue => queue.mark(purge('a')), name)
    expect(made.written).toBe(false)
    expect(purgedAt(made.epochs, url('a'))).toBe(NOW)
    expect(await isStored('a')).toBe(false)
    // Another object than the one that was asked: all that it knows is what was kept.
    await inObject(env.PAGES, queue => queue.alarm(), name)
    expect(await isStored('a')).toBe(true)
  })

  test('leaves nothing to be done later once it is written', async () => {
    const queue = env.PURGES.getByName(crypto.randomUUID())
    await queue.mark(purge('a'))
    expect(await runDurableObjectAlarm(queue)).toBe(false)
  })

  test('is remembered by the object that comes after', async () => {
    const name = crypto.randomUUID()
    await inObject(env.PAGES, queue => queue.mark(purge('a')), name)
    await env.PAGES.delete(EPOCHS_KEY)
    await inObject(env.PAGES, queue => queue.mark(purge('b', NOW + 1)), name)
    expect([await isStored('a'), await isStored('b')]).toEqual([true, true])
    const log = await inObject(env.PAGES, async queue => queue.log(), name)
    expect(log.map(({ first }) => first)).toEqual([[url('b')], [url('a')]])
  })

  test('adds to what KV had before there was an object', async () => {
    await env.PAGES.put(EPOCHS_KEY, JSON.stringify(purged(NO_EPOCHS, { files: [url('old')] }, NOW, 1e9)))
    await env.PURGES.getByName(crypto.randomUUID()).mark(purge('a', NOW + 1))
    expect([await isStored('old'), await isStored('a')]).toEqual([true, true])
  })
})

test('the log keeps the beginnings of what is long, and says how much there was', async () => {
  const queue = env.PURGES.getByName(crypto.randomUUID())
  const files = Array.from({ length: 100 }, (_, i) => `${url(i)}?${'x'.repeat(5000)}`)
  await queue.mark({ act: 'invalidate', scope: { files }, at: NOW })
  const [entry] = await queue.log()
  expect(entry).toMatchObject({ at: NOW, act: 'invalidate', scope: 'files', count: 100 })
  expect(entry?.first).toHaveLength(10)
  expect(JSON.stringify(entry).length).toBeLessThan(4000)
})

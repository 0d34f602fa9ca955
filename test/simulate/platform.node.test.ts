import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Clock } from '../../scripts/simulate/clock.ts'
import { countedAs } from '../../scripts/simulate/counting.ts'
import { Ledger } from '../../scripts/simulate/ledger.ts'
import { cacheAt } from '../../scripts/simulate/platform/cache.ts'
import { Kv } from '../../scripts/simulate/platform/kv.ts'
import { objectsOf } from '../../scripts/simulate/platform/objects.ts'
import { onceAtATime } from '../../scripts/simulate/platform/once.ts'
import { newPlace } from '../../scripts/simulate/platform/place.ts'

const of = countedAs(new Map())
const turn = () => new Promise(resolve => setImmediate(resolve))
const setUp = () => {
  const clock = new Clock(0)
  const ledger = new Ledger()
  ledger.isOpen = true
  const to = async (time: number) => {
    while (clock.step(time)) await turn()
  }
  return { clock, ledger, to }
}

describe('the simulated KV', () => {
  const kvs = () => {
    const { clock, ledger, to } = setUp()
    const kv = new Kv(clock, ledger, 60_000, of)
    return { here: kv.at(newPlace('here')), there: kv.at(newPlace('there')), ledger, to }
  }

  test('gives what was written at once where it was written, and elsewhere after its delay', async () => {
    const { here, there, to } = kvs()
    await here.put('page:a', 'words')
    assert.equal(await here.get('page:a'), 'words')
    assert.equal(await there.get('page:a'), null)
    await to(121_000)
    assert.equal(await there.get('page:a'), 'words')
  })

  test('remembers a miss as long as a value', async () => {
    const { here, there, to } = kvs()
    await here.put('page:a', 'words')
    await to(59_000)
    assert.equal(await there.get('page:a', { cacheTtl: 300 }), null)
    await to(300_000)
    assert.equal(await there.get('page:a'), null)
    await to(360_000)
    assert.equal(await there.get('page:a'), 'words')
  })

  test('must not take two writes of a key in a second, and takes two of two keys', async () => {
    const { here, ledger, to } = kvs()
    await here.put('page:a', '1')
    await here.put('page:b', '1')
    await assert.rejects(here.put('page:a', '2'), /429/)
    await to(1000)
    await here.put('page:a', '3')
    assert.equal(ledger.sum('kv.put'), 3)
    assert.equal(ledger.sum('kv.refused'), 1)
  })

  test('counts a read that finds nothing like one that does', async () => {
    const { here, ledger } = kvs()
    await here.get('epochs', 'json')
    await here.get('epochs', 'json')
    assert.deepEqual(ledger.kinds('kv.get'), [['epochs', 2]])
  })
})

describe('the simulated Cache API', () => {
  const caches = () => {
    const { clock, ledger, to } = setUp()
    const make = () => cacheAt(newPlace('a'), clock, ledger, 3_600_000, of)
    return { here: make(), there: make(), to }
  }
  const kept = () => new Response('words', { headers: { 'cache-control': 'max-age=86400' } })

  test('keeps in one data centre, and not in another', async () => {
    const { here, there } = caches()
    await here.put('https://m.example/a', kept())
    assert.equal(await (await here.match('https://m.example/a'))?.text(), 'words')
    assert.equal(await there.match('https://m.example/a'), undefined)
  })

  test('loses what nobody asks for, and not what somebody does', async () => {
    const { here, to } = caches()
    await here.put('https://m.example/a', kept())
    await here.put('https://m.example/b', kept())
    await to(3_000_000)
    await here.match('https://m.example/a')
    await to(4_000_000)
    assert.ok(await here.match('https://m.example/a'))
    assert.equal(await here.match('https://m.example/b'), undefined)
  })

  test('loses what is past its max-age', async () => {
    const { here, to } = caches()
    await here.put('https://m.example/a', new Response('', { headers: { 'cache-control': 'max-age=30' } }))
    await to(29_000)
    assert.ok(await here.match('https://m.example/a'))
    await to(30_000)
    assert.equal(await here.match('https://m.example/a'), undefined)
  })

  test('must not take what workerd does not take', async () => {
    const { here } = caches()
    await assert.rejects(here.put('https://m.example/a', new Response('', { headers: { vary: '*' } })))
    await assert.rejects(here.put('https://m.example/a', new Response('', { status: 206 })))
  })
})

describe('one fetch of an address at a time', () => {
  const asked = () => {
    const { clock, ledger, to } = setUp()
    let fetches = 0
    const origin = async () => {
      fetches++
      await clock.after(300)
      return new Response(`answer ${fetches}`)
    }
    return { ask: onceAtATime(origin, clock, ledger, of), fetches: () => fetches, ledger, to }
  }

  test('brings the same answer to all who ask while it is on its way', async () => {
    const { ask, fetches, ledger, to } = asked()
    const all = Promise.all([1, 2, 3].map(async () => (await ask('https://p.example/a', {})).text()))
    await turn()
    await to(301)
    assert.deepEqual(await all, ['answer 1', 'answer 1', 'answer 1'])
    assert.equal(fetches(), 1)
    assert.equal(ledger.sum('object.request'), 3)
    assert.equal(ledger.sum('object.ms'), 300)
  })

  test('must not bring it to whoever asks afterwards, or for another address, or by another validator', async () => {
    const { ask, fetches, to } = asked()
    const first = ask('https://p.example/a', {})
    const other = ask('https://p.example/b', {})
    const conditional = ask('https://p.example/a', { headers: { 'if-none-match': '"1"' } })
    await turn()
    await to(301)
    await Promise.all([first, other, conditional])
    const later = ask('https://p.example/a', {})
    await turn()
    await to(700)
    await later
    assert.equal(fetches(), 4)
  })
})

describe('a namespace of simulated Durable Objects', () => {
  class Counting {
    number = 0
    async next(by: number) {
      this.number += by
      return this.number
    }
  }

  test('has one object of each name, until nobody has asked for it for a while', async () => {
    const { clock, ledger, to } = setUp()
    const make = Counting as unknown as Parameters<typeof objectsOf>[0]
    const objects = objectsOf(make, () => ({}), clock, ledger, of)
    const next = (name: string) => (objects.get(objects.idFromName(name)) as unknown as Counting).next(1)
    assert.deepEqual([await next('a'), await next('a'), await next('b')], [1, 2, 1])
    assert.equal(ledger.sum('object.request'), 3)
    await to(11_000)
    assert.equal(await next('a'), 1)
  })
})

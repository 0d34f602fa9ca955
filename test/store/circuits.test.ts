import { describe, expect, it } from 'vitest'
import type { Circuit } from '../../src/store/circuit.ts'
import { Circuits } from '../../src/store/circuits.ts'
import { EdgeRecord } from '../../src/store/edge-record.ts'

const NOW = Date.now()
const base = () => `https://${crypto.randomUUID()}.example`
const setback = { jitter: 0 }

async function opened(circuits: Circuits, name = 'origin:a.example') {
  for (let n = 0; n < 5; n++) await circuits.failed(name, NOW, setback)
}

/** A data centre's cache that another isolate with a memory of its own has left a circuit in. */
const leftBy = (base: string, name: string, circuit: Circuit) =>
  new EdgeRecord<Circuit>(
    caches.default,
    `${base}/-/copy/circuit:${encodeURIComponent(name)}`,
    600,
    'another isolate',
  ).leave(circuit, NOW)

describe('circuits', () => {
  it('are each its own: one that is open rejects, another does not', async () => {
    const circuits = new Circuits(caches.default, base())
    await opened(circuits)
    expect(await circuits.admit('origin:a.example', NOW)).toEqual({ kind: 'rejected', until: NOW + 1000 })
    expect(await circuits.admit('origin:b.example', NOW)).toEqual({ kind: 'admitted' })
  })

  it('close when a probe succeeds, and a failure before counts no more', async () => {
    const circuits = new Circuits(caches.default, base())
    await opened(circuits)
    const name = 'origin:a.example'
    expect(await circuits.admit(name, NOW + 1000)).toEqual({ kind: 'admitted' })
    expect((await circuits.admit(name, NOW + 1001)).kind).toBe('rejected')
    await circuits.succeeded(name, NOW + 1100)
    for (let n = 0; n < 4; n++) await circuits.failed(name, NOW + 1200, setback)
    expect((await circuits.admit(name, NOW + 1300)).kind).toBe('admitted')
  })

  it('are held for as long as somebody else says, which makes no failure of it', async () => {
    const circuits = new Circuits(caches.default, base())
    const name = 'address:a'
    for (let times = 1; times <= 9; times++) await circuits.held(name, NOW, NOW + 60_000)
    expect(await circuits.admit(name, NOW + 59_999)).toEqual({ kind: 'rejected', until: NOW + 60_000 })
    expect((await circuits.admit(name, NOW + 60_000)).kind).toBe('admitted')
    await circuits.failed(name, NOW + 60_001, setback)
    expect(await circuits.admit(name, NOW + 60_002)).toEqual({ kind: 'rejected', until: NOW + 62_001 })
  })

  it('must not be held for less than they are open already', async () => {
    const circuits = new Circuits(caches.default, base())
    const name = 'address:a'
    for (let times = 0; times < 5; times++) await circuits.failed(name, NOW, { jitter: 0, retryAfter: 300 })
    await circuits.held(name, NOW + 20, NOW + 1020)
    expect(await circuits.admit(name, NOW + 2000)).toEqual({ kind: 'rejected', until: NOW + 300_000 })
  })

  it('are shared by the isolates of a data centre: what opened elsewhere is open here', async () => {
    const [own, name] = [base(), 'origin:a.example']
    const circuits = new Circuits(caches.default, own)
    await leftBy(own, name, { kind: 'open', until: NOW + 9000, trips: 4 })
    expect(await circuits.admit(name, NOW)).toEqual({ kind: 'rejected', until: NOW + 9000 })
    await leftBy(own, name, { kind: 'closed', failures: [] })
    expect((await circuits.admit(name, NOW + 500)).kind).toBe('rejected')
    expect((await circuits.admit(name, NOW + 1500)).kind).toBe('admitted')
  })

  it('are left for the other isolates when they open, and not when they count', async () => {
    const own = base()
    const circuits = new Circuits(caches.default, own)
    const name = 'origin:a.example'
    const left = async () =>
      (await caches.default.match(`${own}/-/copy/circuit:${encodeURIComponent(name)}`))?.json()
    for (let n = 0; n < 4; n++) await circuits.failed(name, NOW, setback)
    expect(await left()).toBeUndefined()
    await circuits.failed(name, NOW, setback)
    expect(await left()).toEqual({ kind: 'open', until: NOW + 1000, trips: 1 })
  })

  it('that are open are left as they are by who may not probe, in the data centre too, and closed by his success', async () => {
    const own = base()
    const circuits = new Circuits(caches.default, own)
    const name = 'origin:a.example'
    const left = async () =>
      (await caches.default.match(`${own}/-/copy/circuit:${encodeURIComponent(name)}`))?.json()
    await opened(circuits)
    const open = { kind: 'open', until: NOW + 1000, trips: 1 }
    expect(await circuits.admit(name, NOW + 999, false)).toEqual({ kind: 'rejected', until: NOW + 1000 })
    for (let n = 0; n < 3; n++)
      expect(await circuits.admit(name, NOW + 1000, false)).toEqual({ kind: 'admitted' })
    expect(await left()).toEqual(open)
    expect(await circuits.admit(name, NOW + 1000)).toEqual({ kind: 'admitted' })
    expect(await left()).toMatchObject({ kind: 'half-open' })
    expect((await circuits.admit(name, NOW + 1001, false)).kind).toBe('rejected')
    await circuits.succeeded(name, NOW + 1002)
    expect(await left()).toEqual({ kind: 'closed', failures: [] })
  })

  it('count an address once however many readers tell of it, and nothing that was before a success', async () => {
    const circuits = new Circuits(caches.default, base())
    const name = 'origin:a.example'
    const fail = (address: string) => circuits.failed(name, NOW, { ...setback, address })
    const kind = async () => (await circuits.admit(name, NOW)).kind
    for (const address of ['a', 'a', 'a', 'a', 'a', 'a', 'b', 'c', 'd']) await fail(address)
    expect(await kind()).toBe('admitted')
    await circuits.succeeded(name, NOW)
    for (const address of ['e', 'f', 'g', 'h']) await fail(address)
    expect(await kind()).toBe('admitted')
    await fail('a')
    expect(await kind()).toBe('rejected')
  })

  it('let everybody through where the cache fails', async () => {
    const broken = {
      match: () => Promise.reject(new Error('no cache')),
      put: () => Promise.reject(new Error('no cache')),
    } as unknown as Cache
    const circuits = new Circuits(broken, base())
    expect((await circuits.admit('origin:a.example', NOW)).kind).toBe('admitted')
    await opened(circuits)
    expect((await circuits.admit('origin:a.example', NOW)).kind).toBe('rejected')
  })
})

import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Env } from '../../src/env.ts'
import worker from '../../src/index.ts'
import { status, unseen } from './demo.ts'

/** What the Worker has asked of its bindings and of the runtime, in order. */
let operations: string[] = []

beforeEach(() => {
  const Native = HTMLRewriter
  vi.stubGlobal(
    'HTMLRewriter',
    class extends Native {
      constructor() {
        super()
        operations.push('rewriter')
      }
    },
  )
  const { match, put } = caches.default
  vi.spyOn(caches.default, 'match').mockImplementation((key, options) => {
    operations.push(`match ${String(key).replace(/^.*\/-\/copy\//, '')}`)
    return match.call(caches.default, key, options)
  })
  vi.spyOn(caches.default, 'put').mockImplementation((key, response) => {
    operations.push('put')
    return put.call(caches.default, key, response)
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** The binding itself, and a note of whatever is called on it. */
const noted = <T extends object>(binding: T, name: string): T =>
  new Proxy(binding, {
    get(target, key) {
      const member = Reflect.get(target, key)
      if (typeof member !== 'function') return member
      return (...args: unknown[]) => {
        operations.push(`${name} ${String(key)}`)
        return member.apply(target, args)
      }
    },
  })

/**
 * Asks the Worker as the runtime does, until what it left for later is done.
 * @param bindings without the object it does everything by itself, so that all of it is noted
 */
async function ask(path: string, init: RequestInit = {}, bindings: 'all' | 'no object' = 'all') {
  operations = []
  const context = createExecutionContext()
  const { PAGES, COLLAPSE, PURGES, ...others } = env
  const bound = {
    ...others,
    PAGES: noted(PAGES, 'kv'),
    PURGES: noted(PURGES, 'object'),
    ...(bindings === 'all' ? { COLLAPSE: noted(COLLAPSE, 'object') } : {}),
  } as unknown as Env
  const response = await worker.fetch(new Request(`https://mirror.test${path}`, init), bound, context)
  const text = await response.text()
  await waitOnExecutionContext(context)
  return { text, status: status(response), code: response.status, response, operations: [...operations] }
}

/** The first to ask. */
const miss = (path: string) => ask(path, {}, 'no object')

/** Without the record of epochs, which a Worker reads once a second at most. */
const withoutEpochs = (all: readonly string[]) =>
  all.filter(operation => !operation.startsWith('match epochs'))

describe('a hit', () => {
  it('takes one look into the cache: no KV, no object, no rewriter', async () => {
    const path = unseen('/en/')
    const missed = await miss(path)
    const hit = await ask(path)
    expect(missed.status).toContain('fwd=uri-miss')
    expect(hit.status).toContain('heliograph;hit')
    expect(hit.text).toBe(missed.text)
    expect(withoutEpochs(hit.operations)).toEqual([
      `match ${encodeURIComponent(`https://www.lantern.example${path}`)}`,
    ])
    expect(hit.operations.length).toBeLessThanOrEqual(2)
  })

  it('costs no more where the reader has the page already, or asks for its head only', async () => {
    const path = unseen('/en/')
    await miss(path)
    const etag = (await ask(path)).response.headers.get('etag') ?? ''
    for (const [init, code] of [
      [{ headers: { 'if-none-match': etag } }, 304],
      [{ method: 'HEAD' }, 200],
    ] as const) {
      const again = await ask(path, init)
      expect([again.code, again.text, withoutEpochs(again.operations).length]).toEqual([code, '', 1])
    }
  })

  it('is told from what is rewritten and stored here, as a control', async () => {
    const { operations } = await miss(unseen('/en/'))
    for (const operation of ['rewriter', 'kv getWithMetadata', 'kv put', 'put'])
      expect(operations).toContain(operation)
  })

  it('is told from what an object is asked for, as a control', async () => {
    const { operations } = await ask(unseen('/en/'))
    expect(operations.filter(operation => operation.startsWith('object '))).not.toEqual([])
  })
})

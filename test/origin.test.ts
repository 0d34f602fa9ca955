import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import type { OriginUrl } from '../src/address.ts'
import { ask, beginning } from '../src/origin.ts'
import { asked, setFault } from './mirror/demo.ts'

const PAPER = 'https://www.lantern.example'
const PAGE = '/en/world.html'

beforeEach(async () => {
  await setFault('*', 'none')
  await asked()
})

const demo = (url: string, init: RequestInit) => env.DEMO_ORIGIN.fetch(url, init)
const asking = (path: string, limits: { deadlineMs?: number; bodyMs?: number } = {}, fetch = demo) =>
  ask(
    {
      url: `${PAPER}${path}` as OriginUrl,
      headers: new Headers(),
      deadlineMs: 500,
      sameAddress: to => `${to.href}` as OriginUrl,
      ...limits,
    },
    fetch,
    () => Date.now(),
  )
const through = (...answers: [number, Record<string, string>][]) => {
  let n = 0
  return async () => {
    const [status = 200, headers = {}] = answers[n++] ?? []
    return new Response('body', { status, headers })
  }
}

describe('the origin', () => {
  it('that breaks the connection is unreachable', async () => {
    expect(await asking(`${PAGE}?fault=reset`)).toEqual({ kind: 'unreachable' })
  })

  it('that keeps silent is given up at the deadline, which redirects do not put off', async () => {
    expect(await asking(`${PAGE}?fault=hang`)).toEqual({ kind: 'timeout' })
    let n = 0
    const slowly = async (_: string, { signal }: RequestInit) => {
      await new Promise((resolve, reject) => {
        const timer = setTimeout(resolve, 200)
        signal?.addEventListener('abort', () => {
          clearTimeout(timer)
          reject(new Error('aborted'))
        })
      })
      return new Response(null, { status: 302, headers: { location: `/${n++}` } })
    }
    expect(await asking(PAGE, {}, slowly)).toEqual({ kind: 'timeout' })
    expect(n).toBeLessThan(4)
  })

  it('whose body stops is cut off after a while, and one that only takes its time is not', async () => {
    const body = async (fault: string, bodyMs: number) => {
      const answer = await asking(`${PAGE}?fault=${fault}`, { bodyMs })
      if (answer.kind !== 'response') throw new Error(answer.kind)
      return answer.response.text()
    }
    await expect(body('stall', 100)).rejects.toThrow()
    expect(await body('drip', 20_000)).toContain('</html>')
  })

  it('tells with an error how long to wait, and how its page begins', async () => {
    const answer = await asking(`${PAGE}?fault=503`)
    expect(answer).toMatchObject({ kind: 'broken', status: 503, retryAfter: 120 })
    if (answer.kind !== 'broken') throw new Error(answer.kind)
    expect(new TextDecoder().decode(await beginning(answer.response))).toContain('503 Service')
    expect(await asking(`${PAGE}?fault=500`)).not.toHaveProperty('retryAfter')
  })

  it('that says itself that it checks the browser does, under whatever status', async () => {
    for (const status of [200, 403, 503]) {
      const checks = through([status, { 'cf-mitigated': 'challenge' }])
      expect(await asking(PAGE, {}, checks)).toEqual({ kind: 'challenge', status })
    }
    expect((await asking(PAGE, {}, through([200, { 'cf-mitigated': 'no' }]))).kind).toBe('response')
  })

  it('that sends in a circle is not followed for ever', async () => {
    const circle = through([302, { location: PAGE }])
    expect(await asking(PAGE, {}, circle)).toEqual({ kind: 'redirect-loop' })
  })
})

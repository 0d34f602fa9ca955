import { beforeEach, describe, expect, it } from 'vitest'
import { asked, read, setFault, status, unseen } from './demo.ts'

beforeEach(() => setFault('*', 'none'))

describe('without a copy', () => {
  it.each([
    ['500', 502],
    ['503', 502],
    ['403', 502],
    ['429', 503],
    ['empty', 502],
    ['redirect-loop', 502],
    ['redirect-away', 403],
    ['wrong-type', 403],
  ])(
    'a paper that answers with %s gives status %i, a page that says so, and nothing is stored',
    async (fault, code) => {
      const path = `${unseen('/en/world.html')}&fault=${fault}`
      const page = await read(path, { headers: { accept: 'text/html' } })
      expect(page.status).toBe(code)
      expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(await page.text()).toContain('<h1>')
      await asked()
      const data = await read(path)
      expect(data.headers.get('content-type')).toBe('application/json')
      expect(await data.json()).toMatchObject({ status: code })
      expect((await asked()).length).toBeGreaterThan(0)
    },
  )

  it.each(['cut', 'cut-length'])('a body that breaks off (%s) is never stored', async fault => {
    const path = `${unseen('/en/world.html')}&fault=${fault}`
    const broken = await read(path)
    expect(broken.status).toBe(200)
    await expect(broken.text()).rejects.toThrow()
    await asked()
    const again = await read(path)
    await expect(again.text()).rejects.toThrow()
    expect(status(again)).toContain('fwd=uri-miss')
    // Asked once more for the rest, in vain.
    expect(await asked()).toHaveLength(2)
  })

  it('the same page unbroken is stored', async () => {
    const path = unseen('/en/world.html')
    await (await read(path)).text()
    expect(status(await read(path))).toContain('hit')
  })

  it.each(['404', '410'])('a page that is gone (%s) is said to be', async fault => {
    const gone = await read(`${unseen('/en/world.html')}&fault=${fault}`)
    expect(gone.status).toBe(Number(fault))
  })

  it('a page that must not be stored is not', async () => {
    const path = `${unseen('/en/world.html')}&fault=no-store`
    for (const _ of [1, 2]) {
      const response = await read(path)
      expect(await response.text()).toContain('The Lantern')
      expect(status(response)).toBe('heliograph;fwd=uri-miss;fwd-status=200')
    }
  })

  it('a page of 20 MB streams through whole, and is not stored', { timeout: 30_000 }, async () => {
    const path = `${unseen('/en/world.html')}&fault=huge`
    let bytes = 0
    const response = await read(path)
    for await (const chunk of response.body as ReadableStream<Uint8Array>) bytes += chunk.length
    expect(bytes).toBeGreaterThan(20_000_000)
    expect(status(await read(path, { method: 'HEAD' }))).toContain('fwd=uri-miss')
  })
})

describe('a page that drips over two seconds', () => {
  it('reaches the reader while the paper is still sending, within the first quarter', async () => {
    const started = Date.now()
    const response = await read(`${unseen('/en/world.html')}&fault=drip`)
    const reader = (response.body as ReadableStream<Uint8Array>).getReader()
    const first = await reader.read()
    const firstAfter = Date.now() - started
    expect(new TextDecoder().decode(first.value)).toContain('<!DOCTYPE html>')
    while (!(await reader.read()).done);
    const wholeAfter = Date.now() - started
    expect(wholeAfter).toBeGreaterThan(1500)
    expect(firstAfter).toBeLessThan(wholeAfter / 4)
  })
})

describe('cookies and readers', () => {
  it('a cookie of the paper reaches nobody', async () => {
    const path = `${unseen('/en/world.html')}&fault=set-cookie`
    const first = await read(path)
    await first.text()
    for (const response of [first, await read(path)]) expect(response.headers.get('set-cookie')).toBeNull()
  })

  it('the paper learns nothing about the reader', async () => {
    await asked()
    await (
      await read(unseen('/en/world.html'), {
        headers: {
          cookie: 'who=me',
          authorization: 'Basic bWU6bWU=',
          referer: 'https://secret.example/',
          'user-agent': 'Reader/1.0',
          'accept-language': 'xx',
          'x-forwarded-for': '192.0.2.7',
          'cf-connecting-ip': '192.0.2.7',
          'cf-ipcountry': 'XX',
          'if-none-match': '"seen"',
          range: 'bytes=0-4',
          via: '1.1 home.example',
        },
      })
    ).text()
    const [request] = await asked()
    expect(Object.keys(request?.headers ?? {}).sort()).toEqual(['accept', 'cdn-loop', 'user-agent', 'via'])
    expect(request?.headers.via).toBe('1.1 heliograph')
    expect(request?.headers['user-agent']).toMatch(/^Heliograph/)
  })
})

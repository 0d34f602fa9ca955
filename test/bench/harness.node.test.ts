import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { benchWorker, type Page } from '../../scripts/bench/harness.ts'

const urls = ['https://a.example/', 'https://b.example/']

/** A bench Worker with two pages and a variant, asked for `path`; its origin answers with the page's number. */
async function asked(path: string, variant: (page: Page) => Response | Promise<Response>): Promise<Response> {
  const worker = benchWorker({
    variants: { tried: variant },
    routes: { '/more': async () => new Response('more') },
  })
  const env = { ORIGIN: { fetch: async (url: string) => new Response(url) } as unknown as Fetcher }
  const ask = (target: string, init?: RequestInit) =>
    worker.fetch(new Request(`https://bench.example${target}`, init), env)
  for (const url of urls) await ask(`/page?${new URLSearchParams({ url })}`, { method: 'POST', body: '<p>' })
  return ask(path)
}

const broken = (message: string) =>
  new Response(
    new ReadableStream({
      pull(controller) {
        controller.error(new Error(message))
      },
    }),
  )

describe('a run over all pages', () => {
  test('has each page as often as it is told to', async () => {
    const seen: string[] = []
    const response = await asked('/run?variant=tried&times=2', ({ url }) => {
      seen.push(url)
      return new Response(url)
    })
    assert.deepEqual(await response.json(), { failures: [] })
    assert.deepEqual(seen, [...urls, ...urls])
  })

  test('names a page that failed once, whether at once or in its body, and goes on', async () => {
    for (const fail of [
      () => broken('no more'),
      () => {
        throw new Error('no more')
      },
    ]) {
      let whole = 0
      const response = await asked('/run?variant=tried&times=2', ({ url }) => {
        if (url === urls[0]) return fail()
        whole++
        return new Response(url)
      })
      assert.deepEqual(await response.json(), { failures: [{ page: urls[0], message: 'Error: no more' }] })
      assert.equal(whole, 2)
    }
  })

  test('must not be of a variant that there is not', async () => {
    const served = () => new Response(null)
    assert.equal((await asked('/run?variant=other&times=1', served)).status, 404)
    assert.equal((await asked('/nowhere', served)).status, 404)
    assert.equal(await (await asked('/more', served)).text(), 'more')
  })
})

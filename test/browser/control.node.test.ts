import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, test } from 'node:test'
import { articlePath, inEdition } from '../origin/paper.ts'
import { readPaper } from './chromium.ts'
import { type Findings, nothing, watch } from './look.ts'
import { inContext, reached, start } from './reader.ts'

const PAPER = 'https://www.lantern.example'

describe('the checks of a page, where there is something to find', () => {
  start()

  test('find what the paper’s own page does', () =>
    inContext(async (context, mirror) => {
      await readPaper(context, mirror)
      const look = await watch(context, PAPER)
      const page = await context.newPage()
      const [article] = inEdition('en')
      await page.goto(PAPER + articlePath(article as NonNullable<typeof article>))
      const found = await look(page)
      const hosts = new Set(found.requests.map(url => new URL(url).hostname))
      for (const host of [
        'securepubads.g.doubleclick.net',
        'pagead2.googlesyndication.com',
        'www.google-analytics.com',
        'cdn.taboola.com',
        'ads.adnet.example',
        'pixel.stats.example',
      ])
        assert.ok(hosts.has(host), `no request to ${host} among ${[...hosts].join(', ')}`)
      assert.ok(found.scripts.length > 5, `only ${found.scripts.length} scripts`)
      assert.match(found.console.join('\n'), /Failed to load resource/)
    }))

  test('find the host that the browser reached for', async () => {
    const before = (await reached()).length
    await findings('<link rel=stylesheet href="https://ads.example/x.css">', {}, async () =>
      assert.deepEqual(await reached(before), ['ads.example:443']),
    )
  })

  const cases: [keyof Findings, string, RegExp, Record<string, string>?][] = [
    ['requests', '<link rel=stylesheet href="https://ads.example/x.css">', /^https:\/\/ads\.example\/x\.css/],
    ['requests', '<iframe src="http://127.0.0.1:9/"></iframe>', /^http:\/\/127\.0\.0\.1:9\//],
    ['console', '<script>throw new Error("oh")</script>', /Error: oh/],
    ['console', '<script>console.warn("careful")</script>', /^careful/],
    ['console', '<link rel=stylesheet href="/missing.css">', /404/],
    [
      'violations',
      '<img src=/x.svg>',
      /^img-src https?:/,
      { 'content-security-policy': "default-src 'none'" },
    ],
    [
      'violations',
      '<b onclick="x()">',
      /^script-src-attr/m,
      { 'content-security-policy': "default-src 'none'" },
    ],
    ['pictures', '<img src=/missing.png>', /missing\.png/],
    ['pictures', '<div style="height:9000px"></div><img loading=lazy src=/missing.png>', /missing\.png/],
    ['pictures', '<img data-src=/x.svg src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">', /R0/],
    ['scripts', '<script type="application/ld+json">{}</script>', /ld\+json/],
    ['cookies', '', /^seen of 127\.0\.0\.1/, { 'set-cookie': 'seen=1' }],
    ['cookies', '<script>document.cookie = "seen=2"</script>', /^seen of 127\.0\.0\.1/],
  ]
  for (const [kind, markup, expected, headers] of cases)
    test(`find ${kind} in ${markup || JSON.stringify(headers)}`, () =>
      findings(markup, headers).then(found => assert.match(found[kind].join('\n'), expected)))

  test('find nothing on a page of words and pictures', async () => {
    assert.deepEqual(
      await findings('<p>words <img src=/x.svg> <img src=/x.svg hidden> <a href="https://x.example">'),
      nothing,
    )
  })
})

/** What is found on a page of the given markup. `then` may look at more while it is open. */
async function findings(
  markup: string,
  headers: Record<string, string> = {},
  then = async () => {},
): Promise<Findings> {
  const server = createServer(({ url }, response) => {
    if (url?.startsWith('/missing')) response.writeHead(404).end()
    else if (url?.endsWith('.svg')) response.setHeader('content-type', 'image/svg+xml').end(SVG)
    else {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers })
      response.end(`<!DOCTYPE html><title>x</title><body>${markup}`)
    }
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  let found = nothing
  try {
    await inContext(async context => {
      const look = await watch(context, origin)
      const page = await context.newPage()
      await page.goto(origin)
      found = await look(page)
      await then()
    })
  } finally {
    server.close()
    server.closeAllConnections()
  }
  return found
}

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'

import { rewriteBody } from '../../src/rewrite/body.ts'
import type { Site } from '../../src/site.ts'
import { genericSite, resolveSite } from '../../src/sites/index.ts'
import { hostTags } from '../../src/tags.ts'

/** What is measured; each takes a page as the origin answers with it and gives the answer to a reader. */
const variants: Record<string, (page: Page, arrived: Response) => Response | Promise<Response>> = {
  passthrough: (_, arrived) => arrived,
  noop: (_, arrived) => new HTMLRewriter().on('never-there', { element() {} }).transform(arrived),
  mirror,
}

interface Page {
  readonly url: string
  readonly contentType: string
  readonly bytes: Uint8Array
  readonly site: Site
}

const pages: Page[] = []
const tags = hostTags('bench')
/** Calls of handlers in JavaScript since the run began; `rewriteBody` reports them page by page. */
let calls = 0

/** The mirror's whole rewrite: what a page costs when it is fetched, without storing it. */
async function mirror({ url, contentType, site }: Page, { body }: Response): Promise<Response> {
  const done = (made: number) => {
    calls += made
  }
  const original = { url, media: 'html' as const, contentType, body: body ?? empty(), site, tags, done }
  const rewritten = await rewriteBody(original)
  if (rewritten.kind !== 'rewritten') return new Response(null)
  return new Response(rewritten.body, { headers: { 'content-type': rewritten.contentType } })
}

const empty = () => new Blob([]).stream()

/** What a page comes from a network in: pieces. A body that is there at once would flatter every variant. */
const PIECE = 16_384

/** The origin's answer, over a service binding: native on its way in, as from a network. */
function answer({ bytes, contentType }: Page): Response {
  const { readable, writable } = new IdentityTransformStream()
  void write(bytes, writable)
  return new Response(readable, { headers: { 'content-type': contentType } })
}

async function write(bytes: Uint8Array, writable: WritableStream): Promise<void> {
  const writer = writable.getWriter()
  for (let at = 0; at < bytes.length; at += PIECE) await writer.write(bytes.subarray(at, at + PIECE))
  await writer.close()
}

/** Runs a variant over all pages; the loop is in here so that the HTTP around it costs next to nothing. */
async function run(origin: Fetcher, name: string, times: number): Promise<{ bytes: number; calls: number }> {
  const variant = variants[name]
  if (!variant) throw new Error(`no variant is called "${name}"`)
  let bytes = 0
  calls = 0
  for (let time = 0; time < times; time++) {
    for (const [index, page] of pages.entries()) {
      const arrived = await origin.fetch(`https://origin.example/answer?page=${index}`)
      const served = await variant(page, arrived)
      // Collected without JavaScript, as workerd sends a body that is not touched again.
      bytes += (await served.arrayBuffer()).byteLength
    }
  }
  return { bytes, calls }
}

async function add(request: Request, url: string): Promise<void> {
  const site = siteOf(url)
  const contentType = request.headers.get('content-type') ?? 'text/html'
  pages.push({ url, contentType, site, bytes: new Uint8Array(await request.arrayBuffer()) })
}

/** The demo's pages by the demo's rules, others by the generic ones. */
function siteOf(url: string): Site {
  const { origin } = new URL(url)
  const demo = resolveSite({ SITE: 'demo' })
  return demo.ok && demo.site.origin === origin ? demo.site : genericSite(origin)
}

export default {
  async fetch(request: Request, env: { ORIGIN: Fetcher }): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url)
    const asked = (name: string) => searchParams.get(name) ?? ''
    switch (pathname) {
      case '/page':
        await add(request, asked('url'))
        return new Response('kept')
      case '/answer': {
        const page = pages[Number(asked('page'))]
        return page ? answer(page) : new Response(null, { status: 404 })
      }
      default:
        return Response.json(await run(env.ORIGIN, asked('variant'), Number(asked('times'))))
    }
  },
}

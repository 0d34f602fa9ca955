/** The Worker side of the benchmark: keeps pages and runs variants over them. Each entry says which variants. */

export interface Page {
  readonly url: string
  readonly contentType: string
  readonly bytes: Uint8Array
}

/** Takes a page as the origin answers with it and gives the answer to a reader. */
export type Variant = (page: Page, arrived: Response) => Response | Promise<Response>

export interface Failure {
  readonly page: string
  readonly message: string
}

export interface Entry {
  readonly variants: Readonly<Record<string, Variant>>
  /** Further routes, by path: what is set up or counted outside of any measured time. */
  readonly routes?: Readonly<Record<string, (request: Request, run: RunVariant) => Promise<Response>>>
}

/** Runs a variant over all pages. */
export type RunVariant = (variant: Variant, times: number) => Promise<readonly Failure[]>

/** What a page comes from a network in: pieces. A body that is there at once would flatter every variant. */
const PIECE = 16_384

/** The module that a bench Worker exports. */
export function benchWorker({ variants, routes = {} }: Entry) {
  const pages: Page[] = []
  return {
    async fetch(request: Request, env: { ORIGIN: Fetcher }): Promise<Response> {
      const { pathname, searchParams } = new URL(request.url)
      const asked = (name: string) => searchParams.get(name) ?? ''
      const run: RunVariant = (variant, times) => runOver(pages, env.ORIGIN, variant, times)
      switch (pathname) {
        case '/page': {
          const contentType = request.headers.get('content-type') ?? 'text/html'
          const bytes = new Uint8Array(await request.arrayBuffer())
          pages.push({ url: asked('url'), contentType, bytes })
          return new Response('kept')
        }
        case '/answer': {
          const page = pages[Number(asked('page'))]
          return page ? answer(page) : new Response(null, { status: 404 })
        }
        case '/run': {
          const variant = variants[asked('variant')]
          if (!variant) return new Response(`no variant is called "${asked('variant')}"`, { status: 404 })
          return Response.json({ failures: await run(variant, Number(asked('times'))) })
        }
        default:
          return routes[pathname]?.(request, run) ?? new Response(null, { status: 404 })
      }
    },
  }
}

/** The loop is in here so that the HTTP around it costs next to nothing. */
async function runOver(pages: readonly Page[], origin: Fetcher, variant: Variant, times: number) {
  const failures = new Map<string, Failure>()
  for (let time = 0; time < times; time++) {
    for (const [index, page] of pages.entries()) {
      const arrived = await origin.fetch(`https://origin.example/answer?page=${index}`)
      try {
        const served = await variant(page, arrived)
        // Collected without JavaScript, as workerd sends a body that is not touched again.
        await served.arrayBuffer()
      } catch (error) {
        failures.set(page.url, { page: page.url, message: String(error) })
        await arrived.body?.cancel().catch(() => {})
      }
    }
  }
  return [...failures.values()]
}

/** The origin's answer, over a service binding: native on its way in, as from a network. */
function answer({ bytes, contentType }: Page): Response {
  const { readable, writable } = new IdentityTransformStream()
  void write(bytes, writable)
  return new Response(readable, { headers: { 'content-type': contentType } })
}

/** A reader that gives up on a page ends the writing, and that is no failure of the origin's. */
async function write(bytes: Uint8Array, writable: WritableStream): Promise<void> {
  const writer = writable.getWriter()
  try {
    for (let at = 0; at < bytes.length; at += PIECE) await writer.write(bytes.subarray(at, at + PIECE))
    await writer.close()
  } catch {}
}

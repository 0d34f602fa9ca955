import type { Filters } from '../../src/filters/filters.ts'
import { filtersFor } from '../../src/filters/site.ts'
import { rewriteBody } from '../../src/rewrite/body.ts'
import type { Site } from '../../src/site.ts'
import { hostTags } from '../../src/tags.ts'
import { callsElsewhere } from './counting.ts'
import { benchWorker, type Page, type RunVariant } from './harness.ts'
import { siteOf } from './site-of.ts'

const tags = hostTags('bench')
const known = new Map<Site, Filters>()

function filtersOf(site: Site): Filters {
  const found = known.get(site) ?? filtersFor(site)
  known.set(site, found)
  return found
}

const empty = () => new Blob([]).stream()

/** Told of each page's calls, and of those that are for neither links nor pictures where the rewrite counts them. */
let done = (_calls: number, _elsewhere?: number): void => {}

/** The mirror's whole rewrite: what a page costs when it is fetched, without storing it. */
async function mirror({ url, contentType }: Page, { body }: Response): Promise<Response> {
  const site = siteOf(url)
  const filters = filtersOf(site)
  const original = {
    url,
    media: 'html' as const,
    contentType,
    body: body ?? empty(),
    site,
    tags,
    filters,
    done,
  }
  const rewritten = await rewriteBody(original)
  if (rewritten.kind !== 'rewritten') return new Response(null)
  return new Response(rewritten.body, { headers: { 'content-type': rewritten.contentType } })
}

/** The mirror's calls into JavaScript over all pages, in a pass of its own. */
async function count(_: Request, run: RunVariant): Promise<Response> {
  let calls = 0
  let reported: number | undefined
  const before = done
  done = (made, elsewhere) => {
    calls += made
    if (elsewhere !== undefined) reported = (reported ?? 0) + elsewhere
  }
  const counted = await callsElsewhere(() => run(mirror, 1))
  done = before
  return Response.json({ calls, elsewhere: reported ?? counted })
}

export default benchWorker({
  variants: {
    passthrough: (_, arrived) => arrived,
    noop: (_, arrived) => new HTMLRewriter().on('never-there', { element() {} }).transform(arrived),
    mirror,
  },
  routes: { '/calls': count },
})

import type { Site } from '../../src/site.ts'
import { genericSite, resolveSite } from '../../src/sites/index.ts'

const sites = new Map<string, Site>()

/** The rules for a page: the demo's for the demo's pages, the generic ones for others. Worked out once an origin. */
export function siteOf(url: string): Site {
  const { origin } = new URL(url)
  const known = sites.get(origin)
  if (known) return known
  const demo = resolveSite({ SITE: 'demo' })
  const site = demo.ok && demo.site.origin === origin ? demo.site : genericSite(origin)
  sites.set(origin, site)
  return site
}

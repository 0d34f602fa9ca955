import type { Edition } from './article.ts'

/** Where a page is, for the links on it. `base` is the path its <base> points at, where it has one: relative links start there. */
export interface Place {
  edition: Edition
  path: string
  base?: string
}

export const www = 'https://www.lantern.example'
export const mobile = 'https://m.lantern.example'
export const pic = 'https://img.lantern.example/pic'

/** The page's own address in full, as canonical links and share buttons give it. */
export const absolute = (path: string): string => `${www}${path}`

/** From the place up to the root: "../../". */
const up = (place: Place): string => '../'.repeat((place.base ?? place.path).split('/').length - 2)

/** A link from the place to a path, without a host and without a leading slash. */
export const relative = (place: Place, path: string): string => `${up(place)}${path.slice(1)}` || './'

/** How many ways `messyHref` knows. */
export const hrefKinds = 9

/** The same address written as real papers write it, one way after the other. Ready to stand inside double quotes. */
export function messyHref(place: Place, path: string, n: number): string {
  switch (n % hrefKinds) {
    case 0:
      return path
    case 1:
      return `${www}${path}`
    case 2:
      return `http://www.lantern.example${path}`
    case 3:
      return `//www.lantern.example${path}`
    case 4:
      return `${mobile}${path}`
    case 5:
      return relative(place, path)
    case 6:
      return `https&#x3a;//www.lantern.example${path}?from=hot&amp;place=${n}`
    case 7:
      return ` ${path}\n`
    default:
      return `HTTPS://WWW.LANTERN.EXAMPLE${path}#top`
  }
}

import { judge } from './judge.ts'
import type { FuzzMirror } from './mirror.ts'
import type { FuzzPage, Tried } from './page.ts'

/** Requests at most: a shortest input is a help and no proof. */
const PATIENCE = 120

/** The shortest page found that still has a find of this kind: delta debugging, all pieces of a size at a time. */
export async function minimise(first: Tried, kind: string, mirror: FuzzMirror): Promise<Tried> {
  let best = first
  const step = first.page.encoding === 'utf-16le' ? 2 : 1
  let size = Math.ceil(best.page.bytes.length / 2 / step) * step
  for (let asked = 0; asked < PATIENCE && size >= step; asked++) {
    const candidates = without(best.page, size)
    const tried = await mirror.rewrite(candidates.slice(0, 200))
    const shorter = tried.find(one => judge(one).some(find => find.kind === kind))
    if (shorter) best = shorter
    else if (size === step) break
    if (!shorter || size > best.page.bytes.length) size = Math.max(step, Math.floor(size / 2 / step) * step)
  }
  return best
}

/** The page without each of its pieces in turn, the last first: most of a page's end does not matter. */
function without(page: FuzzPage, size: number): FuzzPage[] {
  const pages: FuzzPage[] = []
  for (let start = 0; start < page.bytes.length; start += size) {
    const end = Math.min(start + size, page.bytes.length)
    const bytes = new Uint8Array(page.bytes.length - (end - start))
    bytes.set(page.bytes.subarray(0, start))
    bytes.set(page.bytes.subarray(end), start)
    const moved = page.cuts.map(cut => (cut <= start ? cut : Math.max(start, cut - (end - start))))
    // Every byte a chunk is the simplest way to split a short page.
    const cuts = bytes.length < 300 ? Array.from(bytes, (_, at) => at) : moved
    pages.unshift({ ...page, bytes, cuts })
  }
  return pages
}

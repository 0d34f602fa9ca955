import type { Media } from '../http/media.ts'
import {
  askedAt,
  type Copy,
  cancel,
  type Head,
  isGood,
  MOST_VARIANTS,
  type Store,
  type Variant,
} from './copy.ts'
import type { EdgeTier } from './edge.ts'
import { KEPT } from './key.ts'
import type { KvTier } from './kv.ts'

/** What is worth a durable copy: few bytes, many readers. Errors live in the data centres' caches. */
const TEXT: ReadonlySet<Media> = new Set<Media>(['html', 'css', 'feed'])
/** What is as well where the site's file says so: many bytes, which KV is paid for by the gigabyte. */
const PICTURES: ReadonlySet<Media> = new Set<Media>(['picture', 'svg', 'font'])

/** Statuses that say that there is no such page (any more). */
const GONE = new Set([404, 410])

/** After this an unchanged page is written again, or its copy would end while the page goes on. */
const HALF_LIFE_MS = (KEPT / 2) * 1000

/**
 * A copy in KV is for when the origin fails, and for data centres that have none of their own: one that is younger than
 * so many of its lifetimes is good enough for both. A newspaper's front changes every few minutes, a page with a box of
 * headlines all day, and KV's writes are counted by the day: 1,000 on the free plan.
 */
const LIFETIMES = 12
/** The least that counts as a lifetime, in seconds: a page that must be asked for each time may change each time. */
const LEAST_LIFETIME = 60

/** Addresses of pictures. Where these are not in KV they need not be asked for there: they are half of a paper's. */
const PICTURE = /\.(avif|gif|ico|jpe?g|png|svg|webp|woff2?)(\?|$)/i

/** Where pictures are kept: in the data centres' caches alone, or in KV too. */
export type Pictures = 'cache' | 'kv'

/** Cache API before KV: what the data centre lacks is taken from KV and left there for the next reader. */
export class TieredStore implements Store {
  readonly #edge: EdgeTier
  readonly #kv: KvTier
  readonly #pictures: Pictures
  /** The copy that is on its way from KV to the data centre: what is newer must come after it. */
  #filling: Promise<unknown> | undefined
  readonly #defer: (work: Promise<unknown>) => void

  /**
   * @param defer keeps work alive after the answer has gone out (`ctx.waitUntil`)
   * @param pictures whether KV keeps them too
   */
  constructor(
    edge: EdgeTier,
    kv: KvTier,
    defer: (work: Promise<unknown>) => void,
    pictures: Pictures = 'cache',
  ) {
    this.#edge = edge
    this.#kv = kv
    this.#defer = defer
    this.#pictures = pictures
  }

  readonly near: Pick<Store, 'get'> = {
    get: async (url, variant, after = 0) => {
      const found = await this.#total(this.#edge.get(url, variant), 'edge get')
      if (found && askedAt(found.head) > after) return found
      await cancel(found)
      return undefined
    },
  }

  readonly far: Pick<Store, 'get'> = {
    get: async (url, variant) =>
      this.#mayBeFar(url) ? this.#total(this.#kv.get(url, variant), 'kv get') : undefined,
  }

  async get(url: string, variant?: string, after = 0): Promise<Copy | undefined> {
    const near = await this.near.get(url, variant, after)
    if (near && near.head.drift === undefined) return near
    const far = await this.far.get(url, variant)
    // A page that drifted is here because there was no good copy: a later one is from another data centre.
    if (near && !(far && far.head.requestedAt > near.head.requestedAt)) {
      await cancel(far)
      return near
    }
    await cancel(near)
    return far && this.#leftHere(far)
  }

  /** A copy from KV, which is left in the data centre on its way to the reader. */
  #leftHere(far: Copy): Copy {
    const [toReader, here] = far.body instanceof ReadableStream ? far.body.tee() : [far.body, far.body]
    const left = this.#edge.put(far.head, here).catch(async error => {
      // What nobody takes would be held for as long as the reader takes.
      await cancel({ body: here }).catch(() => {})
      throw error
    })
    this.#filling = this.#total(left, 'edge put')
    this.#defer(this.#filling)
    return { ...far, body: toReader }
  }

  /** Writes KV only when what it holds is another page, or dead: an unchanged one costs none of the day's writes. */
  async put(head: Head, body: Uint8Array, isPurged: (kept: Head) => boolean = () => false): Promise<void> {
    await this.#filling
    if (GONE.has(head.status)) return this.#putGone(head, body)
    const index = head.variant && (await this.#putVariants(head))
    if (head.drift !== undefined) return this.#putProvisionally(head, body, isPurged)
    await this.#total(this.#edge.put(head, body), 'edge put')
    if (!this.#isDurable(head)) return
    if (index) this.#defer(this.#putFarVariants(head, index))
    const kept = await this.#total(this.#kv.head(head.url, head.variant?.key), 'kv get')
    const isAlive = kept && !isPurged(kept) && head.requestedAt - kept.requestedAt < HALF_LIFE_MS
    if (isAlive && (isSame(kept, head) || isGoodEnough(kept, head))) return
    await this.#total(this.#kv.put(head, body), 'kv put')
  }

  /** Says under the address which responses it has here: the newest first, and the oldest of too many is forgotten. */
  async #putVariants(head: Head): Promise<Head> {
    const before = await this.get(head.url)
    await cancel(before)
    await this.#filling
    const index = indexOf(head, before?.head.variants)
    await this.#total(this.#edge.put(index, new Uint8Array()), 'edge put')
    return index
  }

  /**
   * The same in KV, which may remember an older list than it has: the one from here is put together with it. A new
   * reader's fields may come each moment, and a key is written once a second: nobody waits for it.
   */
  async #putFarVariants(head: Head, here: Head): Promise<void> {
    const far = await this.#total(this.#kv.head(head.url), 'kv get')
    if (far?.variants?.some(({ key }) => key === head.variant?.key)) return
    const index = indexOf(head, [...(here.variants ?? []), ...(far?.variants ?? [])])
    await this.#total(this.#kv.put(index, new Uint8Array()), 'kv put')
  }

  /** A page that drifted stays in this data centre, and never where there is a good copy. */
  async #putProvisionally(head: Head, body: Uint8Array, isPurged: (kept: Head) => boolean): Promise<void> {
    const near = await this.#total(this.#edge.head(head.url, head.variant?.key), 'edge get')
    const far = await this.#total(this.#kv.head(head.url, head.variant?.key), 'kv get')
    const isAlive = (kept?: Head) => kept && isGood(kept) && !isPurged(kept)
    if (isAlive(near) || isAlive(far)) return
    await this.#total(this.#edge.put(head, body), 'edge put')
  }

  async fill(head: Head, body: Uint8Array): Promise<void> {
    await this.#filling
    if (head.variant !== undefined) await this.#putVariants(head)
    await this.#total(this.#edge.put(head, body), 'edge put')
  }

  /**
   * A page that is gone takes its good copy along: 410 at once, because it is said on purpose; 404 when it is said again,
   * because a paper that is being mended says it too.
   */
  async #putGone(head: Head, body: Uint8Array): Promise<void> {
    const variant = head.variant?.key
    if (variant !== undefined) await this.#putVariants(head)
    const near = await this.#total(this.#edge.head(head.url, variant), 'edge get')
    await this.#total(this.#edge.put(head, body), 'edge put')
    const isConfirmed = head.status === 410 || (near !== undefined && GONE.has(near.status))
    if (isConfirmed && (await this.#total(this.#kv.head(head.url, variant), 'kv get')))
      await this.#total(this.#kv.delete(head.url, variant), 'kv delete')
  }

  async renew(head: Head): Promise<void> {
    await this.#filling
    const variant = head.variant?.key
    const near = await this.near.get(head.url, variant)
    // Another page has been stored meanwhile: what was said is not about it.
    if (near && near.head.requestedAt > head.requestedAt) return cancel(near)
    const copy = near?.head.etag === head.etag ? near : await this.far.get(head.url, variant)
    if (copy !== near) await cancel(near)
    if (copy?.head.etag !== head.etag) return cancel(copy)
    const since = copy.head.keptAt ?? askedAt(copy.head)
    // Elsewhere the copy must be found by what it is tagged with now, and for as long as the page goes on.
    if (!haveSameTags(copy.head, head) || head.requestedAt - since >= HALF_LIFE_MS) {
      const body = new Uint8Array(await new Response(copy.body).arrayBuffer())
      return this.put({ ...head, keptAt: head.requestedAt }, body)
    }
    await this.#total(this.#edge.put(head, copy.body), 'edge put')
  }

  #isDurable({ media, status, url }: Head): boolean {
    const isKind = TEXT.has(media) || (this.#pictures === 'kv' && PICTURES.has(media))
    return isKind && status === 200 && this.#mayBeFar(url)
  }

  #mayBeFar(url: string): boolean {
    return this.#pictures === 'kv' || !PICTURE.test(url)
  }

  /** A tier that fails must not cost the reader the page: it counts as empty, and the log says so. */
  async #total<T>(work: Promise<T>, what: string): Promise<T | undefined> {
    try {
      return await work
    } catch (error) {
      console.error(`store: ${what} failed: ${error}`)
      return undefined
    }
  }
}

/** What stands under an address that has several responses, with one more. @param known those that stood there */
function indexOf({ variant, ...head }: Head, known: readonly Variant[] = []): Head {
  const { drift: _, size: __, ends: ___, article: ____, ...index } = head
  const all = [...(variant ? [variant] : []), ...known]
  const variants = all.filter(({ key }, at) => all.findIndex(other => other.key === key) === at)
  return { ...index, headers: new Headers(), variants: variants.slice(0, MOST_VARIANTS), etag: '' }
}

/** Whether what KV holds, which is no more what the page is, may stay a while. */
const isGoodEnough = (kept: Head, head: Head) =>
  isGood(kept) &&
  kept.rules === head.rules &&
  // Elsewhere the copy must be found by what it is tagged with now.
  haveSameTags(kept, head) &&
  head.requestedAt - kept.requestedAt < LIFETIMES * Math.max(LEAST_LIFETIME, head.fresh) * 1000

const isSame = (a: Head, b: Head) =>
  a.etag === b.etag && a.rules === b.rules && a.status === b.status && haveSameTags(a, b)

const haveSameTags = (a: Head, b: Head) => JSON.stringify(a.tags) === JSON.stringify(b.tags)

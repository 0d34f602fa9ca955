import { collectBody, deliver } from '../delivery.ts'
import { type Collapse, type Exchange, isTransparent, outdatedAt, rulesOf } from '../exchange.ts'
import type { First } from '../first.ts'
import { type Renewal, renewedFor } from '../renew.ts'
import type { Head } from '../store/copy.ts'
import { readHead } from '../store/envelope.ts'
import { etagOf, keyOf } from '../store/key.ts'
import { type Ask, askOf, type Told } from './ask.ts'
import { type Incoming, incoming } from './incoming.ts'

/** Where this Worker stands: the mirror's origin as it was asked for, and the data centre. */
export interface Place {
  readonly base: string
  readonly colo: string
}

type Answer = Incoming & { readonly told: Extract<Told, { fill: boolean }> }

/** An object that breaks off before a reader has anything is asked once more: the next forward may do better. */
const TRIES = 2

/**
 * Requests for one address become one in a Durable Object of that address: it asks the origin, rewrites and stores,
 * and everybody gets what comes from there. Whatever is wrong with the object, each asks the origin by itself.
 */
export class ObjectCollapse implements Collapse {
  readonly #objects: DurableObjectNamespace
  readonly #place: Place

  constructor(objects: DurableObjectNamespace, place: Place) {
    this.#objects = objects
    this.#place = place
  }

  async first(exchange: Exchange): Promise<First | undefined> {
    const answer = await this.#ask(exchange, 'first')
    if (answer === undefined) return undefined
    const { told, body, stored } = answer
    const { fill, bodied, collapsed, head: line, ...rest } = told
    const head = readHead(line ?? '')
    if (head === undefined) {
      await body.cancel()
      return { ...rest } as First
    }
    const reader = fill ? leftHere(exchange, body, stored) : body
    if (!bodied) exchange.defer(reader.cancel())
    return { ...rest, head, collapsed, body: bodied ? reader : null } as First
  }

  async renew(exchange: Exchange, validators?: Head): Promise<Renewal | undefined> {
    const answer = await this.#ask(exchange, 'renew', validators)
    if (answer === undefined) return undefined
    const { told, body } = answer
    const { fill, bodied: _, collapsed, head: line, ...rest } = told
    const page = await collectBody(body, exchange.site.maxPageBytes)
    if (page.kind !== 'whole') return undefined
    const head = readHead(line ?? '')
    if (head === undefined) return { ...rest } as Renewal
    const renewal = { ...rest, head, bytes: page.bytes, collapsed } as Exclude<Renewal, { kind: 'failed' }>
    if (fill && renewal.kind === 'renewed')
      exchange.defer(renewedFor(exchange, head, validators).then(kept => exchange.store.renew(kept)))
    if (fill && renewal.kind === 'page' && renewal.stored && head.drift === undefined)
      exchange.defer(exchange.store.fill(head, page.bytes))
    return renewal
  }

  /** An answer from before a purge that only this data centre knows of is asked for again, with its time. */
  async #ask(exchange: Exchange, want: Ask['want'], validators?: Head): Promise<Answer | undefined> {
    let asking = exchange
    for (let tries = 0; tries < TRIES; tries++) {
      const answer = await this.#answer(asking, want, validators)
      const head = answer && readHead(answer.told.head ?? '')
      const marked = head && (await outdatedAt(exchange, head))
      if (answer === undefined || marked === undefined) return answer
      await answer.body.cancel()
      asking = { ...exchange, purgedAt: marked, markedAt: marked }
    }
    return undefined
  }

  async #answer(exchange: Exchange, want: Ask['want'], validators?: Head): Promise<Answer | undefined> {
    // Where all of a reader's fields go along, hardly two requests are the same; and some sites are to be like any cache.
    if (exchange.site.forward === '*' || isTransparent(exchange.site)) return undefined
    const body = JSON.stringify(askOf(exchange, this.#place, want, validators))
    try {
      const name = `${rulesOf(exchange)} ${await keyOf(exchange.url)}`
      const object = this.#objects.get(this.#objects.idFromName(name))
      for (let tries = 0; tries < TRIES; tries++) {
        const response = await object.fetch('https://collapse.invalid/', { method: 'POST', body })
        const answer = response.body && (await incoming(response.body, exchange.site.maxPageBytes))
        if (!answer) continue
        const told: Told = JSON.parse(answer.outcome)
        if (told.kind !== 'alone') return { ...answer, told }
        await answer.body.cancel()
        return undefined
      }
    } catch (error) {
      console.warn(`collapse: ${error}`)
    }
    return undefined
  }
}

/** A body that is collected on its way to its reader, and left in this data centre if it is what was stored. */
function leftHere(
  { site, store, defer }: Exchange,
  body: ReadableStream<Uint8Array>,
  stored: Promise<string | undefined>,
): ReadableStream<Uint8Array> {
  const { toReader, collected } = deliver(body, site.maxPageBytes)
  const leave = async () => {
    const page = await collected
    const head = page.kind === 'whole' ? readHead((await stored) ?? '') : undefined
    if (page.kind !== 'whole' || head === undefined || head.drift !== undefined) return
    // A page that had to be mended on its way was stored otherwise than its readers got it.
    if (head.etag === (await etagOf(page.bytes))) await store.fill(head, page.bytes)
  }
  defer(leave())
  return toReader
}

import { type Copy, type Head, headOnly } from './copy.ts'
import { headOf, plainHead, seal, unseal } from './envelope.ts'
import { KEPT, keyOf } from './key.ts'
import { isOurTurn, over, takePlace } from './turns.ts'

/** How long a data centre may answer from its own memory of KV, in seconds (30 is KV's least). */
const REMEMBERED = 60
/** KV's limit for what stands beside a value, in bytes of JSON. */
const MOST_METADATA = 1024
/** A write that KV refuses is tried once more. */
const TRIES = 2

/**
 * Copies that are the same everywhere, kept for weeks (Workers KV). The head is the value's metadata, so that the body
 * streams as it is, and can be left alone by who only wants to know what there is. A head that is too long for that is
 * the first line of the value.
 */
export class KvTier {
  readonly #kv: KVNamespace

  constructor(kv: KVNamespace) {
    this.#kv = kv
  }

  async get(url: string, variant?: string): Promise<Copy | undefined> {
    const { value, metadata } = await this.#read(url, variant)
    if (value === null) return undefined
    const head = headOf(metadata)
    if (head) return { head, body: value, tier: 'kv' }
    const opened = unseal(new Uint8Array(await new Response(value).arrayBuffer()))
    return opened && { ...opened, tier: 'kv' }
  }

  /** What is known of the copy that there is, without its body. */
  async head(url: string, variant?: string): Promise<Head | undefined> {
    return headOnly(await this.get(url, variant))
  }

  /** Of several writes of one key within a second only the last is made: KV takes one (documented limit). */
  async put(head: Head, body: Uint8Array): Promise<void> {
    const metadata = plainHead(head)
    const isBeside = new TextEncoder().encode(JSON.stringify(metadata)).length <= MOST_METADATA
    const value = isBeside ? body : seal(head, body)
    const options = { expirationTtl: KEPT, ...(isBeside ? { metadata } : {}) }
    await this.#inTurn(head.url, head.variant?.key, key => this.#kv.put(key, value, options))
  }

  async delete(url: string, variant?: string): Promise<void> {
    await this.#inTurn(url, variant, key => this.#kv.delete(key))
  }

  async #inTurn(
    url: string,
    variant: string | undefined,
    write: (key: string) => Promise<void>,
  ): Promise<void> {
    const place = takePlace()
    const key = await this.#key(url, variant)
    for (let tries = 1; await isOurTurn(key, place); tries++) {
      try {
        return await write(key)
      } catch (error) {
        if (tries === TRIES) throw error
      } finally {
        over(key)
      }
    }
  }

  async #read(url: string, variant?: string) {
    const key = await this.#key(url, variant)
    return this.#kv.getWithMetadata(key, { type: 'stream', cacheTtl: REMEMBERED })
  }

  async #key(url: string, variant?: string): Promise<string> {
    return `page:${await keyOf(url, variant)}`
  }
}

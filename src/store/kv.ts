import type { Copy, Head } from './copy.ts'
import { seal, unseal } from './envelope.ts'
import { KEPT, keyOf } from './key.ts'

/** How long a data centre may answer from its own memory of KV, in seconds (30 is KV's least). */
const REMEMBERED = 60

/** Copies that are the same everywhere, kept for weeks (Workers KV). */
export class KvTier {
  readonly #kv: KVNamespace

  constructor(kv: KVNamespace) {
    this.#kv = kv
  }

  async get(url: string, variant?: string): Promise<(Copy & { body: Uint8Array }) | undefined> {
    const value = await this.#kv.get(await this.#key(url, variant), {
      type: 'arrayBuffer',
      cacheTtl: REMEMBERED,
    })
    const found = value && unseal(new Uint8Array(value))
    return found ? { ...found, tier: 'kv' } : undefined
  }

  async put(head: Head, body: Uint8Array): Promise<void> {
    await this.#kv.put(await this.#key(head.url, head.variant?.key), seal(head, body), {
      expirationTtl: KEPT,
    })
  }

  async delete(url: string): Promise<void> {
    await this.#kv.delete(await this.#key(url))
  }

  async #key(url: string, variant?: string): Promise<string> {
    return `page:${await keyOf(url, variant)}`
  }
}

import { deliver } from '../../src/delivery.ts'
import { Filters } from '../../src/filters/filters.ts'
import { NONE } from '../../src/filters/none.ts'
import { rewriteBody } from '../../src/rewrite/body.ts'
import { parseSite, type Site } from '../../src/site.ts'
import { resolveSite } from '../../src/sites/index.ts'
import { hostTags } from '../../src/tags.ts'
import { breakRewrite } from './broken/now.ts'
import { pack, unpack } from './frame.ts'
import { type FuzzPage, LISTED_CLASS, type Outcome, OWN_HOSTS, PRIMARY, REMOVED_CLASS } from './page.ts'

/** The mirror's rewrite for the fuzzer: many pages a request, each once whole and once in chunks. */

type Head = Omit<FuzzPage, 'bytes'> & { readonly length: number }

/** A page of at most some hundred kilobytes takes milliseconds; one that takes this long never ends. */
const LONGEST_MS = 10_000

const paper = {
  origin: `https://${PRIMARY}`,
  aliases: ['lantern.example'],
  hosts: [...OWN_HOSTS].filter(host => host !== PRIMARY && host !== 'lantern.example'),
}
const demo = resolveSite({ SITE: 'demo' })
const plain = parseSite({ ...paper, remove: [`.${REMOVED_CLASS}`] })
// Without any selector: the native rewriter has no part in it.
const bare = parseSite(paper)
if (!demo.ok || !plain.ok || !bare.ok) throw new Error('the fuzzer’s sites are no sites')
const sites: Record<FuzzPage['site'], Site> = { demo: demo.site, plain: plain.site, bare: bare.site }
const tags = hostTags('fuzz')
const classes = [{ list: 0, names: LISTED_CLASS, lines: '1' }]
const filters = new Filters({ ...NONE, key: 'fuzz', lists: ['fuzz.txt'], classes }, [PRIMARY])

let logged: string[] = []
console.error = (...words: unknown[]) => void logged.push(words.join(' '))

function streamed(bytes: Uint8Array, cuts: readonly number[]): ReadableStream<Uint8Array> {
  const ends = [...cuts, bytes.length].filter((end, n, all) => end > (all[n - 1] ?? 0))
  let at = 0
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      const end = ends.shift()
      if (end === undefined) return controller.close()
      // Copies: a chunk's buffer belongs to whoever reads it.
      controller.enqueue(bytes.slice(at, end))
      at = end
    },
  })
}

async function rewrite(page: Head, bytes: Uint8Array, cuts: readonly number[]): Promise<Outcome> {
  logged = []
  const outcome = (kind: Outcome['kind'], message = '', contentType = '', made = new Uint8Array()) => ({
    ...{ kind, message, contentType, bytes: made, logged },
  })
  const { url, contentType, site } = page
  const original = {
    url,
    contentType,
    media: 'html' as const,
    site: sites[site],
    body: streamed(bytes, cuts),
  }
  const chunks: Uint8Array[] = []
  let type = ''
  try {
    const rewritten = await rewriteBody({ ...original, ...(site === 'demo' ? { tags } : { filters }) })
    if (rewritten.kind !== 'rewritten') return outcome(rewritten.kind)
    type = rewritten.contentType
    try {
      // As a reader gets it: where the parser gives up, the page goes on by other means.
      const { toReader } = deliver(rewritten.body, 5_000_000, rewritten.second)
      for await (const chunk of toReader) chunks.push(chunk.slice())
    } catch (error) {
      return outcome('aborted', String(error), type, await joined(chunks))
    }
  } catch (error) {
    return outcome('threw', error instanceof Error ? `${error.stack}` : String(error))
  }
  return outcome('rewritten', '', type, await joined(chunks))
}

const joined = async (chunks: Uint8Array[]) => new Uint8Array(await new Blob(chunks).arrayBuffer())

async function inTime(work: Promise<Outcome>): Promise<Outcome> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<Outcome>(resolve => {
    const hung = { kind: 'hung' as const, message: '', contentType: '', bytes: new Uint8Array(), logged: [] }
    timer = setTimeout(() => resolve(hung), LONGEST_MS)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

const same = (a: Outcome, b: Outcome) =>
  a.kind === b.kind && a.contentType === b.contentType && Buffer.compare(a.bytes, b.bytes) === 0

export default {
  async fetch(request: Request): Promise<Response> {
    breakRewrite(new URL(request.url).searchParams.get('broken') ?? '')
    const { head, take } = unpack(new Uint8Array(await request.arrayBuffer()))
    const heads: unknown[] = []
    const parts: Uint8Array[] = []
    for (const page of head as Head[]) {
      const bytes = take(page.length)
      const once = await inTime(rewrite(page, bytes, []))
      const pieces = await inTime(rewrite(page, bytes, page.cuts))
      const told = (outcome: Outcome) => ({ ...outcome, bytes: undefined, length: outcome.bytes.length })
      const differs = !same(once, pieces)
      heads.push({ once: told(once), pieces: differs ? told(pieces) : undefined })
      parts.push(once.bytes)
      if (differs) parts.push(pieces.bytes)
    }
    return new Response(pack(heads, parts))
  },
}

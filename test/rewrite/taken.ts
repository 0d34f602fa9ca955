import type { CompiledFilters } from '../../src/filters/data.ts'
import { Filters } from '../../src/filters/filters.ts'
import { NONE } from '../../src/filters/none.ts'
import type { Removal } from '../../src/rewrite/adverts/removals.ts'
import { rewriteHtml } from '../../src/rewrite/html.ts'
import { Ledger } from '../../src/rewrite/report.ts'
import { parseSite } from '../../src/site.ts'
import { streamOf } from '../../src/stream.ts'

/** An invented list: the classes "ad" and "advert", the id "ad-top", and whatever has a class with "_advert_" in it. */
export const LIST: CompiledFilters = {
  ...NONE,
  key: 'made',
  lists: ['own.txt'],
  classes: [{ list: 0, names: 'ad advert', lines: '1:2' }],
  ids: [{ list: 0, names: 'ad-top', lines: '1' }],
  elements: [{ list: 0, rows: '[class*\tr\t[["class","*","_advert_"]]\t[class*="_advert_"]', lines: '1' }],
}

export const filters = new Filters(LIST, ['www.paper.example'])

export interface Options {
  readonly rules?: Readonly<Record<string, unknown>>
  readonly charset?: string
  /** How many bytes come at a time. */
  readonly size?: number
  readonly filters?: Filters
}

/** What a page becomes, in bytes as Latin-1 text, and what rules did to it. */
export async function taken(html: string | Uint8Array, options: Options = {}) {
  const { rules = {}, charset = 'UTF-8', size } = options
  const parsed = parseSite({ origin: 'https://www.paper.example', ...rules })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  const bytes = typeof html === 'string' ? new TextEncoder().encode(html) : html
  const report = new Told()
  const { site } = parsed
  const out = rewriteHtml(size === undefined ? streamOf(bytes) : cut(bytes, size), {
    ...{ url: 'https://www.paper.example/a', site, charset, relocated: false, whole: false },
    ...{ filters: options.filters ?? filters, report },
  })
  const written = new Uint8Array(await new Response(out).arrayBuffer())
  const text = new TextDecoder('latin1').decode(written)
  return { text, written, outcomes: report.lists.flat().map(({ outcome }) => outcome) }
}

/** A page without what goes from it; what stays where something went is left out. */
export const left = async (html: string, options?: Options): Promise<string> =>
  new TextDecoder().decode((await taken(html, options)).written).replaceAll('<!---->', '')

class Told extends Ledger {
  readonly lists: (readonly Removal[])[] = []

  override removals(list: readonly Removal[]): void {
    this.lists.push(list)
  }
}

function cut(bytes: Uint8Array, size: number): ReadableStream<Uint8Array> {
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close()
      controller.enqueue(bytes.slice(at, at + size))
      at += size
    },
  })
}

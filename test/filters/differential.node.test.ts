import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { parseHTML } from 'linkedom'
import { compile } from '../../scripts/filters/compile.ts'
import { listPaths } from '../../scripts/filters/inputs.ts'
import { readLists } from '../../scripts/filters/parse.ts'
import { analyse } from '../../scripts/filters/selector.ts'
import type { CompiledFilters } from '../../src/filters/data.ts'
import { Filters } from '../../src/filters/filters.ts'
import { NONE } from '../../src/filters/none.ts'
import { isHeaded, textIn } from '../../src/rewrite/adverts/text-in.ts'
import { demoPages, mirrored, numbered, type Saved, savedPages } from './saved.ts'

/*
 * What the mirror removes by the lists' generic rules is what their selectors find in the page's DOM. The page is the
 * one that a mirror without lists makes. CORPUS=folder tries its pages too, FILTERS="a.txt b.txt" more lists; what is
 * different is printed, by reason.
 */

const lists = readLists(listPaths([], process.env))
const { data } = compile(lists, { hosts: ['127.0.0.1'] })
const filters = new Filters(data, ['127.0.0.1'])
const LIMIT = 1500

const rules = lists.flatMap(({ text }) => text.split('\n'))
const dropped = new Set(rules.flatMap(rule => /^#@#(.+)/.exec(rule)?.[1]?.trim() ?? []))
/** Generic selectors, and a text that a page must have for each. */
const generic = rules.flatMap(rule => {
  const selector = /^(?:~[^#]*)?##(.+)/.exec(rule)?.[1]?.trim()
  if (selector === undefined || dropped.has(selector)) return []
  if (!analyse(selector)?.every(({ css }) => css)) return []
  const literal = selector
    .replace(/:not\([^)]*\)/g, '')
    .match(/[\w-]{3,}(?:[:/.?=&%]+[\w-]+)*/g)
    ?.toSorted((a, b) => b.length - a.length)[0]
  return [{ selector, literal: selector.includes(',') || selector.includes('\\') ? '' : (literal ?? '') }]
})

/** An element of linkedom's; this project's types know only the Worker's world. */
interface Node {
  readonly localName: string
  readonly outerHTML: string
  readonly parentElement: Node | null
  getAttribute(name: string): string | null
  closest(selector: string): Node | null
  querySelectorAll(selector: string): Iterable<Node>
}
type Reason = 'removed' | 'unclosed' | 'too much' | 'hidden by a style' | 'page' | 'missed'
interface Found {
  readonly page: string
  readonly element: string
  readonly selector: string
  readonly reason: Reason
}
interface Extra {
  readonly page: string
  readonly element: string
}

/** The elements of a page and what becomes of them, by a full engine and by the mirror. */
function compared({ name }: Saved, plain: string, cleaned: string, unclosed: ReadonlySet<string>) {
  const { document } = parseHTML(plain) as unknown as { document: Node }
  const left = new Set(Array.from(cleaned.matchAll(/ data-n="(\d+)"/g), ([, n = '']) => n))
  const found = new Map<string, Found>()
  const named = new Set<Node>()
  const hides = new Set(filters.rest)
  for (const { selector, literal } of generic) {
    if (!plain.includes(literal)) continue
    for (const element of select(document, selector)) {
      named.add(element)
      const n = element.getAttribute('data-n')
      if (n === null || found.get(n)?.reason === 'removed') continue
      const reason = (): Reason => {
        if (!left.has(n)) return 'removed'
        if (/^(?:html|head|body)$/i.test(element.localName)) return 'page'
        const isHidden = hides.has(selector) || cleaned.includes(`${selector}{display:none!important}`)
        if (isHidden) return 'hidden by a style'
        const text = textIn(element.outerHTML)
        if (text > LIMIT || (text > 300 && isHeaded(element.outerHTML))) return 'too much'
        return unclosed.has(n) ? 'unclosed' : 'missed'
      }
      found.set(n, { page: name, element: element.outerHTML.slice(0, 160), selector, reason: reason() })
    }
  }
  const extra: Extra[] = []
  for (const element of document.querySelectorAll('[data-n]')) {
    const n = element.getAttribute('data-n') ?? ''
    if (left.has(n) || isWithin(element, named) || element.closest('head')) continue
    // What held nothing else goes too, and pictures that lists block by their address.
    const holds = [...element.querySelectorAll('*')].some(inner => named.has(inner))
    const gone = [element, ...element.querySelectorAll('*')].some(each => isBlocked(each))
    const around = element.parentElement?.getAttribute('data-n')
    if (!holds && !gone && (around == null || left.has(around)))
      extra.push({ page: name, element: element.outerHTML.slice(0, 200) })
  }
  return { found: [...found.values()], extra }
}

/** As `scripts/filters` writes them. */
const asModule = (compiled: CompiledFilters) => `export default ${JSON.stringify(JSON.stringify(compiled))}\n`

function select(document: Node, selector: string): Node[] {
  try {
    return [...document.querySelectorAll(selector)]
  } catch {
    return []
  }
}

function isWithin(element: Node, named: ReadonlySet<Node>): boolean {
  for (let each: Node | null = element; each; each = each.parentElement) if (named.has(each)) return true
  return false
}

const isBlocked = (element: Node) =>
  /^(?:img|picture|source|video|audio|input|iframe)$/i.test(element.localName)

describe('what the mirror removes by generic rules is what they name', () => {
  const folder = mkdtempSync(join(tmpdir(), 'heliograph-differential-'))
  const [none, some] = [join(folder, 'none.ts'), join(folder, 'some.ts')]
  let found: Found[] = []
  let extra: Extra[] = []
  let pages: Saved[] = []

  before(async () => {
    writeFileSync(none, asModule(NONE))
    writeFileSync(some, asModule(data))
    const corpus = process.env.CORPUS ? savedPages(process.env.CORPUS) : []
    pages = [...(await demoPages()), ...corpus]
    const marked = pages.map(page => ({ ...numbered(page.html), name: page.name }))
    const [plain, cleaned] = [await mirrored(marked, none), await mirrored(marked, some)]
    const all = marked.map((page, n) => compared(page, plain[n] ?? '', cleaned[n] ?? '', page.unclosed))
    found = all.flatMap(each => each.found)
    extra = all.flatMap(each => each.extra)
    if (!process.env.CORPUS && !process.env.FILTERS) return
    console.log(pages.length, 'pages,', found.length, 'elements named by', generic.length, 'generic rules')
    for (const [reason, own] of Map.groupBy(found, each => each.reason))
      console.log(`  ${reason}: ${own.length}`)
    for (const each of found)
      if (each.reason !== 'removed')
        console.log(`${each.reason}: ${each.page} ${each.selector} ${each.element}`)
    for (const each of extra) console.log(`not named: ${each.page} ${each.element}`)
  })
  after(() => rmSync(folder, { recursive: true }))

  test('and there is much to remove', () => {
    assert.ok(found.filter(({ reason }) => reason === 'removed').length > pages.length)
  })

  test('nothing is missed', () => {
    assert.deepEqual(
      found.filter(({ reason }) => reason === 'missed'),
      [],
    )
  })

  test('nothing else goes', () => {
    assert.deepEqual(extra, [])
  })

  test('no page of the demo paper needs a style for it, and nothing in it is too much', () => {
    const demo = found.filter(({ page }) => page.startsWith('/'))
    assert.deepEqual(
      demo.filter(({ reason }) => reason !== 'removed'),
      [],
    )
  })
})

test('lists are read as they are written', () => {
  assert.ok(readFileSync(listPaths([], {})[0] ?? '', 'utf8').includes('##.ad-slot'))
  assert.ok(generic.some(({ selector }) => selector === '.ad-slot'))
})

import { describe, expect, test } from 'vitest'
import { Page } from '../../src/rewrite/page.ts'
import type { Tag } from '../../src/rewrite/tags/tag.ts'
import { treat, treatWritten } from '../../src/rewrite/tags/treat.ts'
import { parseSite } from '../../src/site.ts'

const parsed = parseSite({ origin: 'https://www.paper.example', hosts: ['img.paper.example'] })
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
const source = {
  url: 'https://www.paper.example/news/a',
  site: parsed.site,
  charset: 'UTF-8',
  relocated: false,
  whole: true,
}

/** A start tag without a page around it; values as they are written in the markup. */
class FakeTag implements Tag {
  readonly namespaceURI = 'http://www.w3.org/1999/xhtml'
  removed = false
  unwrapped = false
  writes = 0
  readonly tagName: string
  #pairs: [string, string][]

  constructor(tagName: string, pairs: [string, string][]) {
    this.tagName = tagName
    this.#pairs = pairs
  }
  get attributes() {
    return this.#pairs.map(pair => [...pair])
  }
  getAttribute(name: string) {
    return this.#pairs.find(([key]) => key === name)?.[1] ?? null
  }
  hasAttribute(name: string) {
    return this.#pairs.some(([key]) => key === name)
  }
  setAttribute(name: string, value: string) {
    this.writes++
    const pair = this.#pairs.find(([key]) => key === name)
    if (pair) pair[1] = value
    else this.#pairs.push([name, value])
    return this
  }
  removeAttribute(name: string) {
    this.writes++
    const at = this.#pairs.findIndex(([key]) => key === name)
    if (at >= 0) this.#pairs.splice(at, 1)
    return this
  }
  remove() {
    this.removed = true
    return this
  }
  replace() {
    return this.remove()
  }
  before() {
    return this
  }
  after() {
    return this
  }
  onEndTag() {}
  removeAndKeepContent() {
    this.removed = true
    this.unwrapped = true
    return this
  }
}

function treated(
  tagName: string,
  attributes: Record<string, string> | [string, string][],
  page = new Page(source),
) {
  const tag = new FakeTag(tagName, Array.isArray(attributes) ? attributes : Object.entries(attributes))
  if (tagName === 'a' || tagName === 'area') treatWritten(tag, page)
  treat(tag, page)
  return tag
}
const left = (...given: Parameters<typeof treated>) => Object.fromEntries(treated(...given).attributes)

describe('a tag', () => {
  test('that needs nothing is not written', () => {
    for (const [name, attributes] of [
      ['a', { href: '/b', class: 'c' }],
      ['a', { href: 'https://other.example/', title: 'a &amp; b' }],
      ['img', { src: '/b.jpg', alt: 'c', width: '10', height: '10' }],
      ['img', { src: '/b?c&amp;d', srcset: '/b 1x, /c 2x' }],
      ['p', { style: 'color:red' }],
      ['form', { action: '/b', method: 'post' }],
      ['source', { srcset: '/b 1x' }],
      ['meta', { name: 'description', content: 'https://www.paper.example/' }],
      ['link', { rel: 'stylesheet', href: '/b' }],
    ] as const)
      expect(treated(name, attributes).writes, name).toBe(0)
  })

  test('has its values decoded before they are read, and encoded before they are written', () => {
    expect(left('a', { href: '&#104;ttps://www.paper.example/b?c=1&amp;d=2' })).toEqual({
      href: '/b?c=1&amp;d=2',
    })
    expect(left('a', { href: 'https://www.paper.example/?copy=1&copy;=2' }).href).toMatch(/^\/\?copy=1/)
  })

  test('keeps a query that only looks like a character reference', () => {
    const { href } = left('a', { href: 'https://www.paper.example/?a=1&copy=2&lang=3' })
    expect(href).toBe('/?a=1&amp;copy=2&amp;lang=3')
  })

  test('is read by the first of its attributes of one name, and loses every one that has to go', () => {
    const twice: [string, string][] = [
      ['src', 'https://evil.example/b'],
      ['src', 'https://evil.example/c'],
      ['alt', 'd'],
      ['onerror', 'e'],
      ['onerror', 'f'],
    ]
    expect(left('img', twice)).toEqual({ alt: 'd' })
  })

  test('that was removed already is left alone', () => {
    const tag = new FakeTag('a', [['href', 'javascript:x']])
    tag.remove()
    treat(tag, new Page(source))
    expect(tag.writes).toBe(0)
  })

  test('<object> goes, and what stands in for it stays', () => {
    expect(treated('object', { data: '/b' })).toMatchObject({ removed: true, unwrapped: true })
  })

  test.each(['onclick', 'onerror', 'onpointerrawupdate', 'onanything'])('loses its %s', name => {
    expect(left('p', { [name]: 'x()', title: 'onclick' })).toEqual({ title: 'onclick' })
  })

  test.each([
    'ping',
    'manifest',
    'attributionsrc',
    'srcdoc',
    'integrity',
    'crossorigin',
    'nonce',
    'referrerpolicy',
  ])('loses its %s', name => {
    expect(left('p', { [name]: '/b', title: 'c' })).toEqual({ title: 'c' })
  })

  test.each(['src', 'poster', 'background', 'lowsrc', 'dynsrc', 'href', 'xlink:href'])(
    'fetches its %s from the mirror, or from nowhere',
    name => {
      expect(left('x', { [name]: '//img.paper.example/b' })).toEqual({ [name]: '/-/img.paper.example/b' })
      expect(left('x', { [name]: '//other.example/b' })).toEqual({})
    },
  )

  test.each(['cite', 'longdesc', 'action'])('leads by its %s wherever it led', name => {
    expect(left('x', { [name]: '//www.paper.example/b' })).toEqual({ [name]: '/b' })
    expect(left('x', { [name]: '//other.example/b' })).toEqual({ [name]: 'https://other.example/b' })
    expect(left('x', { [name]: 'javascript:x' })).toEqual({})
  })

  test('of a name that every object has is a tag like others', () => {
    expect(left('constructor', { constructor: 'a', __proto__x: 'b' })).toEqual({
      constructor: 'a',
      __proto__x: 'b',
    })
  })
})

describe('a page', () => {
  test('remembers the base for the tags after it', () => {
    const page = new Page(source)
    expect(left('a', { href: 'b' }, page)).toEqual({ href: '/news/b' })
    expect(left('base', { href: 'https://img.paper.example/c/' }, page)).toEqual({
      href: '/-/img.paper.example/c/',
    })
    expect(left('a', { href: 'b' }, page)).toEqual({ href: '/-/img.paper.example/c/b' })
    expect(left('base', { href: '/d/' }, page)).toEqual({})
    expect(left('a', { href: 'b' }, page)).toEqual({ href: '/-/img.paper.example/c/b' })
  })
})

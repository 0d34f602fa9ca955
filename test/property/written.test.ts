import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { relinkCss, relinkTokens } from '../../src/rewrite/address/css.ts'
import { parseSrcset, writeSrcset } from '../../src/rewrite/address/srcset.ts'
import { rewriteHtml } from '../../src/rewrite/html.ts'
import { decode } from '../../src/rewrite/tags/attribute.ts'
import { hostile, place, site, sourceOf, type TestPlace } from './places.ts'

const MIRROR = 'https://mirror.example/x/'

async function rewritten(html: string, at: TestPlace): Promise<string> {
  const body = new Response(html).body as ReadableStream<Uint8Array>
  return new Response(rewriteHtml(body, sourceOf(at))).text()
}

/** Places of an address that a browser fetches by itself: before it and after it. */
const asset = fc.constantFrom(
  ...[
    ['<img src', ''],
    ['<source srcset', ''],
    ['<video poster', ''],
    ['<track src', ''],
    ['<link rel=icon href', ''],
  ],
  ...[
    ['<input type=image src', ''],
    ['<td background', ''],
    ['<svg><use xlink:href', '</use></svg>'],
    ['<img srcset', ''],
  ],
  ...[
    ['<svg><image href', '</svg>'],
    ['<img data-src', ''],
    ['<audio src', '</audio>'],
    ['<noscript><img src', '</noscript>'],
  ],
  ...[
    ['<template><img src', '</template>'],
    ['<body background', ''],
    ['<img alt="" class=lazy data-original', ''],
  ],
)
const followed = fc.constantFrom(
  ['<a href', '</a>'],
  ['<area href', ''],
  ['<svg><a xlink:href', '</a></svg>'],
)

const quoteless = (text: string) => text.replace(/[\s"'=<>`\0]/g, '')
/** Every way of writing an attribute's value. */
const writing = fc.constantFrom<(value: string) => string>(
  value => `="${value.replaceAll('"', '&quot;')}"`,
  value => `='${value.replaceAll("'", '&#39;')}'`,
  value => `=${quoteless(value) || 'x'} `,
  value => `\n=\n"${value.replaceAll('"', '&#x22;')}"`,
  value => `="${value.replace(/[^&;]/g, c => `&#${c.codePointAt(0)};`)}"`,
  value => `="${value.replaceAll('"', '&quot;').replaceAll('/', '&sol;').replaceAll(':', '&colon;')}"`,
  value => `="${value.replaceAll('"', '&quot;')}" src="//evil.example/2"`,
)
const based = fc.constantFrom(
  '',
  '',
  '',
  '<base href="//img.paper.example/d/">',
  '<base href="//evil.example/">',
)

/** Every attribute of a page that holds an address, as a browser reads it; there is nothing else on the test's pages. */
async function addresses(html: string): Promise<{ name: string; value: string; base: string }[]> {
  const found: { name: string; value: string; base: string }[] = []
  let base: string | undefined
  const rewriter = new HTMLRewriter().on('*', {
    element(element) {
      const seen = new Set<string>()
      for (const [name = '', value = ''] of element.attributes) {
        if (seen.has(name)) continue
        seen.add(name)
        if (element.tagName === 'base' && name === 'href') base ??= new URL(decode(value), MIRROR).href
        if (/^(src|srcset|href|xlink:href|poster|background)$/.test(name))
          found.push({ name, value: decode(value), base: base ?? MIRROR })
      }
    },
  })
  await rewriter.transform(new Response(html)).text()
  return found
}

const onMirror = (address: string, base: string) =>
  address === '' ||
  !URL.canParse(address, base) ||
  /^(https:\/\/mirror\.example\/|data:)/.test(new URL(address, base).href)

describe('what a browser fetches', () => {
  it('is on the mirror, however it is written and wherever it stands', async () => {
    await fc.assert(
      fc.asyncProperty(
        hostile,
        asset,
        writing,
        based,
        place,
        async (url, [before, after], write, base, at) => {
          const out = await rewritten(`${base}${before}${write(url)}>${after}`, at)
          // The link in place of a player is nothing that a browser fetches.
          const fetched = out.replace(/<p class="heliograph-frame">.*?<\/p>/g, '')
          for (const { name, value, base } of await addresses(fetched)) {
            const all = /set$/.test(name) ? parseSrcset(value).map(one => one.url) : [value]
            for (const one of all) expect(onMirror(one, base), `${one} in ${out}`).toBe(true)
          }
        },
      ),
      { numRuns: 800 },
    )
  })
})

describe('a link', () => {
  it('never leads to the paper itself, and never runs', async () => {
    await fc.assert(
      fc.asyncProperty(
        hostile,
        followed,
        writing,
        based,
        place,
        async (url, [before, after], write, base, at) => {
          const out = await rewritten(`${base}${before}${write(url)}>${after}`, at)
          for (const { value, base } of await addresses(out)) {
            if (!URL.canParse(value, base)) continue
            const { host, protocol } = new URL(value, base)
            expect(/^(javascript|vbscript|data):$/.test(protocol), out).toBe(false)
            if (!/^https?:$/.test(protocol)) continue
            const own = host === site.host || site.aliases.has(host) || site.hosts.has(host)
            expect(own, out).toBe(false)
          }
        },
      ),
      { numRuns: 800 },
    )
  })
})

describe('a page that was rewritten', () => {
  it('comes out the same when it is rewritten again as the page that it stands for', async () => {
    const primary = place.filter(
      ({ base, charset }) => base.startsWith('https://www.') && charset === 'UTF-8',
    )
    await fc.assert(
      fc.asyncProperty(hostile, asset, writing, primary, async (url, [before, after], write, at) => {
        const once = await rewritten(`${before}${write(url)}>${after}`, at)
        // An address under "/-/" is the mirror's own: the paper's pages have none, so it is kept as the paper's path.
        if (once.includes('/-/')) return
        const named = async (html: string) => (await addresses(html)).map(({ value }) => value)
        // An element whose address was taken off may go the second time; what is named stays the same.
        expect(await named(await rewritten(once, at))).toEqual(await named(once))
      }),
      { numRuns: 500 },
    )
  })
})

describe('a srcset', () => {
  it('is the same candidates after it was written and read', () => {
    const text = fc.array(fc.oneof(hostile, fc.constantFrom(',', ' ', ' 2x', ' 640w,', '(', ')', '\t')), {
      maxLength: 6,
    })
    fc.assert(
      fc.property(text, parts => {
        const candidates = parseSrcset(parts.join(''))
          .filter(({ url }) => /^[!-~]+$/.test(url))
          .map(({ url, descriptors }) => ({ url: url.replace(/^,+|,+$/g, 'c'), descriptors }))
        const again = parseSrcset(writeSrcset(candidates))
        const closed = candidates.every(({ descriptors }) => !/\([^)]*$/.test(descriptors))
        if (closed) expect(again).toEqual(candidates)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a style sheet', () => {
  it('names nothing that it was not given, and is the same after a second time', () => {
    const wrapped = fc.constantFrom<(url: string) => string>(
      url => `a{b:url(${url})}`,
      url => `a{b:url("${url.replace(/["\\\n\r\f]/g, '')}")}`,
      url => `@import "${url.replace(/["\\\n\r\f]/g, '')}";`,
      url => `a{b:image-set('${url.replace(/['\\\n\r\f]/g, '')}' 1x)}`,
      url => `a{b:u\\72l( ${url} )}`,
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(hostile, wrapped), { maxLength: 3 }), parts => {
        const css = parts.map(([url, wrap]) => wrap(url)).join('')
        const readdress = (url: string) => (url.length % 2 === 0 || url === '/M' ? '/M' : undefined)
        const once = relinkCss(css, readdress)
        const named: string[] = []
        relinkTokens(once, url => {
          named.push(url)
          return url
        })
        // Data that shows a picture is passed over: nothing is fetched for it.
        for (const url of named) expect(url).toMatch(/^(\/M$|data:(,$|image\/))/)
        expect(relinkCss(once, url => url)).toBe(once)
      }),
      { numRuns: 3000 },
    )
  })
})

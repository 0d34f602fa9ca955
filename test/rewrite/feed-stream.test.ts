import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rewriteBody } from '../../src/rewrite/body.ts'
import { PLACEHOLDER, withOrigin } from '../../src/rewrite/feed/placeholder.ts'
import { parseSite } from '../../src/site.ts'

const parsed = parseSite({
  origin: 'https://www.paper.example',
  aliases: ['paper.example'],
  hosts: ['img.paper.example'],
})
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
const { site } = parsed

const utf8 = (text: string) => new TextEncoder().encode(text)
const text = async (body: ReadableStream<Uint8Array> | Uint8Array) => new Response(body).text()

function streamed(bytes: Uint8Array, size = bytes.length) {
  let at = 0
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) return controller.close()
      controller.enqueue(bytes.slice(at, at + size))
      at += size
    },
  })
}

async function rewritten(bytes: Uint8Array, size = bytes.length, contentType = 'application/rss+xml') {
  const original = { url: 'https://www.paper.example/feed.xml', media: 'feed', contentType, site } as const
  const found = await rewriteBody({ ...original, body: streamed(bytes, size) })
  if (found.kind !== 'rewritten') return { kind: found.kind, type: '', text: '' }
  return { kind: found.kind, type: found.contentType, text: await text(found.body) }
}

const FEED = `<?xml version="1.0" encoding="utf-8"?><!DOCTYPE rss [<!ENTITY a "b">]><?xml-stylesheet href="/x"?>
<rss xmlns:atom="http://www.w3.org/2005/Atom" xml:base="/x/"><!-- c --><channel><title>中 &amp; 国 &lt; 3</title>
<link>https://www.paper.example/</link><atom:link rel='self' href='feed.xml?a=1&amp;b=2'/>
<item><description><![CDATA[<p>a]]]]><![CDATA[>b <a href="/b">中</a>]]></description><guid>//paper.example/g</guid></item>
<item><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><br/>é <img src="//img.paper.example/p"/></div></content>
<summary>&lt;img src="https://e.example/p"&gt; x</summary><broken <b> & ] ]] </item></channel></rss>`

describe('where a feed is cut into chunks', () => {
  test.each([1, 2, 3, 5, 7, 64, 1000])('makes no difference: %i bytes each', async size => {
    const whole = await rewritten(utf8(FEED))
    expect(whole.text).toContain(`href="${PLACEHOLDER}/b"`)
    expect((await rewritten(utf8(FEED), size)).text).toBe(whole.text)
  })

  test("makes no difference to the mirror's name", async () => {
    const kept = utf8(
      `a${PLACEHOLDER}/b https://${PLACEHOLDER}https:/ ${PLACEHOLDER.slice(0, -1)} 中${PLACEHOLDER}`,
    )
    const expected = `aM/b https://Mhttps:/ ${PLACEHOLDER.slice(0, -1)} 中M`
    for (let size = 1; size < 50; size++)
      expect(await text(withOrigin(streamed(kept, size), 'M'))).toBe(expected)
    expect(await text(withOrigin(kept, 'M'))).toBe(expected)
  })
})

describe('a feed in another encoding is UTF-8 afterwards', () => {
  const TITLE = '<title>\u4e2d\u56fd</title>'
  const GBK = [0xd6, 0xd0, 0xb9, 0xfa]
  const BIG5 = [0xa4, 0xa4, 0xb0, 0xea]
  const around = (declaration: string, word: number[]) =>
    Uint8Array.from([...utf8(`${declaration}<title>`), ...word, ...utf8('</title>')])
  const utf16 = (content: string, little: boolean) =>
    Uint8Array.from(
      [...content].flatMap(letter => {
        const [high, low] = [letter.charCodeAt(0) >> 8, letter.charCodeAt(0) & 255]
        return little ? [low, high] : [high, low]
      }),
    )

  test.each([
    ['GBK by its declaration', around('<?xml version="1.0" encoding="GBK"?>', GBK), 'text/xml', TITLE],
    ['GB2312 by the header', around('', GBK), 'text/xml; charset=gb2312', TITLE],
    [
      'Big5 in single quotes',
      around("<?xml version='1.0' encoding='big5'?>", BIG5),
      'text/xml',
      '<title>\u4e2d\u570b</title>',
    ],
    [
      'UTF-16LE with a mark',
      utf16(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${TITLE}`, true),
      'text/xml',
      TITLE,
    ],
    [
      'UTF-16BE with a mark',
      utf16(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${TITLE}`, false),
      'text/xml',
      TITLE,
    ],
    ['UTF-16LE without one', utf16(`<?xml version="1.0"?>${TITLE}`, true), 'text/xml', TITLE],
    ['UTF-8 with a mark', utf8(`\ufeff<?xml version="1.0"?>${TITLE}`), 'text/xml', TITLE],
    ['UTF-8 that nobody names', utf8(TITLE), 'application/rss+xml', TITLE],
    [
      'an unknown label',
      utf8(`<?xml version="1.0" encoding="nonsense"?>${TITLE}`),
      'text/xml; charset=x-no',
      TITLE,
    ],
  ])('%s', async (_, bytes, type, title) => {
    for (const size of [bytes.length, 1]) {
      const found = await rewritten(bytes, size, type)
      expect(found.type).toBe(`${type.split(';')[0]}; charset=UTF-8`)
      expect(found.text.replace('<?xml version="1.0" encoding="UTF-8"?>', '')).toBe(title)
    }
  })

  test('nothing at all is no feed', async () => {
    expect((await rewritten(new Uint8Array())).kind).toBe('empty')
    expect((await rewritten(utf8('<rss/>'))).kind).toBe('rewritten')
  })
})

const hosts = fc.constantFrom(
  'https://www.paper.example',
  'http://paper.example',
  '//img.paper.example',
  'HTTPS://PAPER.EXAMPLE',
)
const address = fc
  .tuple(hosts, fc.constantFrom('/', '/a', '/a?b=1&c=2', '/中', '/a#b', '/"<>'))
  .map(parts => parts.join(''))
const xml = (value: string) =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const html = address.map(
  to => `<p>x <a href="${xml(to)}">y</a><img src="${xml(to)}" srcset="${xml(to)} 2x"></p>`,
)
const leaf = fc.oneof(
  fc
    .tuple(fc.constantFrom('link', 'guid', 'loc', 'url', 'logo', 'x:y', 'comments'), address)
    .map(([name, to]) => `<${name}>${xml(to)}</${name}>`),
  fc
    .tuple(
      fc.constantFrom(
        'link href',
        'enclosure url',
        'media:content url',
        'outline xmlUrl',
        'x y',
        'rdf:li rdf:resource',
      ),
      address,
    )
    .map(([name, to]) => `<${name}="${xml(to)}"/>`),
  html.map(markup => `<description><![CDATA[${markup}]]></description>`),
  html.map(markup => `<summary>${xml(markup)}</summary>`),
  html.map(
    markup =>
      `<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${markup.replace('2x"', '2x"/')}</div></content>`,
  ),
)
const feed = fc.array(leaf, { maxLength: 8 }).map(leaves => `<rss><item>${leaves.join('\n')}</item></rss>`)
const HOSTS = /paper\.example(?!\/)|(https?:|")\/\/[^/]*paper\.example/i
const NOISE = [
  '<',
  '>',
  '"',
  "'",
  '&',
  ']]>',
  '<![CDATA[',
  '<!--',
  '-->',
  '<?',
  '</item>',
  '<item>',
  '=',
  '/',
  '<!DOCTYPE x [',
  '\0',
]

describe('whatever a feed holds', () => {
  test("no address of the paper's is left", async () => {
    await fc.assert(
      fc.asyncProperty(feed, async written => {
        expect((await rewritten(utf8(written))).text.replaceAll('/-/img.paper.example/', '')).not.toMatch(
          HOSTS,
        )
        expect(`${written}<link>https://paper.example/</link>`).toMatch(HOSTS)
      }),
      { numRuns: 150 },
    )
  })

  test('rewriting it for a reader, and that again, changes nothing more', async () => {
    await fc.assert(
      fc.asyncProperty(feed, async written => {
        const once = await text(
          withOrigin(utf8((await rewritten(utf8(written))).text), 'https://www.paper.example'),
        )
        const again = (await rewritten(utf8(once.replaceAll('/-/img.paper.example/', '/i/')))).text
        const twice = await text(withOrigin(utf8(again), 'https://www.paper.example'))
        expect(twice).toBe(once.replaceAll('/-/img.paper.example/', '/i/'))
      }),
      { numRuns: 100 },
    )
  })

  test('it is well-formed afterwards, goes on to its end, and its chunks make no difference', async () => {
    const noise = fc.array(fc.tuple(fc.nat(400), fc.constantFrom(...NOISE)), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(feed, noise, fc.integer({ min: 1, max: 40 }), async (written, cuts, size) => {
        let broken = written
        for (const [at, put] of cuts) broken = broken.slice(0, at) + put + broken.slice(at)
        const whole = (await rewritten(utf8(broken))).text
        expect((await rewritten(utf8(broken), size)).text).toBe(whole)
        expect(unbalanced(whole)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})

/** The tags of a text that have no partner, and what is no XML at all. */
function unbalanced(written: string): string[] {
  const [open, wrong]: [string[], string[]] = [[], []]
  const bare = written.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '')
  for (const [tag, closing, name = '', empty] of bare.matchAll(
    /<(\/?)([^\s=<>"'/]+)(?: [^\s=<>"'/]+="[^"<]*")*\s*(\/?)>/g,
  )) {
    if (closing) {
      if (open.pop() !== name) wrong.push(tag)
    } else if (!empty) open.push(name)
  }
  const rest = bare
    .replace(/<(\/?)([^\s=<>"'/]+)(?: [^\s=<>"'/]+="[^"<]*")*\s*(\/?)>/g, '')
    .replace(/&(?:amp|lt|gt|quot|#\d+);/g, '')
  return [...open, ...wrong, ...(rest.match(/[<&]/g) ?? [])]
}

import { describe, expect, it } from 'vitest'
import { rewriteBody } from '../../src/rewrite/body.ts'
import { ArticleLength } from '../../src/rewrite/pass/article-length.ts'
import { Marks } from '../../src/rewrite/pass/marks.ts'
import { parseSite } from '../../src/site.ts'

const marks = new Marks()
const [I, O] = [new ArticleLength(marks).mark('i'), new ArticleLength(marks).mark('o')]

/** What is measured in such pieces. */
function measured(pieces: readonly string[]) {
  const length = new ArticleLength(marks)
  const out = pieces.map(piece => length.put(piece, false)).join('') + length.put('', true)
  return { ...length.seen, out }
}

const cut = (text: string, size: number) => text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []

const CASES: [string, number][] = [
  [`abc${I}<div>one two</div>${O}def`, 6],
  [`${I}<p a="b">\n &lt; \t</p>${O}`, 4],
  [`${I}<!-- <p>old > </p> -->x${O}`, 1],
  [`${I}<!-->x<!----><b></b>${O}`, 1],
  [`${I}<style>a{b:c}</style >x<STYLE a>p>q</STYLE>y</p>${O}`, 2],
  [`${I}<styles>ab</styles>${O}`, 2],
  [`${I}3 < 4 <5 is so</p>${O}`, 7],
  [`${I}ab${I}cd${O}ef</p>${O}gh`, 6],
  [`${I}<p>ab</p>${O} no ${I}<p>cd</p>${O}`, 4],
  [`${O}ab${I}cd<`, 2],
]

describe('the text of an article', () => {
  it.each(CASES)('in %j', (text, bytes) => {
    const plain = text.replaceAll(I, '').replaceAll(O, '')
    expect(measured([text])).toEqual({ found: true, bytes, out: plain })
  })

  it.each(CASES)('is the same wherever %j is cut', text => {
    for (const size of [1, 2, 3, 5, 7, 11]) expect(measured(cut(text, size))).toEqual(measured([text]))
  })

  it('is none where nothing is marked', () => {
    expect(measured(['<p>abc</p>'])).toEqual({ found: false, bytes: 0, out: '<p>abc</p>' })
  })
})

const parsed = parseSite({
  origin: 'https://www.paper.example',
  article: '.body, .story',
  remove: ['.ad', '.story > .pay', '.late', '.story.gone'],
})
if (!parsed.ok) throw new Error('the site is broken')
const { site } = parsed
const { article: _, ...without } = site

/** What the rewriter says of a page that comes in pieces of so many bytes. */
async function seen(html: string, size = 100_000, by: typeof site | typeof without = site) {
  const bytes = new TextEncoder().encode(html)
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size))
      controller.close()
    },
  })
  const url = 'https://www.paper.example/a'
  const contentType = 'text/html; charset=utf-8'
  const found = await rewriteBody({ url, media: 'html', contentType, body, site: by })
  if (found.kind !== 'rewritten') throw new Error(found.kind)
  const text = await new Response(found.body).text()
  return { article: found.article?.(), text }
}

const page = (inside: string) =>
  `<!doctype html><html><head><title>t</title></head><body>${inside}</body></html>`

describe('the rewriter measures', () => {
  it.each([
    ['an article', '<p>no<div class=body><p>one <b>two</b></div>no', 6],
    ['its letters by their bytes', '<div class=body>新聞</div>', 6],
    [
      'several, each in another',
      '<div class=body>ab<div class=story>cd</div>ef</div><i class=story>gh</i>',
      8,
    ],
    ['not what is removed', '<div class=body>ab<div class=ad>no no</div>cd</div>', 4],
    ['nor what a script would write', '<div class=body>ab<script>no no</script></div>', 2],
    ['an article that is removed itself as nothing', '<div class="story gone">ab</div>', 0],
    ['up to where something around it ends', '<section><div class=body>ab</section>no', 2],
    [
      'an article in what is too long to go',
      `<div class=late><div class=body>${'word '.repeat(6000)}</div></div>`,
      24_000,
    ],
  ])('%s', async (_, inside, bytes) => {
    const whole = await seen(page(inside))
    expect(whole.article).toEqual({ found: true, bytes })
    expect(whole.text).not.toContain('\x02')
    for (const size of [7, 64, 1000].filter(size => inside.length / size < 200)) {
      const pieces = await seen(page(inside), size)
      expect([pieces.article, pieces.text]).toEqual([whole.article, whole.text])
    }
  })

  it('no article where what is removed holds it, and takes it along', async () => {
    const { article, text } = await seen(page('<div class=ad><div class=body>ab</div></div><p>c'))
    expect(article).toEqual({ found: false, bytes: 0 })
    expect(text).not.toContain('ab')
  })

  it('and what is removed goes all the same where an article in it was not closed', async () => {
    const { text } = await seen(page('<div class=ad><p class=body>ab</div><p>c'))
    expect(text).not.toContain('ab')
  })

  it('nothing where the site has no article, and the page is the same', async () => {
    const inside = page('<p>no<div class=body><p>one <b>two</b></div>no')
    const plain = await seen(inside, 100_000, without)
    expect(plain.article).toEqual({ found: false, bytes: 0 })
    expect(plain.text).toBe((await seen(inside)).text)
  })
})

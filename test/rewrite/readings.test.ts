import { describe, expect, test } from 'vitest'
import { leaks } from '../../scripts/fuzz/leaks.ts'
import { rewriteHtml } from '../../src/rewrite/html.ts'
import { parseSite } from '../../src/site.ts'
import { left } from './taken.ts'

const parsed = parseSite({ origin: 'https://www.paper.example' })
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
const { site } = parsed
const url = 'https://www.paper.example/a'

/** A page as its reader gets it, with bytes as Latin-1 text. @param size how many bytes come at a time */
async function read(html: string, size = html.length, charset = 'UTF-8'): Promise<string> {
  let at = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= html.length) return controller.close()
      controller.enqueue(Uint8Array.from(html.slice(at, at + size), letter => letter.charCodeAt(0)))
      at += size
    },
  })
  const out = rewriteHtml(body, { url, site, charset, relocated: false, whole: true })
  return new TextDecoder('latin1').decode(await new Response(out).arrayBuffer())
}

const EVIL = '<img src=//evil.example/x>'

describe('nothing leaks, however a browser reads', () => {
  test.each([
    ['a link that stands twice', '<a href="javascript:alert(1)" href="/x">a</a>'],
    ['a link to the paper that stands twice', '<a href="https://www.paper.example/p" href="/x">a</a>'],
    ['an attribute that begins with "="', '<a href/="javascript:alert(1)" ping=x>a</a>'],
    [
      'a style that begins with "="',
      '<img src=/x ping=x style/="background:url(\\2f\\2f evil.example\\2f x)">',
    ],
    ['one behind an attribute that goes', '<a href ping=x ="javascript:alert(1)">a</a>'],
    [
      'a text that closes itself in a noscript',
      `<noscript><svg><p></p><textarea/>${EVIL}</textarea></noscript>`,
    ],
    ['a title that closes itself in a noscript', `<noscript><svg><img><title/>${EVIL}</title></noscript>`],
    [
      'HTML that keeps a drawing open',
      `<svg><desc><p><div></p></desc></svg></div></desc><textarea>${EVIL}</textarea>`,
    ],
    ['HTML that is adopted', `<svg><desc><b><p></b></desc></svg></b></p></desc><textarea>${EVIL}</textarea>`],
    [
      'a table that keeps a drawing open',
      `<svg><desc><div><table></div></desc></svg></table></div></desc><title>${EVIL}`,
    ],
    [
      'a noscript in a list in a drawing',
      '<svg><select><noscript><rect fill="url(//evil.example/q)"/></noscript>',
    ],
    [
      'a noscript in a template in a drawing',
      '<svg><template><noscript><a mask="url(//evil.example/q)"/></noscript>',
    ],
    [
      'a noscript after a drawing that may be open',
      '<svg><desc><b></desc></svg></b></desc><noscript><g fill="url(//evil.example/q)"/></noscript>',
    ],
  ])('from %s', async (_, html) => {
    for (const size of [undefined, 1, 7]) {
      const text = await read(html, size)
      for (const scripting of [true, false]) expect(leaks(text, scripting, url)).toEqual([])
    }
  })

  test('from a letter that is escaped in a style sheet of another encoding', async () => {
    const html =
      '<style>li{list-style:\\\xe9url(//evil.example/x)}b{background:url(//evil.example/y)}</style>'
    const text = await read(html, undefined, 'windows-1252')
    expect(text).toContain('list-style:\\e9 url')
    expect(text).not.toContain('\\\\e9')
  })
})

describe('nothing is lost', () => {
  test('after a title that a drawing ends', async () => {
    const text = await read('<p>1<svg><title>Icon</svg><p>2<img src=/p.jpg><p>3')
    expect(text).toContain('<svg><title>Icon</title></svg><p>2<img src=/p.jpg><p>3')
  })

  test.each([['<svg><desc><template></svg><p>a'], ['<select><template></select><p>a']])(
    'of the mirror’s notice after a template that is left open in %s',
    async html => {
      expect(await read(html)).toMatch(/<\/template>.*<footer class="heliograph-notice"/s)
    },
  )
})

test('an element that is never closed is hidden, whatever the page has written beside it', async () => {
  const hidden = 'class="" id="" style="display:none!important"'
  for (const size of [undefined, 1])
    expect(await left(`<td class=ad><i ${hidden}>x`, size === undefined ? {} : { size })).toContain(
      `<td ${hidden} class=ad>`,
    )
})

test('what is nested more deeply than anybody nests is not counted any more', async () => {
  const times = (text: string) => text.repeat(50_000)
  for (const html of [
    `<svg>${times('<g>')}${times('</x>')}`,
    times('<template>') + times('</x>'),
    times('<svg><desc>') + times('</x>'),
    `${times('<template>')}${times('<svg/>')}`,
    `<video src=//away.example/x poster=/p.jpg>${times('<b>')}${times('</b>')}`,
    `<p ping=x ${Array.from({ length: 20_000 }, (_, n) => `on${n}`).join(' ')}>`,
  ])
    expect(await read(`${html}<p>end`)).toContain('<p>end')
})

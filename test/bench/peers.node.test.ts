import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { compile, hide } from '../../scripts/bench/peers/hide.ts'
import { relink } from '../../scripts/bench/peers/relink.ts'

const url = 'https://www.paper.example/news/'
const body = (html: string) => new Response(html)
const page = (contentType = 'text/html') => ({ url, contentType, bytes: new Uint8Array() })

describe('relinking with parse5', () => {
  const relinked = async (html: string) => (await relink(page(), body(html))).text()

  test("makes the site's own addresses paths of the mirror", async () => {
    assert.equal(
      await relinked(
        '<a href="https://www.paper.example/a?b#c">x</a><img src="https://paper.example/p.png">',
      ),
      '<a href="/a?b#c">x</a><img src="/p.png">',
    )
    assert.equal(
      await relinked('<img srcset="https://paper.example/1.png 1x, https://paper.example/2.png 2x">'),
      '<img srcset="/1.png 1x, /2.png 2x">',
    )
  })

  test('must not change anything else', async () => {
    for (const html of [
      "<A HREF='https://elsewhere.example/'>x",
      '<a href=#top>x</a><a href="javascript:x()">y</a>',
      '<!doctype html><p class=a data-src="https://paper.example/">ä &amp; b<!-- c --><script>"<a href=/x>"</script>',
    ])
      assert.equal(await relinked(html), html)
  })
})

describe("hiding with the ad blocker's rules on linkedom", () => {
  compile(
    '##.ad-box\n##div[data-ad]\nother.example##.story\npaper.example##.promo\n##.styled:style(color: red)',
  )
  const hidden = async (html: string) =>
    (await hide(page(), body(`<html><body>${html}</body></html>`))).text()

  test('removes what generic rules and rules of the site name', async () => {
    const html = await hidden('<p class="ad-box">1</p><div data-ad="x">2</div><p class="promo">3</p><p>4</p>')
    assert.equal(html, '<html><body><p>4</p></body></html>')
  })

  test("must not remove what other sites' rules name, or what a rule gives another look", async () => {
    const html = '<p class="story">1</p><p class="styled">2</p>'
    assert.equal(await hidden(html), `<html><body>${html}</body></html>`)
  })

  test('reads a page in the encoding that its header names', async () => {
    const bytes = new Uint8Array([...new TextEncoder().encode('<html><body>'), 0xe4])
    const response = await hide(page('text/html; charset="iso-8859-1"'), new Response(bytes))
    assert.match(await response.text(), /ä/)
  })
})

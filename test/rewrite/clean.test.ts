import { describe, expect, test } from 'vitest'
import { rewriteHtml } from '../../src/rewrite/html.ts'
import { CLOSING } from '../../src/rewrite/pass/sentinel.ts'
import { parseSite } from '../../src/site.ts'

/** What stays where something was removed; `scars.test.ts` says why. */
const SCAR = '<!---->'

async function rewritten(html: string, rules: Record<string, unknown> = {}, whole = false): Promise<string> {
  const parsed = parseSite({ origin: 'https://www.paper.example', ...rules })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  const body = new Response(html).body as ReadableStream<Uint8Array>
  const url = 'https://www.paper.example/a?b&c'
  const source = { url, site: parsed.site, charset: 'UTF-8', relocated: false, whole }
  return (await new Response(rewriteHtml(body, source)).text()).replaceAll(SCAR, '')
}

describe('what a site’s file removes', () => {
  test('goes with everything in it, and nothing else does', async () => {
    const html = '<p>a</p><div class=ad><p>b</p><img src=/c></div><p class=adult>d</p>'
    expect(await rewritten(html, { remove: ['.ad'] })).toBe('<p>a</p><p class=adult>d</p>')
    expect(await rewritten(html)).toBe(html)
  })

  test('goes with the noscript in it', async () => {
    const html = '<div class=ad><noscript><img src=/b></noscript></div><noscript><img src=/c></noscript>'
    expect(await rewritten(html, { remove: ['.ad'] })).toBe('<img src=/c>')
  })

  test('goes from a noscript too', async () => {
    const html = '<noscript><p>a</p><div class=ad>b</div></noscript>'
    expect(await rewritten(html, { remove: ['.ad'] })).toBe('<p>a</p>')
  })

  test('takes no picture along that stands in a noscript beside it', async () => {
    const html = '<img class=ad src="/b.jpg"><noscript><img src="/b.jpg"></noscript>'
    expect(await rewritten(html, { remove: ['.ad'] })).toBe('<img src="/b.jpg">')
  })

  test('takes its styles along', async () => {
    const html = '<div class=ad><style>a{background:url(/b)}</style></div>'
    expect(await rewritten(html, { remove: ['.ad'] })).toBe('')
  })

  test('takes no words along where its end tag is left out', async () => {
    const html = '<div><p class=ad>Buy<p>News</div><p>More</p>'
    const out = await rewritten(html, { remove: ['.ad'] })
    expect(out).toContain('<p>News</div><p>More</p>')
    expect(out).not.toContain('<p class=ad>Buy')
  })

  test('is not in the way of the notice where it is never closed', async () => {
    const out = await rewritten('<p>a</p><div class=ad>b', { remove: ['.ad'] }, true)
    expect(out).toMatch(/^<p>a<\/p>.*heliograph-notice/s)
  })
})

describe('what a site’s file keeps', () => {
  test('is not removed and not unwrapped', async () => {
    const html = '<div class="ad good">a</div><div class=ad>b</div>'
    const kept = '<div class="ad good">a</div>'
    expect(await rewritten(html, { remove: ['.ad'] })).toBe('')
    expect(await rewritten(html, { remove: ['.ad'], keep: ['.good'] })).toBe(kept)
    expect(await rewritten(html, { unwrap: ['.ad'], keep: ['.good'] })).toBe(`${kept}b`)
  })

  test('is rewritten all the same', async () => {
    const html =
      '<a class=good href="https://www.paper.example/b" onclick="x()">c</a><script class=good>d</script>'
    const out = await rewritten(html, { remove: ['a'], keep: ['.good'] })
    expect(out.replace(' >', '>')).toBe('<a class=good href="/b" &#111;nclick="x()">c</a>')
  })

  test('leaves no mark of its own', async () => {
    expect(await rewritten('<p class=good>a</p>', { remove: ['p'], keep: ['.good'] })).not.toContain(
      'heliograph',
    )
  })

  test('is for the site to say, and not for the page', async () => {
    const html = '<div class=ad data-heliograph-keep>a</div><p>b</p>'
    for (const keep of [[], ['.good']])
      expect(await rewritten(html, { remove: ['.ad'], keep })).toBe('<p>b</p>')
  })
})

describe('what a site’s file unwraps', () => {
  test('goes, and what is in it stays', async () => {
    const html = '<div class=w><p>a <b>b</b></p><img src=/c></div>'
    expect(await rewritten(html, { unwrap: ['.w'] })).toBe('<p>a <b>b</b></p><img src=/c>')
  })
})

describe('what a site’s file hides', () => {
  const rules = { hide: ['.ad > a', 'p:has(.x)'] }
  const hiding = /\.ad > a\{display:none!important\}.*p:has\(\.x\)\{display:none!important\}/s

  test('is hidden by a style sheet', async () => {
    const out = await rewritten('<html><head><title>a</title></head><body>b</body></html>', rules, true)
    expect(out).toMatch(hiding)
    expect(out).toContain('<title>a</title>')
    expect(await rewritten('<html><head></head></html>')).toBe('<html><head></head></html>')
  })

  test.each([
    ['<!doctype html><title>a</title><p>b', 'has no head of its own'],
    ['<html><head><title>a</title><body><p>b</body></html>', 'does not close its head'],
    ['<p>b', 'is a piece of one'],
  ])('is hidden on %s, which %s', async html => {
    expect(await rewritten(html, rules, true)).toMatch(hiding)
  })
})

describe('what is never carried', () => {
  test.each([
    ['<p>a</p><iframe>c</iframe><p>d</p>', '<p>a</p><p>d</p>'],
    ['<p>a</p><script>b</script><p>d</p>', '<p>a</p><p>d</p>'],
    ['<p>a</p><embed><p>d</p>', '<p>a</p><p>d</p>'],
    ['<object data="/b"><p>a</p></object><p>d</p>', '<p>a</p><p>d</p>'],
  ])('%s is %s', async (html, expected) => {
    expect(await rewritten(html)).toBe(expected)
  })
})

describe('what the mirror adds', () => {
  test('is the source, which is no link', async () => {
    const out = await rewritten(`<p>a</p>${CLOSING}`, {}, true)
    expect(out).toMatch(/^<p>a<\/p><footer/)
    expect(out).toContain('<cite>https://www.paper.example/a?b&amp;c</cite>')
    expect(out).not.toContain('<a href="https:')
  })

  test('is nothing on what is no page', async () => {
    expect(await rewritten('<p>a</p>')).toBe('<p>a</p>')
  })

  test('is the site’s own notice and navigation, as text', async () => {
    const rules = { notice: 'A <b> & "c"', nav: [{ text: '<Home>', href: '/?a&b' }] }
    const out = await rewritten('', rules, true)
    expect(out).toContain('A &lt;b&gt; &amp; &quot;c&quot;')
    expect(out).toContain('<a href="/?a&amp;b">&lt;Home&gt;</a>')
  })

  test.each([
    ['zh-Hans', '这是镜像'],
    ['zh-CN', '这是镜像'],
    ['zh', '这是镜像'],
    ['zh-Hant', '這是鏡像'],
    ['zh-TW', '這是鏡像'],
    ['zh-Hant-HK', '這是鏡像'],
    ['zh-HK', '這是鏡像'],
    ['en', 'This page is served by a mirror'],
    ['fr', 'This page is served by a mirror'],
  ])('is in %s: %s', async (language, words) => {
    expect(await rewritten('<p>a</p>', { language }, true)).toContain(words)
  })
})

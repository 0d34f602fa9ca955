import { describe, expect, test } from 'vitest'
import list from '../../filters/heliograph.txt?raw'
import { filtersFor } from '../../src/filters/site.ts'
import { rewriteHtml } from '../../src/rewrite/html.ts'
import { SCAR } from '../../src/rewrite/tags/tag.ts'
import type { Site } from '../../src/site.ts'
import { genericSite, resolveSite } from '../../src/sites/index.ts'
import { hostTags } from '../../src/tags.ts'

const bundled = (SITE: string): Site => {
  const parsed = resolveSite({ SITE })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.site
}

/** The markup after a site's rules alone: what the rewriter does besides is not their business. */
async function clean(site: Site, markup: string): Promise<string> {
  let rewriter = new HTMLRewriter()
  for (const selector of site.remove)
    rewriter = rewriter.on(selector, { element: element => void element.remove() })
  for (const selector of site.unwrap)
    rewriter = rewriter.on(selector, { element: element => void element.removeAndKeepContent() })
  return (await rewriter.transform(new Response(markup)).text()).trim()
}

describe('the rules for secretchina.com', () => {
  const site = bundled('secretchina')

  test.each([
    ['an ad server’s empty slot', '<div id="div-gpt-ad-1589559869784-0"></div>'],
    [
      'a hidden link to catch copiers',
      '<span id="hideid" name="hideid" style="display:none;"><a href="/"></a></span>',
    ],
    ['the slot in the first picture’s shadow', '<div id="txt-mid1-t21-2017"><div></div></div>'],
    [
      'the slot below the article',
      '<div id="txt-mid2-t22-2017"><div id="SC-21xx"></div><ins class="adsbygoogle"></ins></div>',
    ],
    ['a slot of its own', '<div id="SC-21xx"></div>'],
    [
      'taboola',
      '<div style="max-width: 632px;height:180px; display: none; margin: 0"><div id="taboola-midarticle-thumbnails"></div></div>',
    ],
    [
      'the short address',
      '<input name="lname" onclick="this.select()" type="text" value="http://kzg.example/x"/>',
    ],
    [
      'the members’ banner',
      '<a href="https://account.secretchina.com/planshopcart.php?pid=1"><img src="/kzgd/ad/join_728x90.jpg"></a>',
    ],
    [
      'the members’ banner of other years',
      '<a href="/kzgd/subscribe.html"><img src="/kzgd/ad/member.gif"></a>',
    ],
    [
      'the members’ paragraph',
      '<p style="margin-bottom:12px;"><hr/>Become <a href="/kzgd/subscribe.html">one</a>!</p>',
    ],
  ])('remove %s', async (_, markup) => {
    expect(await clean(site, markup)).toBe('')
  })

  test.each([
    ['a paragraph', '<p style="text-align:center">许多<strong>字</strong></p>'],
    [
      'a picture',
      '<img alt="x" src="https://img5.secretchina.com/pic/2022/2-6/p1.jpg" style="height:338px; width:600px">',
    ],
    ['a link to a tag', '<a href="https://www.secretchina.com/news/gb/tag/x">x</a>'],
    ['a picture in the middle', '<center><div><center><img src="/pic/x.jpg"></center></div></center>'],
    ['the copyright line', '<p>版权所有，任何形式转载需看中国授权许可。<span style="color:red">x</span></p>'],
  ])('leave %s', async (_, markup) => {
    expect(await clean(site, markup)).toBe(markup)
  })

  test('leave the words of a link to the members’ page, without the link', async () => {
    expect(await clean(site, 'each <a href="/kzgd/subscribe.html" target="_blank">member</a> pays')).toBe(
      'each member pays',
    )
  })

  test('carry the nine picture hosts and no other', () => {
    expect([...site.hosts]).toEqual(Array.from({ length: 9 }, (_, i) => `img${i + 1}.secretchina.com`))
    expect(site.assets).toBe('listed')
  })

  test.each([
    ['/news/gb/2022/02/06/997130.html', 1800],
    ['/news/b5/p1.html', 300],
    ['/', 300],
    ['/-/img5.secretchina.com/pic/2022/x.jpg', 30 * 86_400],
    ['/css/main.css', undefined],
  ])('%s is fresh for %s seconds', (path, seconds) => {
    expect(site.freshness.find(({ matches }) => matches(path))?.fresh).toBe(seconds)
  })
})

describe('the rules for the demo paper', () => {
  const site = bundled('demo')

  test('remove an advert in a list whose items are not closed, and leave its neighbours', async () => {
    const list =
      '<ol><li><a href="/1">1</a>\n<li class="ad-sponsored-item"><a href="//ads.example">Ad</a>\n<li><a href="/2">2</a></ol>'
    expect(await clean(site, list)).toBe(list.replace(/<a href="\/\/ads.*?<\/a>/, ''))
    expect(site.hide).toContain('.ad-sponsored-item')
  })

  test('leave the text beside what they remove', async () => {
    const text =
      '<div class="article_body"><p>One<span id="hideid"><a href=x></a></span><P>Two<div class="ad-frame">Ad</div></div>'
    expect(await clean(site, text)).toBe('<div class="article_body"><p>One<P>Two</div>')
  })
})

/** What is left of markup on a page of a paper that has no site file. */
async function rewritten(site: Site, markup: string): Promise<string> {
  const body = new Response(markup).body as ReadableStream<Uint8Array>
  const url = 'https://www.paper.example/a'
  const page = { charset: 'UTF-8', relocated: false, whole: false }
  const source = { ...page, url, site, filters: filtersFor(site), tags: hostTags('rules') }
  return (await new Response(rewriteHtml(body, source)).text()).replaceAll(SCAR, '')
}

describe('the project’s own list, on a paper that has no site file', () => {
  const site = genericSite('https://www.paper.example')

  test.each([
    '<div id="div-gpt-ad-1-0"><p>Ad</p></div>',
    '<div id="google_ads_iframe_/1/x_0__container__"></div>',
    '<ins class="adsbygoogle adsbygoogle-noablate" data-ad-client="ca-pub-1"></ins>',
    '<div id="taboola-below-article"></div>',
    '<div class="trc_related_container"></div>',
    '<div class="OUTBRAIN" data-widget-id="AR_1"></div>',
    '<div id="M1ScriptRootC2"></div>',
    '<div data-type="_mgwidget" data-widget-id="1"></div>',
    '<div id="revcontent_1"></div>',
    '<div id="criteo-slot"></div>',
    '<div id="amzn-assoc-ad-1"></div>',
    '<div class="addthis_inline_share_toolbox"></div>',
    '<div class="sharethis-inline-share-buttons"></div>',
    '<div class="ad-container wide"><p>Ad</p></div>',
    '<iframe src="https://googleads.g.doubleclick.net/pagead/ads?x"></iframe>',
    '<img src="https://b.scorecardresearch.com/p?c1=2" alt="">',
    '<img width="1" height="1" src="//pixel.example/x.gif">',
  ])('remove %s', async markup => {
    expect(await rewritten(site, markup)).toBe('')
  })

  test.each([
    '<div class="header reader shadow">x</div>',
    '<div class="download-container thread-wrapper">x</div>',
    '<div class="post type-post tag-taboola tag-outbrain">An article about taboola</div>',
    '<h2 id="chatgpt-advances">x</h2>',
    '<h2 id="amzn-rises">x</h2>',
    '<h2 id="google_ads_on_trial">x</h2>',
    '<div id="imgid">x</div>',
    '<p class="lead">x</p>',
    '<article class="advice">x</article>',
    '<img width="100" height="100" src="/a.jpg">',
    '<a href="https://www.facebook.com/trending">x</a>',
  ])('leave %s', async markup => {
    expect(await rewritten(site, markup)).toBe(markup)
  })

  test('looks for no mere "ad" in a class or an id', () => {
    const words = [...list.matchAll(/\[(?:class|id)[*^$~|]?="([^"]*)"/g)].map(([, word = '']) => word)
    expect(words.length).toBeGreaterThan(10)
    for (const word of words) expect(word.length, word).toBeGreaterThan(3)
  })
})

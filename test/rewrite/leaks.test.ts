import { describe, expect, test } from 'vitest'
import { rewriteHtml } from '../../src/rewrite/html.ts'
import { isRelocated } from '../../src/rewrite/page.ts'
import { parseSite } from '../../src/site.ts'

const parsed = parseSite({ origin: 'https://www.paper.example', hosts: ['img.paper.example'] })
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
const { site } = parsed

/** What stays where something was removed; `scars.test.ts` says why. */
const SCAR = '<!---->'

async function rewritten(html: string, url = 'https://www.paper.example/a'): Promise<string> {
  const body = new Response(html).body as ReadableStream<Uint8Array>
  const source = { url, site, charset: 'UTF-8', relocated: isRelocated(url, site), whole: true }
  return (await new Response(rewriteHtml(body, source)).text()).replaceAll(SCAR, '')
}

describe('nothing on a page is fetched from elsewhere', () => {
  test.each([
    ['<img src="https://evil.example/b">'],
    ['<img src="http&#58;//evil.example/b">'],
    ['<img src="//evil.example/b" src="//evil.example/c">'],
    ['<img srcset="//evil.example/b 2x">'],
    ['<img srcset="//evil.example/b">'],
    ['<img lowsrc="//evil.example/b" dynsrc="//evil.example/c">'],
    ['<img data-src="//evil.example/b" data-srcset="//evil.example/c 2x">'],
    ['<image src="//evil.example/b">'],
    ['<img/src="//evil.example/b"/>'],
    ['<IMG SRC=//evil.example/b>'],
    ['<img\nsrc\n=\n"//evil.example/b">'],
    ['<picture><source srcset="//evil.example/b"></picture>'],
    ['<video hidden src="//evil.example/b" poster="//evil.example/c"><track src="//evil.example/d"></video>'],
    ['<audio hidden src="//evil.example/b"></audio>'],
    ['<model src="//evil.example/b"></model>'],
    ['<input type="image" src="//evil.example/b">'],
    ['<table background="//evil.example/b"><td background="//evil.example/c"></table>'],
    ['<body background="//evil.example/b">'],
    ['<link rel="stylesheet" href="//evil.example/b">'],
    ['<link rel="icon" href="//evil.example/b">'],
    ['<link rel="preload" href="//evil.example/b">'],
    ['<script src="//evil.example/b"></script>'],
    ['<iframe src="//evil.example/b" hidden></iframe>'],
    ['<iframe srcdoc="<img src=//evil.example/b>"></iframe>'],
    ['<object data="//evil.example/b"></object>'],
    ['<embed src="//evil.example/b" width=0>'],
    ['<applet code="b" codebase="//evil.example/"></applet>'],
    ['<portal src="//evil.example/b"></portal>'],
    ['<html manifest="//evil.example/b">'],
    ['<a href="/b" ping="//evil.example/c">x</a>'],
    ['<a href="/b" attributionsrc="//evil.example/c">x</a>'],
    ['<style>@import "//evil.example/b";</style>'],
    ['<style>a{background:url(//evil.example/b)}</style>'],
    ['<p style="background:url(//evil.example/b)">x</p>'],
    ['<p style="background:url(&quot;//evil.example/b&quot;)">x</p>'],
    ['<p style="background:&#117;rl(//evil.example/b)">x</p>'],
    ['<p style="background:\\75rl(//evil.example/b)">x</p>'],
    ['<p style="background:image-set(&apos;//evil.example/b&apos; 1x)">x</p>'],
    ['<svg><image href="//evil.example/b"/></svg>'],
    ['<svg><image xlink:href="//evil.example/b"/></svg>'],
    ['<svg><use href="//evil.example/b#c"/></svg>'],
    ['<svg><filter><feImage href="//evil.example/b"/></filter></svg>'],
    ['<svg><script href="//evil.example/b"/></svg>'],
    ['<svg><style>@import "//evil.example/b";</style></svg>'],
    ['<svg><style>a{background:u&#114;l(//evil.example/b)}</style></svg>'],
    ['<svg><style>@imp&#111;rt "//evil.example/b";</style></svg>'],
    ['<svg><style><![CDATA[a{background:url(//evil.example/b)}]]></style></svg>'],
    ['<svg><style>a{b:&quot;;background:url(//evil.example/b)&quot;}</style></svg>'],
    ['<svg><style>a{b:"&quot;;background:url(//evil.example/b);c:"}</style></svg>'],
    ['<svg><style><![CDATA[a{b:&quot;;background:url(//evil.example/b)&quot;}]]></style></svg>'],
    [
      '<svg><foreignObject><style>a{b:&quot;;background:url(//evil.example/b)&quot;}</style></foreignObject></svg>',
    ],
    ['<svg><rect fill="url(//evil.example/b#c)"/></svg>'],
    ['<svg><rect filter="url(//evil.example/b#c)" mask="url(//evil.example/b#d)"/></svg>'],
    ['<svg><rect clip-path="url(&#47;/evil.example/b#c)" cursor="url(//evil.example/b)"/></svg>'],
    ['<template><img src="//evil.example/b"></template>'],
    ['<noscript><img src="//evil.example/b"></noscript>'],
    ['<noscript><style>a{background:url(//evil.example/b)}</style></noscript>'],
    ['<meta http-equiv="refresh" content="0;url=//evil.example/b">'],
    ['<form action="//evil.example/b"><input name=c></form>'],
    ['<button formaction="//evil.example/b">x</button>'],
    ['<select><img src="//evil.example/b"></select>'],
    ['<table><img src="//evil.example/b"></table>'],
    ['<math><mtext><img src="//evil.example/b"></mtext></math>'],
  ])('%s', async html => {
    for (const url of ['https://www.paper.example/a', 'https://img.paper.example/a'])
      expect(meant((await rewritten(`<p>before</p>${html}`, url)).replace(/<footer.*/s, ''))).not.toContain(
        'evil.example',
      )
  })

  test('while what the mirror carries stays', async () => {
    const out = await rewritten('<img src="//img.paper.example/b"><svg><rect fill="url(#c)"/></svg>')
    expect(out).toContain('src="/-/img.paper.example/b"')
    expect(out).toContain('fill="url(#c)"')
  })
})

describe('nothing on a page runs', () => {
  test.each([
    ['<script>alert(1)</script>'],
    ['<SCRIPT>alert(1)</SCRIPT>'],
    ['<script type="application/json">{"alert(1)":1}</script>'],
    ['<script type="speculationrules">{"alert(1)":1}</script>'],
    ['<svg><script>alert(1)</script></svg>'],
    ['<noscript><script>alert(1)</script></noscript>'],
    ['<template><script>alert(1)</script></template>'],
    ['<a href="javascript:alert(1)">x</a>'],
    ['<area href="javascript:alert(1)">'],
    ['<svg><a xlink:href="javascript:alert(1)">x</a></svg>'],
    ['<form action="javascript:alert(1)">x</form>'],
    ['<button formaction="javascript:alert(1)">x</button>'],
    ['<iframe src="javascript:alert(1)"></iframe>'],
    ['<object data="javascript:alert(1)"></object>'],
    ['<embed src="javascript:alert(1)">'],
    ['<img src="javascript:alert(1)">'],
    ['<body onload="alert(1)">'],
    ['<img src="/b" onerror="alert(1)">'],
    ['<img src="/b" ONERROR = alert(1)>'],
    ['<p onclick="alert(1)">x</p>'],
    ['<a href="/b" onmouseover="alert(1)">x</a>'],
    ['<a href="//paper.example" onpointerdown="alert(1)">x</a>'],
    ['<svg onload="alert(1)"></svg>'],
    ['<form onsubmit="alert(1)"></form>'],
    ['<input autofocus onfocus="alert(1)">'],
    ['<details ontoggle="alert(1)" open>x</details>'],
    ['<p onpointerenter="alert(1)" onanimationstart="alert(1)">x</p>'],
    ['<svg><rect onbegin="alert(1)"/></svg>'],
    ['<base href="javascript:alert(1)//">'],
    ['<link rel="stylesheet" href="data:text/css,alert(1)">'],
    ['<meta http-equiv="refresh" content="0;url=javascript:alert(1)">'],
    ['<svg><a><set attributeName="href" to="javascript:alert(1)"/>x</a></svg>'],
    ['<svg><a><animate attributeName="href" values="javascript:alert(1)"/>x</a></svg>'],
  ])('%s', async html => {
    const out = (await rewritten(`<p>before</p>${html}<p>after</p>`)).replace(/<footer.*/s, '')
    expect(meant(out)).not.toContain('alert(1)')
    expect(out).toContain('before')
    expect(out).toContain('after')
  })
})

/** A page without the attributes that mean nothing: their names begin with what is no name of any. */
const meant = (html: string) => html.replace(/(?<=[\s/])&#\d+;[\w-]+\s*=\s*("[^"]*"|[^\s>]*)/g, '')

describe('nothing on a page tells where its reader comes from', () => {
  test.each([
    ['<a href="https://other.example/" referrerpolicy="unsafe-url">x</a>'],
    ['<a href="/b" referrerpolicy="unsafe-url">x</a>'],
    ['<img src="/b" referrerpolicy="unsafe-url">'],
    ['<p>x</p><area href="/b" ReferrerPolicy=origin>'],
    ['<link rel="stylesheet" href="/b" referrerpolicy="unsafe-url">'],
  ])('%s', async html => {
    expect((await rewritten(html)).toLowerCase()).not.toContain('referrerpolicy')
  })
})

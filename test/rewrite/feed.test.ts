import { describe, expect, test } from 'vitest'
import { rewriteXml } from '../../src/rewrite/feed/feed.ts'
import { PLACEHOLDER } from '../../src/rewrite/feed/placeholder.ts'
import { parseSite } from '../../src/site.ts'
import { hostTags } from '../../src/tags.ts'

const parsed = parseSite({
  origin: 'https://www.paper.example',
  aliases: ['paper.example'],
  hosts: ['img.paper.example'],
  remove: ['.ad'],
})
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
const { site } = parsed
const tags = hostTags('a key')
const TAGGED = `M/-/cdn.example~${tags.of('cdn.example')}`
const FEED = 'https://www.paper.example/news/feed.xml'

/** A feed as it is kept, with M for the mirror. */
async function rewritten(xml: string, tagged = false): Promise<string> {
  const source = { url: FEED, site, ...(tagged ? { tags } : {}) }
  const body = new Response(xml).body as ReadableStream<Uint8Array>
  return (await new Response(rewriteXml(body, 'utf-8', source)).text())
    .replaceAll(PLACEHOLDER, 'M')
    .replaceAll(/<!---->|&lt;!----&gt;/g, '')
}
const cases = (table: [string, string][], tagged = false) =>
  test.each(table)('%s becomes %s', async (xml, expected) => {
    expect(await rewritten(xml, tagged)).toBe(expected)
  })

describe('RSS', () => {
  cases([
    ['<link>https://www.paper.example/a</link>', '<link>M/a</link>'],
    ['<link> //paper.example/a?b=1&amp;c=2 </link>', '<link>M/a?b=1&amp;c=2</link>'],
    ['<link><![CDATA[http://paper.example/a?b&c]]></link>', '<link><![CDATA[M/a?b&c]]></link>'],
    ['<link>a</link>', '<link>M/news/a</link>'],
    ['<link>https://other.example/a?b&amp;c</link>', '<link>https://other.example/a?b&amp;c</link>'],
    ['<link>javascript:alert(1)</link>', '<link></link>'],
    ['<guid>https://paper.example/a</guid>', '<guid>M/a</guid>'],
    ['<guid isPermaLink="true">https://paper.example/a</guid>', '<guid isPermaLink="true">M/a</guid>'],
    [
      '<guid isPermaLink="false">https://paper.example/?p=1</guid>',
      '<guid isPermaLink="false">https://paper.example/?p=1</guid>',
    ],
    ['<guid>1234-abc</guid>', '<guid>1234-abc</guid>'],
    ['<comments>https://paper.example/a#c</comments>', '<comments>M/a#c</comments>'],
    ['<docs>https://paper.example/rss</docs>', '<docs>M/rss</docs>'],
    [
      '<wfw:commentRss>https://paper.example/a/feed</wfw:commentRss>',
      '<wfw:commentRss>M/a/feed</wfw:commentRss>',
    ],
    [
      '<source url="https://paper.example/a.xml">The Paper</source>',
      '<source url="M/a.xml">The Paper</source>',
    ],
    [
      '<image><url>//img.paper.example/a.png</url><link>/</link></image>',
      '<image><url>M/-/img.paper.example/a.png</url><link>M/</link></image>',
    ],
    ['<enclosure url="/a.mp3" type="audio/mpeg"/>', '<enclosure url="M/a.mp3" type="audio/mpeg"/>'],
    ['<itunes:image href="//img.paper.example/a"/>', '<itunes:image href="M/-/img.paper.example/a"/>'],
    [
      '<media:content url="/a.png"><media:thumbnail url="/b.png"/></media:content>',
      '<media:content url="M/a.png"><media:thumbnail url="M/b.png"/></media:content>',
    ],
    ['<media:player url="https://other.example/v"/>', '<media:player url="https://other.example/v"/>'],
    ['<atom:link rel="self" href="https://paper.example/f.xml"/>', '<atom:link rel="self" href="M/f.xml"/>'],
    ['<atom:link rel="next" href="?page=2"/>', '<atom:link rel="next" href="M/news/feed.xml?page=2"/>'],
    ['<rss><title>A &amp; B</title></rss>', '<rss><title>A &amp; B</title></rss>'],
    ['<copyright>© The Paper</copyright>', '<copyright>© The Paper</copyright>'],
    [
      '<generator>https://wordpress.example/?v=6</generator>',
      '<generator>https://wordpress.example/?v=6</generator>',
    ],
    ['<x:any>https://paper.example/a</x:any>', '<x:any>M/a</x:any>'],
    ['<x:any>see https://paper.example/a</x:any>', '<x:any>see https://paper.example/a</x:any>'],
    ['<x:any y="https://paper.example/a"/>', '<x:any y="M/a"/>'],
  ])

  test('leaves out who would be told of every reader', async () => {
    const out = await rewritten(
      '<channel><atom:link rel="hub" href="https://hub.example/"/><cloud domain="paper.example" port="80"/>' +
        '<itunes:new-feed-url>https://evil.example/f</itunes:new-feed-url>' +
        '<atom:link rel="self" href="https://evil.example/f"/><atom:link href="https://other.example/f"/></channel>',
    )
    expect(out).toBe(
      '<channel><itunes:new-feed-url></itunes:new-feed-url><atom:link href="https://other.example/f"/></channel>',
    )
  })
})

describe('a picture or an enclosure of a host that is not listed', () => {
  const media =
    '<item><enclosure url="https://cdn.example/a.mp3"/><media:thumbnail url="//cdn.example/a b.png" width="1"/>' +
    '<image><url>https://cdn.example/c.png</url></image><x:thumb>https://cdn.example/d.png</x:thumb></item>'

  test('is removed', async () => {
    expect(await rewritten(media)).toBe(
      '<item><media:thumbnail width="1"/><image><url></url></image><x:thumb></x:thumb></item>',
    )
  })

  test('is carried by its tag where the site has tags', async () => {
    expect(await rewritten(media, true)).toBe(
      `<item><enclosure url="${TAGGED}/a.mp3"/><media:thumbnail url="${TAGGED}/a%20b.png" width="1"/>` +
        `<image><url>${TAGGED}/c.png</url></image><x:thumb>${TAGGED}/d.png</x:thumb></item>`,
    )
  })
})

describe('Atom', () => {
  cases([
    ['<link href="/a"/>', '<link href="M/a"/>'],
    [
      '<link rel="alternate" href="https://other.example/a"/>',
      '<link rel="alternate" href="https://other.example/a"/>',
    ],
    ['<link rel="enclosure" href="https://other.example/a"/>', ''],
    ['<id>https://www.paper.example/a</id>', '<id>https://www.paper.example/a</id>'],
    ['<logo>//img.paper.example/a.svg</logo>', '<logo>M/-/img.paper.example/a.svg</logo>'],
    ['<icon>/favicon.ico</icon>', '<icon>M/favicon.ico</icon>'],
    ['<author><uri>/people/a</uri></author>', '<author><uri>M/people/a</uri></author>'],
    ['<generator uri="https://paper.example/g">G</generator>', '<generator uri="M/g">G</generator>'],
    ['<content src="https://paper.example/a"/>', '<content src="M/a"/>'],
    ['<content src="https://other.example/a"/>', '<content/>'],
    [
      '<entry xml:base="https://paper.example/x/"><link href="a"/></entry>',
      '<entry><link href="M/x/a"/></entry>',
    ],
    [
      '<feed xml:base="/x/"><entry xml:base="y/"><icon>a</icon></entry><icon>a</icon></feed>',
      '<feed><entry><icon>M/x/y/a</icon></entry><icon>M/x/a</icon></feed>',
    ],
  ])
})

describe('sitemaps', () => {
  cases([
    ['<url><loc>https://www.paper.example/a</loc></url>', '<url><loc>M/a</loc></url>'],
    [
      '<sitemap><loc>https://www.paper.example/b.xml.gz</loc></sitemap>',
      '<sitemap><loc>M/b.xml.gz</loc></sitemap>',
    ],
    [
      '<image:image><image:loc>https://img.paper.example/a</image:loc></image:image>',
      '<image:image><image:loc>M/-/img.paper.example/a</image:loc></image:image>',
    ],
    ['<image:loc>https://other.example/a</image:loc>', '<image:loc></image:loc>'],
    [
      '<video:player_loc>https://paper.example/v</video:player_loc>',
      '<video:player_loc>M/v</video:player_loc>',
    ],
    [
      '<video:content_loc>https://other.example/v</video:content_loc>',
      '<video:content_loc></video:content_loc>',
    ],
    [
      '<urlset xmlns:xhtml="http://www.w3.org/1999/xhtml"><xhtml:link rel="alternate" hreflang="en" href="/en/"/></urlset>',
      '<urlset xmlns:xhtml="http://www.w3.org/1999/xhtml"><xhtml:link rel="alternate" hreflang="en" href="M/en/"/></urlset>',
    ],
  ])
})

describe('OPML and RDF', () => {
  cases([
    [
      '<outline text="a" xmlUrl="https://paper.example/f" htmlUrl="/" url="https://other.example/"/>',
      '<outline text="a" xmlUrl="M/f" htmlUrl="M/" url="https://other.example/"/>',
    ],
    [
      '<item rdf:about="https://paper.example/a"/><rdf:li rdf:resource="https://paper.example/a"/>',
      '<item rdf:about="M/a"/><rdf:li rdf:resource="M/a"/>',
    ],
    ['<a:b rdf:resource="urn:x"/>', '<a:b rdf:resource="urn:x"/>'],
  ])
})

describe('HTML in a feed', () => {
  cases([
    [
      '<description><![CDATA[<a href="/a?b&amp;c">x</a>]]></description>',
      '<description><![CDATA[<a href="M/a?b&amp;c">x</a>]]></description>',
    ],
    [
      '<description>\n <![CDATA[<img src="//img.paper.example/a">]]>\n</description>',
      '<description>\n <![CDATA[<img src="M/-/img.paper.example/a">]]>\n</description>',
    ],
    [
      '<summary type="html">&lt;a href="/a?b&amp;amp;c"&gt;x&lt;/a&gt;</summary>',
      '<summary type="html">&lt;a href="M/a?b&amp;amp;c"&gt;x&lt;/a&gt;</summary>'.replaceAll('"M', '"M'),
    ],
    [
      '<content:encoded><![CDATA[a]]]]><![CDATA[>b<p>]]></content:encoded>',
      '<content:encoded><![CDATA[a]]]]><![CDATA[>b<p>]]></content:encoded>',
    ],
    [
      '<description><![CDATA[<p>a<div class="ad">b</div>c]]></description>',
      '<description><![CDATA[<p>ac]]></description>',
    ],
    [
      '<description><![CDATA[<noscript><img src="//e.example/a"></noscript>b]]></description>',
      '<description><![CDATA[<img>b]]></description>',
    ],
    [
      '<content type="xhtml" xml:base="/x/"><div xmlns="http://www.w3.org/1999/xhtml">a&nbsp;<a href="b">x</a><br/><img src="https://e.example/a"></img></div></content>',
      '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a\u00a0<a href="M/x/b">x</a><br/><img/></div></content>',
    ],
    [
      '<content type="xhtml" xmlns:h="http://www.w3.org/1999/xhtml"><h:div><h:a href="/b">x</h:a><h:script src="/s"/>y</h:div></content>',
      '<content type="xhtml" xmlns:h="http://www.w3.org/1999/xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><a href="M/b">x</a>y</div></content>',
    ],
    [
      '<description>a<br>b<p>c<img src="//e.example/a"></description><title>d</title>',
      '<description>a<br/>b<p>c<img/></p></description><title>d</title>',
    ],
  ])

  test.each([
    ['<img src="https://e.example/a'],
    ["<img src='https://e.example/a"],
    ['<img src=https://e.example/a '],
    ['<!-- <img src="https://e.example/a">'],
    ['<textarea><img src="https://e.example/a">'],
    ['<select><iframe></iframe><img src="https://e.example/a">'],
    ['<nosc<noscript>ript><img src="https://e.example/a"></noscript>'],
    ['<plaintext><img src="https://e.example/a">'],
  ])('that breaks off asks for nothing, whatever a feed reader puts after it: %s', async html => {
    const out = await rewritten(
      `<rss><description><![CDATA[<p>words</p>${html}]]></description><title>next</title></rss>`,
    )
    const shown = /<!\[CDATA\[(.*?)\]\]>/s.exec(out)?.[1] ?? ''
    const images: (string | null)[] = []
    const watch = new HTMLRewriter()
      .on('img', { element: ({ getAttribute }) => void getAttribute })
      .on('[src]', {
        element: element => void images.push(element.getAttribute('src')),
      })
    await watch.transform(new Response(`${shown}"'></div><p class="'">`)).text()
    expect(images.filter(src => !src?.startsWith('M/'))).toEqual([])
    expect(out).toContain('words')
    expect(out).toContain('<title>next</title>')
  })
})

describe('what a feed must not do', () => {
  cases([
    [
      '<?xml version="1.0" encoding="gbk"?><?xml-stylesheet href="//e.example/a"?><r/>',
      '<?xml version="1.0" encoding="UTF-8"?><r/>',
    ],
    [
      '<!DOCTYPE rss [<!ENTITY e "https://e.example/"><!ENTITY f SYSTEM "file:///x">]><rss>&e;&eacute;</rss>',
      '<rss>&amp;e;é</rss>',
    ],
    ['<!DOCTYPE rss PUBLIC "-//N//DTD" "https://e.example/rss.dtd"><rss/>', '<rss/>'],
    ['<r><script>alert(1)</script><x:script><y/></x:script>b</r>', '<r>b</r>'],
    ['<r><xi:include href="https://e.example/"/>b</r>', '<r>b</r>'],
    ['<r><!-- <b> -->c</r>', '<r>c</r>'],
    ['<r b="&quot;&lt;&#10;">&#0;\u0001c</r>', '<r b="&quot;&lt;&#10;">\ufffdc</r>'],
  ])

  test.each([
    ['https://\ufdd0heliograph.invalid/x'],
    ['https://&#xfdd0;heliograph.invalid/x'],
    ['https://&#64976;heliograph.invalid/x'],
    ['https://&amp;#xFDD0;heliograph.invalid/x'],
    [
      '&lt;a href="https://&amp;#64976;heliograph.invalid/x" srcset="https://&amp;#64976;heliograph.invalid/x 1x"&gt;',
    ],
    [
      '<![CDATA[<a href="https://o.example/?https://&#xfdd0;heliograph.invalid/x" title="https://&#xfdd0;heliograph.invalid">]]>',
    ],
  ])("is to make the mirror's name appear: %s", async text => {
    const out = await rewritten(
      `<r b="https://\ufdd0heliograph.invalid/"><link>${text}</link><x>${text}</x></r>`,
    )
    expect(out).not.toContain('M')
    expect(await rewritten('<link>/x</link>')).toBe('<link>M/x</link>')
  })
})

describe('a broken feed', () => {
  cases([
    ['<r><b>c</r><d>e</d>', '<r><b>c</b></r><d>e</d>'],
    ['<r>b</c>d</r>', '<r>bd</r>'],
    ['<r>b', '<r>b</r>'],
    ['<r>1 < 2 & 3 <4 <x href=/b>x</x></r>', '<r>1 &lt; 2 &amp; 3 &lt;4 <x href="M/b">x</x></r>'],
    ['<r><![CDATA[b', '<r><![CDATA[b]]></r>'],
    ['<r b="1" b="2" 3="c" d>e</r>', '<r b="1" d="">e</r>'],
    ['', ''],
    ['words', 'words'],
  ])

  test('does not lose what comes after an item that is too large', async () => {
    const large = `<img src="//e.example/a">${'x'.repeat(2_100_000)}`
    const out = await rewritten(
      `<rss><item><description><![CDATA[${large}]]></description></item><link>/a</link></rss>`,
    )
    expect(out).toBe('<rss><item><description></description></item><link>M/a</link></rss>')
  })

  test.each([
    ...[
      '<',
      '<a b="',
      "<a b='<",
      '<a ',
      '<!--',
      '<?',
      '<![',
      '<!DOCTYPE',
      '<!DOCTYPE [',
      '<r>',
      '</r',
      '</r>',
    ],
    ...['&#', '&amp;', ']]>', ']', '<![CDATA[', '<a b c="d" ', '=" ', '<p>', '<br/>'],
  ])('does not take the square of its length: %j', async piece => {
    const began = Date.now()
    await rewritten(`<rss>${piece.repeat(500_000 / piece.length)}</rss>`)
    expect(Date.now() - began).toBeLessThan(4000)
  })
})

import { describe, expect, test } from 'vitest'
import { type Rewritten, rewriteBody } from '../../src/rewrite/body.ts'
import { parseSite } from '../../src/site.ts'
import { hostTags } from '../../src/tags.ts'
import { problemOf } from './well-formed.ts'

const parsed = parseSite({ origin: 'https://www.paper.example', hosts: ['img.paper.example'] })
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
const { site } = parsed
const tags = hostTags('a key')
const URL = 'https://img.paper.example/a/b.svg'
const XMLNS = 'xmlns="http://www.w3.org/2000/svg"'
const XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'

interface Options {
  type?: string
  tagged?: boolean
}

function rewrite(content: BodyInit, { type = 'image/svg+xml', tagged }: Options = {}): Promise<Rewritten> {
  const body = new Response(content).body as ReadableStream<Uint8Array>
  return rewriteBody({ url: URL, media: 'svg', contentType: type, body, site, ...(tagged ? { tags } : {}) })
}

/** A drawing as it is served; that it is well-formed is checked of every one. */
async function redrawn(content: BodyInit, options?: Options): Promise<string> {
  const found = await rewrite(content, options)
  if (found.kind !== 'rewritten') throw new Error(found.kind)
  expect(found.contentType).toBe('image/svg+xml; charset=utf-8')
  const svg = await new Response(found.body).text()
  expect(problemOf(svg)).toBeUndefined()
  return svg
}

const around = (inner: string, more = '') => `<svg ${XMLNS}${more}>${inner}</svg>`
/** What becomes of what a drawing holds. */
const inside = async (inner: string, more = '', options: Options = {}) => {
  const svg = await redrawn(`<svg ${XMLNS} ${XLINK}${more}>${inner}</svg>`, options)
  return svg.replace(/^<svg [^>]*?\/?>/, '').replace(/<\/svg>$/, '')
}

describe('what only draws stays as it is', () => {
  test.each([
    '<path d="M0 0L1 1"/>',
    '<svg x="1" viewBox="0 0 1 1"><svg><rect width="1" height="1"/></svg></svg>',
    '<linearGradient id="a" gradientUnits="userSpaceOnUse"><stop offset="0" stop-color="red"/></linearGradient>',
    '<defs><g id="a"><circle r="1"/></g></defs><use href="#a"/>',
    '<rect fill="url(#a)" filter="url(#b)" mask="url(\'#c\')" transform="translate(1 2)"/>',
    '<filter id="b"><feGaussianBlur stdDeviation="2"/><feMerge><feMergeNode in="x"/></feMerge></filter>',
    '<clipPath id="c"><rect/></clipPath><marker id="d" markerWidth="1"/><pattern id="e"/><symbol id="f"/>',
    '<text x="1" font-family="A, B">中 &lt;<tspan dy="1">国</tspan> &amp; 3</text>',
    '<title>A</title><desc>B</desc><switch><g systemLanguage="en"/></switch>',
    '<image href="data:image/png;base64,AAAA" width="1"/>',
    '<animate attributeName="fill" values="red;blue" dur="1s"/><set attributeName="x" to="1"/>',
    '<animateMotion dur="1s"><mpath href="#a"/></animateMotion>',
    '<g role="img" aria-label="x" xml:space="preserve" class="a" style="fill:red"/>',
  ])('%s', async inner => {
    const shown = await inside(inner)
    expect(shown).toBe(written(inner))
  })

  /** The same with an end tag for each element. */
  const written = (inner: string) => inner.replace(/<([\w:]+)([^<>]*)\/>/g, '<$1$2></$1>')

  test('a picture in it, however large', async () => {
    const href = `data:image/png;base64,${'A'.repeat(1_000_000)}`
    const path = `<path d="M0 0${' L1 1'.repeat(1000)}"></path>`
    expect(await inside(`<image href="${href}"></image>${path}`)).toBe(
      `<image href="${href}"></image>${path}`,
    )
  })
})

describe('what runs or shows something else goes, with what it holds', () => {
  const XHTML = ' xmlns:h="http://www.w3.org/1999/xhtml"'
  const PREFIXED = ' xmlns:s="http://www.w3.org/2000/svg"'
  test.each<[inner: string, more?: string]>([
    ['<script>evil</script>'],
    ['<script href="//evil.example/a"/>'],
    ['<s:script>evil</s:script>', PREFIXED],
    ['<s:foreignObject><s:g>evil</s:g></s:foreignObject>', PREFIXED],
    ['<h:script>evil</h:script>', XHTML],
    ['<h:iframe src="//evil.example/"/>', XHTML],
    ['<h:body onload="evil"><h:img src="//evil.example/"/></h:body>', XHTML],
    ['<g xmlns="http://www.w3.org/1999/xhtml"><script>evil</script><img src="//evil.example/"/></g>'],
    ['<foreignObject><iframe src="//evil.example/"/><p>evil</p></foreignObject>'],
    ['<handler type="x">evil</handler><listener event="evil"/>'],
    ['<iframe href="//evil.example/"/><audio href="//evil.example/"/><video href="//evil.example/"/>'],
    ['<discard href="#evil"/><metadata><x>evil</x></metadata><unknown>evil</unknown>'],
    ['<SCRIPT>evil</SCRIPT>'],
    ['<style><h:g>evil</h:g></style>', XHTML],
    ['<set attributeName="href" to="javascript:evil"/>'],
    ['<animate attributeName=" xlink:href " values="javascript:evil"/>'],
    ['<animate attributeName="h&#114;ef" to="//evil.example/"/>'],
    ['<animate attributeName="onclick" to="evil"/>'],
    ['<undeclared:script>evil</undeclared:script>'],
  ])('%s', async (inner, more = '') => {
    const out = await inside(`<rect/>${inner}<circle r="1"/>`, more)
    expect(out).not.toContain('evil')
    expect(out).toContain('<rect></rect>')
    expect(out).toContain('<circle r="1"></circle>')
  })

  test('but SVG by another prefix is SVG', async () => {
    const svg =
      '<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:g><s:script>evil</s:script><s:rect/></s:g></s:svg>'
    expect(await redrawn(svg)).toBe(around('<g><rect></rect></g>'))
  })

  test('and a prefix means what the innermost declaration says', async () => {
    const out = await inside(
      '<a:g id="1"><a:g xmlns:a="http://www.w3.org/1999/xhtml" id="evil"/><a:g id="2"/></a:g>',
      ' xmlns:a="http://www.w3.org/2000/svg"',
    )
    expect(out).toBe('<g id="1"><g id="2"></g></g>')
  })

  test('and so do handlers and other attributes', async () => {
    const attributes =
      'onload="evil()" onclick=\'evil("x")\' ONLOAD="evil" ping="//evil.example/" x:y="evil" data-x="evil"'
    const out = await redrawn(`<svg ${XMLNS} ${attributes} width="1"><rect ${attributes} height="2"/></svg>`)
    expect(out).toBe(around('<rect height="2"></rect>', ' width="1"'))
  })
})

describe('an address', () => {
  const HREF = ' xmlns:l="http://www.w3.org/1999/xlink"'
  test.each([
    ['<image href="c.png"/>', '<image href="/-/img.paper.example/a/c.png"></image>'],
    ['<image l:href="//www.paper.example/c"/>', '<image xlink:href="/c"></image>'],
    ['<use xlink:href="#c"/>', '<use xlink:href="#c"></use>'],
    ['<use href="d.svg#c"/>', '<use href="/-/img.paper.example/a/d.svg#c"></use>'],
    ['<use href="data:image/svg+xml,x#c"/>', '<use></use>'],
    ['<image href="//evil.example/c"/>', '<image></image>'],
    ['<image href="http&#58;//evil.example/c"/>', '<image></image>'],
    [
      '<image l:href="//evil.example/c" xlink:href="/d"/>',
      '<image xlink:href="/-/img.paper.example/d"></image>',
    ],
    ['<image href="/c" href="//evil.example/d"/>', '<image href="/-/img.paper.example/c"></image>'],
    ['<feImage href="//evil.example/c"/>', '<feImage></feImage>'],
    ['<a l:href="https://other.example/c">x</a>', '<a xlink:href="https://other.example/c">x</a>'],
    ['<a href="/c?d&amp;e">x</a>', '<a href="/-/img.paper.example/c?d&amp;e">x</a>'],
    ['<a l:href="javascript:evil">x</a>', '<a>x</a>'],
    ['<a l:href=" java&#9;script:evil">x</a>', '<a>x</a>'],
    ['<a href="data:text/html,evil">x</a>', '<a>x</a>'],
    ['<rect fill="url(//evil.example/c#d)"/>', '<rect fill="url(&quot;data:,&quot;)"></rect>'],
    ['<rect cursor="u\\72l(//evil.example/c)"/>', '<rect cursor="url(&quot;data:,&quot;)"></rect>'],
    [
      '<set attributeName="fill" to="url(//evil.example/c)"/>',
      '<set attributeName="fill" to="url(&quot;data:,&quot;)"></set>',
    ],
    ['<g style="fill:url(//www.paper.example/c)"/>', '<g style="fill:url(&quot;/c&quot;)"></g>'],
    [
      '<g xml:base="//evil.example/"><image href="c"/></g>',
      '<g><image href="/-/img.paper.example/a/c"></image></g>',
    ],
    ['<style>@import "//evil.example/c";a{fill:red}</style>', '<style>a{fill:red}</style>'],
    ['<style>@imp<!-- -->ort <![CDATA["//evil.example/c";]]>a{}</style>', '<style>a{}</style>'],
    [
      '<style><![CDATA[a>b{fill:url(//evil.example/c)}]]></style>',
      '<style>a&gt;b{fill:url("data:,")}</style>',
    ],
    ['<style>a{fill:u&#114;l(//evil.example/c)}</style>', '<style>a{fill:url("data:,")}</style>'],
  ])('%s becomes %s', async (inner, expected) => {
    expect(await inside(inner, HREF)).toBe(expected)
  })

  test('of a picture elsewhere is carried by its tag', async () => {
    const carried = `/-/cdn.example~${tags.of('cdn.example')}/c`
    expect(await inside('<image href="//cdn.example/c"/>', '', { tagged: true })).toBe(
      `<image href="${carried}"></image>`,
    )
  })

  test('has its prefix declared where there is one', async () => {
    expect(await redrawn(around('<use l:href="#a"/>', HREF))).toBe(
      `<svg ${XMLNS} ${XLINK}><use xlink:href="#a"></use></svg>`,
    )
    expect(await redrawn(around('<use href="#a"/>', HREF))).toBe(around('<use href="#a"></use>'))
  })
})

describe('what stands before a drawing goes', () => {
  test.each([
    ['<?xml version="1.0"?><?xml-stylesheet href="//evil.example/x.css"?>', ''],
    ['<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "//evil.example/svg11.dtd">', ''],
    ['<!DOCTYPE svg [<!ENTITY m "<image href=\'//evil.example/\'/>">]>', '&m;'],
    ['<!DOCTYPE svg [<!ENTITY m SYSTEM "//evil.example/">]>', '&m;'],
    ['<!DOCTYPE svg [<!ENTITY % m "evil"> %m;]>', '%m;'],
    ['<!DOCTYPE svg [<!ATTLIST image href CDATA "//evil.example/">]>', '<image></image>'],
    ['<!DOCTYPE svg [<!ATTLIST g onload CDATA "evil" xmlns CDATA "evil">]>', '<g></g>'],
    ["<!DOCTYPE svg [<!ENTITY m \"]><svg onload='evil'><image href='//evil.example/'/></svg>\">]>", '&m;'],
  ])('%s', async (before, inner) => {
    const out = await redrawn(before + around(`${inner}<rect/>`))
    expect(out).not.toMatch(/evil|<[?!]/)
    if (!before.includes(']>')) expect(out).toContain('<rect></rect>')
  })

  test('and entities that are words are what they say', async () => {
    const doctype = `<!DOCTYPE svg [<!ENTITY a "b (c)"><!ENTITY a "d"><!ENTITY e '//evil.example/f'>]>`
    const out = await redrawn(
      doctype + around('<text id="&a;">&a; &amp; &#x4e2d;&#20;&nbsp;&none;!</text><image href="&e;"/>'),
    )
    expect(out).toBe(around('<text id="b (c)">b (c) &amp; 中\u00a0!</text><image></image>'))
  })

  test('and they cannot grow without end', async () => {
    const doctype = `<!DOCTYPE svg [<!ENTITY a "${'x'.repeat(50_000)}">]>`
    const out = await redrawn(doctype + around(`<text>${'&a;'.repeat(100_000)}end</text>`))
    expect(out.length).toBeLessThan(1_100_000)
    expect(out).toContain('end</text>')
  })
})

describe('drawings as programs write them', () => {
  test('Illustrator: entities for namespaces, private data, a switch', async () => {
    const out = await redrawn(ILLUSTRATOR)
    expect(out).not.toMatch(/evil|ns_|i:|ENTITY|foreignObject|pgf/)
    expect(out).toContain(`<svg ${XMLNS} ${XLINK} version="1.1" id="Layer_1"`)
    expect(out).toContain(
      '<g id="Ebene_1"><path fill="#FF0000" d="M0,0h10  v10H0V0z"></path></g></g></switch>',
    )
    expect(out).toContain('<use xlink:href="#b" overflow="visible">')
    expect(out).toContain('<style type="text/css">\n.st0{fill:url(#g)}\n</style>')
  })

  test('Inkscape: sodipodi, metadata, labels', async () => {
    const out = await redrawn(INKSCAPE)
    expect(out).not.toMatch(/evil|sodipodi|inkscape|rdf|cc:/)
    expect(out).toContain(
      '<g id="layer1" style="display:inline"><path style="fill:#f00;stroke-width:1px" d="m 0,0 9,9"',
    )
    expect(out).toContain(
      '<linearGradient id="a"><stop style="stop-color:#000" offset="0"></stop></linearGradient>',
    )
  })

  test('by hand: without a namespace', async () => {
    expect(await redrawn('<svg><rect/><image xlink:href="#a"/></svg>')).toBe(
      `<svg ${XMLNS} ${XLINK}><rect></rect><image xlink:href="#a"></image></svg>`,
    )
  })
})

describe('in any encoding', () => {
  const GBK = [0xd6, 0xd0]
  const ascii = (text: string) => [...text].map(letter => letter.charCodeAt(0))
  const utf16 = (text: string, little: boolean) =>
    [...text].flatMap(letter => {
      const [high, low] = [letter.charCodeAt(0) >> 8, letter.charCodeAt(0) & 255]
      return little ? [low, high] : [high, low]
    })
  const gbk = [...ascii('<svg><text>'), ...GBK, ...ascii('</text></svg>')]
  const text = '<svg><script>evil</script><text>中</text></svg>'

  test.each([
    ['GBK by its declaration', [...ascii('<?xml version="1.0" encoding="GBK"?>'), ...gbk], ''],
    ['GBK by the header', gbk, '; charset=gb2312'],
    ['UTF-16 LE', [0xff, 0xfe, ...utf16(text, true)], ''],
    ['UTF-16 BE', [0xfe, 0xff, ...utf16(text, false)], ''],
    ['UTF-8 with a mark', [0xef, 0xbb, 0xbf, ...new TextEncoder().encode(text)], ''],
    ['UTF-8', [...new TextEncoder().encode(text)], '; charset=nonsense'],
  ])('%s', async (_, bytes, charset) => {
    const out = await redrawn(Uint8Array.from(bytes), { type: `image/svg+xml${charset}` })
    expect(out).toBe(around('<text>中</text>'))
  })
})

describe('what is broken is made whole', () => {
  test.each([
    ['<svg><g><rect></svg>', '<g><rect></rect></g>'],
    ['<svg><g><text>a', '<g><text>a</text></g>'],
    [
      '<svg></g><text>a < b & c &d</text></x></svg><script>evil</script>x',
      '<text>a &lt; b &amp; c &amp;d</text>',
    ],
    ['<svg><text>]]> \0\x01\ufffe</text></svg>', '<text>]]&gt; </text>'],
    [
      '<svg><rect id="<&quot;\'&gt;" x=\'"\' y=1 z/></svg>',
      '<rect id="&lt;&quot;\'&gt;" x="&quot;" y="1" z=""></rect>',
    ],
    ['<svg><rect id="a\n\tb&#10;c"/></svg>', '<rect id="a  b&#10;c"></rect>'],
    ['<svg><a:b:c xmlns:a="http://www.w3.org/2000/svg">evil</a:b:c><rect', '&lt;rect'],
    ['x<svg><rect/></svg><svg><evil/></svg>', '<rect></rect>'],
  ])('%s', async (svg, inner) => {
    expect(await redrawn(svg)).toBe(around(inner))
  })

  test.each([
    'x',
    '<html><svg><rect/></svg></html>',
    '<g><rect/></g>',
    '<h:svg xmlns:h="h"/>',
    '<svg xmlns="h"><rect/></svg>',
    '<svg/>',
    '<',
  ])('no drawing is an empty one: %s', async text => {
    expect(await redrawn(text)).toBe(`<svg ${XMLNS}/>`)
  })

  test('what breaks off, is too large or empty is none', async () => {
    const cut = new ReadableStream<Uint8Array>({ pull: controller => controller.error(new Error('cut')) })
    expect(await rewrite(cut)).toEqual({ kind: 'broken' })
    expect(await rewrite('<svg>'.padEnd(5_000_001))).toEqual({ kind: 'broken' })
    expect(await rewrite('')).toEqual({ kind: 'empty' })
    expect((await rewrite('<svg>'.padEnd(4_900_000))).kind).toBe('rewritten')
  })

  test.each([
    ...[
      '<',
      '<g>',
      '<g ',
      '<!',
      '<!a>',
      '<![>',
      '<!--',
      '<?',
      '<![CDATA[',
      '</g>',
      '&',
      '&a;',
      '&#65;',
      '"',
      "<g a='",
    ],
    ...[
      '<g a="(">',
      '<g xmlns:a="b">',
      '<g xmlns:a="http://www.w3.org/2000/svg"><a:g>',
      '<g a=b ',
      ' a="b"',
      '<a></b>',
    ],
    ...[
      '<style>',
      '<style>a{b:url(',
      '<g><x>',
      '<g></g>',
      ']]>',
      '<!DOCTYPE svg [',
      '<!ENTITY a "',
      '<image href="//',
      '<g a="<',
    ],
  ])('a million characters of %s take no long', async piece => {
    for (const before of ['<svg>', '<svg ', '<!DOCTYPE svg [']) {
      const out = await rewrite(before + piece.repeat(Math.floor(1_000_000 / piece.length)))
      expect(out.kind).toBe('rewritten')
    }
  })
})

const ILLUSTRATOR = `<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 19.0.0, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
	<!ENTITY ns_extend "http://ns.adobe.com/Extensibility/1.0/">
	<!ENTITY ns_ai "http://ns.adobe.com/AdobeIllustrator/10.0/">
	<!ENTITY ns_svg "http://www.w3.org/2000/svg">
	<!ENTITY ns_xlink "http://www.w3.org/1999/xlink">
]>
<svg version="1.1" xmlns:x="&ns_extend;" xmlns:i="&ns_ai;" id="Layer_1" xmlns="&ns_svg;" xmlns:xlink="&ns_xlink;"
	 i:viewOrigin="0 0" x="0px" y="0px" viewBox="0 0 10 10" style="enable-background:new 0 0 10 10;" xml:space="preserve">
<metadata><sfw xmlns="&ns_extend;">evil</sfw></metadata>
<style type="text/css">
.st0{fill:url(#g)}
</style>
<switch><foreignObject requiredExtensions="&ns_ai;" x="0" y="0" width="1" height="1"><i:pgfRef xlink:href="#evil"/></foreignObject>
<g i:extraneous="self"><g id="Ebene_1" i:layer="yes"><path fill="#FF0000" d="M0,0h10\r\n\tv10H0V0z"/></g></g></switch>
<defs><rect id="b" width="5" height="5"/></defs><use xlink:href="#b" overflow="visible"/>
<i:pgf id="adobe_illustrator_pgf"><![CDATA[ eJzsvevil ]]></i:pgf>
</svg>`

const INKSCAPE = `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<svg xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cc="http://creativecommons.org/ns#"
   xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:svg="http://www.w3.org/2000/svg" ${XMLNS}
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" width="9" height="9" sodipodi:docname="evil.svg">
  <sodipodi:namedview id="evil" inkscape:zoom="1"><inkscape:grid type="evil"/></sodipodi:namedview>
  <metadata><rdf:RDF><cc:Work rdf:about=""><dc:title>evil</dc:title></cc:Work></rdf:RDF></metadata>
  <defs><linearGradient inkscape:collect="always" id="a"><stop style="stop-color:#000" offset="0"/></linearGradient></defs>
  <g inkscape:label="evil" inkscape:groupmode="layer" id="layer1" style="display:inline"><path
     style="fill:#f00;stroke-width:1px" d="m 0,0 9,9" sodipodi:nodetypes="evil"/></g>
</svg>`

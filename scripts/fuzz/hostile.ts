import type { Random } from './random.ts'

/** Hostile markup: what leaks where a rewriter and a browser read a page differently. */

const HOSTS = [
  ...['evil.example', 'evil.example:8443', 'user:pw@evil.example', 'www.lantern.example@evil.example'],
  ...['www.lantern.example.evil.example', 'xn--lantern-6fg.example', 'еvil.example', '127.0.0.1', '[::1]:9'],
  ...['www.lantern.example', 'lantern.example', 'WWW.LANTERN.EXAMPLE', 'www.lantern.example:443'],
  ...['www.lantern.example.', 'm.lantern.example', 'img.lantern.example', 'static.lantern.example:8080'],
  ...['2130706433', '0x7f.1', '%65vil.example', 'evil。example', 'evil.example\\', 'ev\til.example'],
]
const LEADS = [
  ...['//', 'https://', 'http://', '\\\\', '/\\', '\\/', 'https:/', 'https:\\', 'HTTPS://', ' //', '\t//'],
  ...[
    '/\t/',
    '/\n/',
    'ht\ntps://',
    'https:',
    'https:///',
    '////',
    'ftp://',
    'ws://',
    'blob:https://',
    '\x01//',
  ],
  ...[
    '&#47;/',
    '&sol;&sol;',
    '&#x2f&#x2f',
    '&bsol;&bsol;',
    'https&colon;//',
    '&Tab;//',
    '/&NewLine;/',
    '&#0;//',
  ],
  ...[
    'https&#58//',
    '&#104;ttps://',
    'view-source:https://',
    'feed:https://',
    '..//',
    './/',
    './/..//',
    '/..//',
  ],
]
const PATHS = [
  ...[
    '/p',
    '/a/../b',
    '/?q=1&amp;r',
    '#f',
    '/x y',
    '/%2e%2e/',
    '/,/b',
    '//c',
    '/-/health',
    '/-/admin/purge',
    '',
  ],
  ...['/p.jpg?a&copy=1', '/(p)', '/\\p', '/p;q', '/词', '/p 2x', '/p 1x,q'],
]
const WHOLE = [
  ...[
    'javascript:x()',
    'java&Tab;script:x()',
    'JaVaScRiPt&colon;x()',
    '&#106avascript:x()',
    '\x01javascript:x()',
  ],
  ...[
    'vbscript:x',
    'data:text/html,<script>x</script>',
    'data:image/svg+xml,<svg/>',
    'about:blank',
    'file:///etc',
  ],
  ...[
    'java\0script:x',
    'jav&#x0A;ascript:x',
    'javascript&#58;x',
    '/-/',
    '-/health',
    '../..//evil.example',
    '?',
    '',
  ],
  ...[
    'data:image/png;base64,AA==',
    'mailto:a@b',
    '//',
    'https://',
    'https://[',
    '/-/evil.example/x',
    'x:y',
    'p.jpg',
  ],
]

export function address(random: Random): string {
  if (random.chance(0.25)) return random.pick(WHOLE)
  return random.pick(LEADS) + random.pick(HOSTS) + random.pick(PATHS)
}

/** An attribute, in one of the ways to write one. */
export function attribute(random: Random, name: string, value: string): string {
  const written = random.chance(0.1) ? mixCase(name, random) : name
  const [before, after] = random.chance(0.1) ? [random.pick([' ', '\n', '\t', '\f']), '\n'] : ['', '']
  const gap = random.chance(0.1) ? random.pick(['/', '\n', '\f', ' / ', '\t']) : ' '
  const equals = `${gap}${written}${before}=${after}`
  switch (random.below(8)) {
    case 0:
      return `${equals}${value.replace(/[\s>"'`]/g, '')}`
    case 1:
      return `${equals}'${value.replaceAll("'", '&#39;')}'`
    case 2:
      return `${equals}"${entities(value, random)}"`
    case 3:
      return `${equals}"${value.replaceAll('"', '&quot;')}"${written}="/second"`
    default:
      return `${equals}"${value.replaceAll('"', '&quot;')}"`
  }
}

export function mixCase(text: string, random: Random): string {
  return text.replace(/[a-z]/gi, c => (random.chance(0.5) ? c.toUpperCase() : c.toLowerCase()))
}

/** Some characters as references to them. */
export function entities(text: string, random: Random): string {
  return text.replace(/[!-~]/g, c => {
    if (c === '&' || !random.chance(0.15)) return c
    const code = c.charCodeAt(0)
    const end = random.chance(0.6) || /[\da-f]/i.test(c) ? ';' : ''
    return random.chance(0.5) ? `&#${code}${end}` : `&#x${code.toString(16)}${end}`
  })
}

/** Attributes that make a browser fetch, run or lead somewhere, with values that take an address. */
const FETCHING = [
  ...['src', 'srcset', 'href', 'xlink:href', 'poster', 'background', 'data', 'action', 'formaction', 'ping'],
  ...[
    'lowsrc',
    'dynsrc',
    'longdesc',
    'cite',
    'manifest',
    'imagesrcset',
    'data-src',
    'data-srcset',
    'classid',
  ],
  ...[
    'data-original',
    'data-lazy-src',
    'data-url',
    'attributionsrc',
    'codebase',
    'code',
    'archive',
    'profile',
  ],
]
const PAINTED = [
  'style',
  'fill',
  'stroke',
  'filter',
  'mask',
  'clip-path',
  'cursor',
  'marker-end',
  'marker-start',
]
const EVENTS = [
  'onload',
  'onerror',
  'onclick',
  'onfocus',
  'ontoggle',
  'onbegin',
  'onbeforetoggle',
  'onscrollend',
]
const OTHER = [
  ...[
    'class="banner-ad"',
    'class=sponsor-box',
    'class="a sponsor-box"',
    'width=1 height=1',
    'id="div-gpt-ad-1"',
    'type=image',
    'rel=stylesheet',
    'rel=canonical',
  ],
  ...[
    'rel="icon"',
    'rel=preload as=image',
    'http-equiv=refresh',
    'shadowrootmode=open',
    'class=lazyload',
    'hidden',
  ],
  ...[
    'attributeName=href',
    'encoding="text/html"',
    'srcdoc="<img src=//evil.example/s>"',
    'integrity=x',
    '=x',
    '"',
  ],
  ...['data-heliograph-keep', 'sizes=auto', 'media=print', 'xmlns="http://www.w3.org/1999/xhtml"', 'is=x-y'],
]

export function anyAttribute(random: Random): string {
  const kind = random.below(10)
  if (kind < 5) {
    const name = random.pick(FETCHING)
    return attribute(random, name, /set$/.test(name) ? candidates(random) : address(random))
  }
  if (kind < 7) return attribute(random, random.pick(PAINTED), declarations(random))
  if (kind < 8) return attribute(random, random.pick(EVENTS), 'x()')
  if (kind < 9)
    return attribute(
      random,
      'content',
      `0;${random.pick(['url=', "URL='", '', ' url = '])}${address(random)}`,
    )
  return ` ${random.pick(OTHER)}`
}

function candidates(random: Random): string {
  const one = () => `${address(random)}${random.pick(['', ' 2x', ' 640w', ' 1x', ' (a,b)', ','])}`
  return Array.from({ length: 1 + random.below(3) }, one).join(random.pick([', ', ',', ' , ', ' ']))
}

/** A value for `style`, a paint, or a rule. */
export function declarations(random: Random): string {
  const to = address(random)
  return random.pick([
    ...[`url(${to})`, `background:url("${to}")`, `background:url('${to}')`, `a:u\\72l(${to})`, `url( ${to} `],
    ...[
      `background:image-set("${to}" 1x)`,
      `--x:url(${to})`,
      `/*"*/background:url(${to})/*"*/`,
      `x:"\\";url(${to})`,
    ],
    ...[
      `background:-webkit-image-set('${to}' 1x)`,
      `background:src("${to}")`,
      `a:"\n;b:url(${to})`,
      `url(/ok)`,
    ],
    ...[
      `filter:url(#a) url(${to}#b)`,
      `x:\\75\\72\\6c(${to})`,
      `color:red;}a{b:url(${to})`,
      `x:url(a b)url(${to})`,
    ],
  ])
}

function sheet(random: Random): string {
  const to = address(random)
  return random.pick([
    ...[
      `@import "${to}";`,
      `@import url(${to}) print;`,
      `@\\69mport '${to}';`,
      `@charset "x";@import/**/"${to}"`,
    ],
    ...[`@font-face{src:url(${to})}`, `<!--a{${declarations(random)}}-->`, `a{${declarations(random)}}`],
    ...[
      `@namespace x url(${to});a{${declarations(random)}}`,
      `@media x{b{${declarations(random)}`,
      `/*`,
      `"`,
    ],
  ])
}

const ELEMENTS = [
  ...[
    'img',
    'a',
    'source',
    'video',
    'audio',
    'track',
    'link',
    'input',
    'object',
    'embed',
    'iframe',
    'frame',
    'meta',
  ],
  ...[
    'base',
    'form',
    'button',
    'area',
    'svg',
    'image',
    'use',
    'feImage',
    'set',
    'animate',
    'script',
    'style',
    'body',
  ],
  ...[
    'table',
    'td',
    'html',
    'portal',
    'applet',
    'param',
    'p',
    'div',
    'math',
    'mtext',
    'mi',
    'annotation-xml',
    'tref',
  ],
  ...[
    'foreignObject',
    'desc',
    'title',
    'template',
    'picture',
    'select',
    'option',
    'linearGradient',
    'pattern',
    'x-y',
  ],
  ...[
    'textPath',
    'mpath',
    'filter',
    'rect',
    'g',
    'frameset',
    'noframes',
    'noembed',
    'xmp',
    'textarea',
    'noscript',
  ],
  ...[
    'bgsound',
    'menuitem',
    'blockquote',
    'q',
    'li',
    'head',
    'span',
    'b',
    'mglyph',
    'malignmark',
    'font',
    'plaintext',
  ],
]
const VOID = /^(img|source|track|link|input|embed|frame|meta|base|area|param|bgsound)$/
/** Elements that change how what is in them is read. */
export const CONTEXTS: readonly (readonly [string, string])[] = [
  ...[
    'template',
    'svg',
    'math',
    'noscript',
    'select',
    'table',
    'textarea',
    'title',
    'iframe',
    'style',
    'script',
  ],
  ...[
    'object',
    'noframes',
    'noembed',
    'xmp',
    'foreignObject',
    'desc',
    'annotation-xml',
    'mtext',
    'p',
    'b',
    'a',
  ],
  ...[
    'button',
    'form',
    'video',
    'picture',
    'frameset',
    'head',
    'body',
    'caption',
    'colgroup',
    'td',
    'option',
  ],
].map(name => [`<${name}>`, `</${name}>`] as const)
export const MARKUP: readonly (readonly [string, string])[] = [
  ...CONTEXTS,
  ...[
    ['<!--', '-->'] as const,
    ['<![CDATA[', ']]>'] as const,
    ['<!--', '--!>'] as const,
    ['<?', '>'] as const,
  ],
  ...[['<svg><![CDATA[', ']]></svg>'] as const, ['<svg><style>', '</style></svg>'] as const],
  ...[
    ['<svg><foreignObject>', '</foreignObject></svg>'] as const,
    ['<svg><title>', '</title></svg>'] as const,
  ],
  ...[['<math><annotation-xml encoding="text/html">', '</annotation-xml></math>'] as const],
  ...[['<table><tr><td>', '</table>'] as const, ['<select><option>', '</select>'] as const],
  ...[['<template shadowrootmode="open">', '</template>'] as const, ['<a title="', '">'] as const],
  ...[['<div class=sponsor-box>', '</div>'] as const, ['<g class=sponsor-box>', '</g>'] as const],
  ...[['<div class="banner-ad">', '</div>'] as const, ['<noscript><p title="', '"></noscript>'] as const],
]

/** A piece of hostile markup. */
export function fragment(random: Random): string {
  const kind = random.below(12)
  if (kind === 0) return `<style>${sheet(random)}${random.chance(0.8) ? '</style>' : ''}`
  if (kind === 1) {
    const [open, close] = random.pick(MARKUP)
    return `${open}${fragment(random)}${random.chance(0.85) ? close : ''}`
  }
  if (kind === 2) return random.pick(TRICKS)
  const name = random.pick(ELEMENTS)
  const tag = random.chance(0.1) ? mixCase(name, random) : name
  const attributes = Array.from({ length: random.below(4) }, () => anyAttribute(random)).join('')
  const open = `<${tag}${attributes}${random.chance(0.1) ? '/' : ''}>`
  const inside = random.chance(0.2) ? fragment(random) : random.chance(0.5) ? sheetOrWord(name, random) : ''
  return VOID.test(name) || random.chance(0.15) ? open : `${open}${inside}</${tag}>`
}

const sheetOrWord = (name: string, random: Random) =>
  name === 'style' ? sheet(random) : name === 'script' ? 'x("<p>")' : word(random)

/** A word that stands on no page. */
export const word = (random: Random) => `wq${random.below(1e9).toString(36)}zk`

export const TRICKS = [
  ...[
    '<textarea><img src=//evil.example/z1></textarea>',
    '<title><img src=//evil.example/z2></title>',
    '<svg><embed src=x>',
    '<svg><img width=1 height=1 src=/p>',
    '<svg><meta http-equiv=refresh content=0>',
    '<svg><div class=sponsor-box></div>',
    '<svg><g class=sponsor-box></svg></g>',
    '<svg><p><iframe class=sponsor-box></iframe></p>',
    '<svg><desc><b></desc></svg></b></desc><div class=sponsor-box></div>',
    '<select><i class=sponsor-box></select></i>',
    "<p title='> <div class=sponsor-box>x'>a</p></div><i title=\"'><img src=//evil.example/z3/>\">",
    '<textarea><div class=sponsor-box>x</textarea>y</div><i title="<img src=//evil.example/z4>">',
    '<!-- <b class=sponsor-box> --><b></b><!-- </b> -->',
  ],
  ...[
    '<a<b>',
    '</',
    '<',
    '<!',
    '</p',
    '<a href="',
    "<img src='",
    '<!-->',
    '<!--->',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
  ],
  ...[
    '<!doctype html>',
    '<!doctype html SYSTEM "//evil.example/x">',
    '<?xml version="1.0"?>',
    '</body>',
    '</html>',
  ],
  ...[
    '<script><!--<script></script>--></script>',
    '<script>"</scr"+"ipt>"</script>',
    '<style></style/x>',
    '</script >',
  ],
  ...[
    '<svg/onload=x()>',
    '<math><mtext><table><mglyph><style><img src=//evil.example/m>',
    '<svg></p><style><a id="</style><img src=//evil.example/n>">',
  ],
  ...[
    '<form><math><mtext></form><form><mglyph><style></math><img src=//evil.example/o>',
    '<noscript><p title="</noscript><img src=//evil.example/q>">',
  ],
  ...[
    '<select><noscript></select><img src=//evil.example/s>',
    '<textarea></textarea ><img src=//evil.example/t>',
    '<title><img src=//evil.example/u></title>',
  ],
  ...[
    '<svg><style><![CDATA[</style><img src=//evil.example/v>]]></style></svg>',
    '<svg><title><style></title><img src=//evil.example/w>',
  ],
  ...[
    '<img src="/a" src="//evil.example/x">',
    '<img/src=//evil.example/y/alt=x>',
    '<x-y/ src=z>',
    '<p ="//evil.example">',
  ],
  ...[
    '<template><script>x</script></template>',
    '<table><img src=//evil.example/a1><script>x</script></table>',
  ],
  ...[
    '<base href=//evil.example/><img src=b1>',
    '<base href="/-/evil.example/"><a href=c1>z</a>',
    '<base target=_top>',
  ],
  ...[
    '\0',
    '&#0;',
    '&',
    '&amp',
    '&lt;img src=//evil.example/d1&gt;',
    '<img src=//evil.example/e1',
    '<\0img src=//evil.example/f1>',
  ],
  ...[
    '<im\0g src=//evil.example/g1>',
    '<img sr\0c=//evil.example/h1>',
    '<scr\0ipt>x</script>',
    '<noscript>',
    '</noscript>',
  ],
]

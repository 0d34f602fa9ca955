import type { Article } from './article.ts'
import { esc } from './html.ts'
import { absolute, mobile, type Place, pic, www } from './links.ts'
import { editions, sectionPath } from './paper.ts'
import { words } from './words.ts'

export interface Head {
  title: string
  description?: string
  /** A stem; the paper's own mark when left out. */
  picture?: string | undefined
  /** Markup only this page has: feeds, JSON-LD. */
  extra?: string
  charset?: Article['charset']
  /** The href of a <base>, as written. */
  base?: string | undefined
}

/** The page's encoding as it says itself. The GBK page says nothing: its header does. */
function charsetTag(charset: Article['charset']): string {
  if (charset === 'gbk') return ''
  if (charset === 'big5') return '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=big5">\n'
  return '<meta charset="utf-8">\n'
}

const thirdParties = `<link rel="preconnect" href="https://securepubads.g.doubleclick.net" crossorigin>
<link rel=dns-prefetch href=//cdn.taboola.com>
<link rel="preload" as="script" href="https://pagead2.googlesyndication.com/pagead/js/adsbygoogle.js">
<script async src="https://securepubads.g.doubleclick.net/tag/js/gpt.js"></script>
<script>var googletag = googletag || {cmd: []}; googletag.cmd.push(function() { googletag.defineSlot('/1/lantern', [336, 250], 'div-gpt-ad-1589559869784-0').addService(googletag.pubads()); });</script>
<script async src="//pagead2.googlesyndication.com/pagead/js/adsbygoogle.js"></script>
<script src="https://www.google-analytics.com/analytics.js" onload="ga('create', 'UA-0000-1', 'auto')"></script>
<script async src="//cdn.taboola.com/libtrc/lantern/loader.js"></script>`

const styles = `<link rel="stylesheet" href="/css/main.css?v=3">
<link rel="stylesheet" href="/css/print.css" media="print">
<LINK REL=stylesheet TYPE="text/css" HREF=//static.lantern.example/css/theme.css MEDIA=print ONLOAD="this.media='all'">
<style>
@import url("//static.lantern.example/css/colours.css");
.top { background: url(${pic}/lantern-wall-320.png) } .top_banner { background: none }
.stripe { background: url(//ads.adnet.example/stripe.gif) }
</style>`

/** The editions are not translations of one another, so an alternate is the other edition's section or home. */
export const alternates = (section?: Article['section']): string =>
  editions
    .map(edition => {
      const path = section ? sectionPath(edition, section) : edition === 'gb' ? '/' : `/${edition}/`
      return `<link rel="alternate" hreflang="${words[edition].lang}" href="${absolute(path)}">`
    })
    .join('\n')

/** What every page's head holds. `place.path` is also the canonical path. */
export function head(place: Place, { title, description, picture, extra = '', charset, base }: Head): string {
  const paper = words[place.edition].paper
  const about = esc(description ?? words[place.edition].motto)
  return `<head>
${charsetTag(charset)}<title>${esc(title)} | ${paper}</title>
${base ? `<base href="${base}">\n` : ''}<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="600">
<META NAME=copyright CONTENT="© ${paper}">
<meta name="description" content="${about}">
<link rel="canonical" href="${absolute(place.path)}">
<link rel="amphtml" href="${mobile}${place.path}">
<meta property="og:title" content="${esc(title)}">
<meta property="og:description" content="${about}">
<meta property="og:url" content="${absolute(place.path)}">
<meta property="og:image" content="${pic}/${picture ?? 'logo'}.${picture ? 'png' : 'svg'}">
<meta name="twitter:image" content="${pic}/${picture ?? 'lantern'}-640.png">
<link rel="icon" href="${www}/favicon.ico"><link rel="icon" type="image/svg+xml" href="//img.lantern.example/pic/logo.svg">
<link rel="alternate" type="application/atom+xml" title="${paper}" href="/atom.xml">
${extra}
${styles}
${thirdParties}
<script src="/js/main.js"></script>
<!--[if lt IE 9]><script src="https://ads.adnet.example/html5shiv.js"></script><![endif]-->
</head>`
}

import type { Section } from './article.ts'
import { type Head, head } from './head.ts'
import { esc } from './html.ts'
import { messyHref, type Place, relative, www } from './links.ts'
import { gptSlot, trackers } from './mess.ts'
import { articlePath, editions, homePath, inEdition, sectionPath, sections } from './paper.ts'
import { words } from './words.ts'

/** Sections, then the other editions. The items are not closed, and each link is written another way. */
function nav(place: Place, here: Section | undefined): string {
  const text = words[place.edition]
  const items = sections.map(
    (section, n) =>
      `<li${section === here ? ' class=here' : ''}><a href="${messyHref(place, sectionPath(place.edition, section), n + 1)}">${text.sections[section]}</a>`,
  )
  const others = editions
    .filter(edition => edition !== place.edition)
    .map(edition => `<li class="edition"><a href="${homePath(edition)}">${words[edition].self}</a>`)
  return `<div class="nav"><ul>
<li><a href="${homePath(place.edition)}">${text.home}</a>
${[...items, ...others].join('\n')}
</ul></div>`
}

function masthead(place: Place): string {
  const text = words[place.edition]
  return `<div class="header"><TABLE class="masthead" WIDTH="100%" CELLPADDING=0 BORDER=0><TR>
<TD><a class="logo" href="${homePath(place.edition)}"><img src="//img.lantern.example/pic/logo.svg" width=60 height=60 alt=""><span><b>${text.paper}</b><span class="motto">${text.motto}</span></span></a>
<TD class="tools"><form action="/${place.edition}/search" method=get accept-charset="utf-8"><input name=q placeholder="${text.searchHint}"> <button>${text.search}</button></form>
</TABLE></div>`
}

/** The most read, with an advert among them that is not closed, like its neighbours. */
function hotPicks(place: Place): string {
  const text = words[place.edition]
  const items = inEdition(place.edition)
    .filter(article => articlePath(article) !== place.path)
    .slice(0, 8)
    .map(
      (article, n) => `<li><a href="${messyHref(place, articlePath(article), n)}">${esc(article.title)}</a>`,
    )
  const advert = `<li class="ad-sponsored-item"><a href="https://ads.adnet.example/click?id=77" rel=nofollow>${text.ad}: Lamp oil, half price</a>`
  return `<div class="block"><h3>${text.hot}</h3><ol class="hot-picks">\n${items.toSpliced(3, 0, advert).join('\n')}\n</ol></div>`
}

function newsletter(place: Place): string {
  const text = words[place.edition]
  return `<div class="block newsletter"><h3>${text.newsletter}</h3><form action="https://pixel.stats.example/newsletter" method="post" onsubmit="return check(this)"><input type=email name=email> <input type=hidden name=from value="${esc(www + place.path)}"><button>${text.subscribe}</button></form></div>`
}

function footer(place: Place): string {
  const text = words[place.edition]
  return `<div class="footer"><p class="copyright">© ${text.paper} 2009–2026 The Lantern. ${text.rights}.
<p class="about">${text.about}
<p><a href="/kzgd/subscribe.html">${text.member}</a> · <a href="/${place.edition}/world.xml">RSS</a> · <a href="/atom.xml">Atom</a> · <a href="javascript:history.back()">↩</a></div>
${trackers(place.path)}`
}

/** A whole page: layout tables, adverts above and beside, the page's own content on the left. */
export function layout(place: Place, about: Head, content: string, section?: Section): string {
  const edition = place.edition
  return `<!DOCTYPE html>
<html lang="${words[edition].lang}">${head(place, about)}
<body onload="init()" class=page>
<!-- ${esc(place.path)} -->
${masthead(place)}
${nav(place, section)}
<div class="banner-ad top_banner">${gptSlot(edition, '1624511609196', 970, 90)}</div>
<TABLE class="layout" WIDTH="100%" CELLPADDING=0 BORDER=0><TR VALIGN=top>
<TD class="left">
${content}
<TD class="right">
${hotPicks(place)}
<div class="block"><div id="txt-mid2-t22-2017" style="display:block; overflow:hidden">${gptSlot(edition, '1589559869785', 282, 250)}</div></div>
${newsletter(place)}
</TABLE>
<p style="text-align:center"><a href="${relative(place, homePath(edition))}">${words[edition].home}</a>
${footer(place)}
</body></html>
`
}

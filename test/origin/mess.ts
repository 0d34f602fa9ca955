import type { Edition } from './article.ts'
import type { Place } from './links.ts'
import { relative, www } from './links.ts'
import { words } from './words.ts'

/** Reserved space: an ad that is gone must be seen to be gone. */
const space = (width: number, height: number): string =>
  `max-width:100%; width:${width}px; min-height:${height}px; background:#eee; color:#999; text-align:center; font:14px sans-serif; line-height:${height}px;`

/** An ad server's slot with its display script, named and wrapped as such papers do. */
export function gptSlot(edition: Edition, number: string, width = 336, height = 250): string {
  const id = `div-gpt-ad-${number}-0`
  return `<div>
 <center>
  <div id="${id}" style="${space(width, height)}">
   <script>googletag.cmd.push(function() { googletag.display('${id}'); });</script>${words[edition].ad}
  </div>
 </center>
</div>`
}

/** An invisible link in the middle of the text, put there to catch copiers. */
export const hiddenLink = `<span id="hideid" name="hideid" style="color:red;display:none;"><a href=${www}></a></span>`

export const adsense = (edition: Edition): string => `<center>
 <div id="txt-mid1-t21-2017"><div id="SC-21xx"></div>
 <ins class="adsbygoogle" style="display:block; margin:0 auto; ${space(336, 250)}" data-ad-client="ca-pub-0000000000000000" data-ad-slot="4301710469" data-ad-format="auto" data-full-width-responsive="true">${words[edition].ad}</ins>
 <script>(adsbygoogle = window.adsbygoogle || []).push({});</script></div>
</center>`

export const frameAd = (edition: Edition): string =>
  `<div class="ad-frame" style="margin:0 auto; ${space(336, 250)}">${words[edition].ad}<br><iframe src="https://ads.adnet.example/frame?slot=3&size=336x250" width=1 height=1 frameborder=0 scrolling=no></iframe></div>`

export const taboola = (edition: Edition, where: 'midarticle' | 'below-article'): string =>
  `<div id="taboola-${where}-thumbnails" class="trc_rbox_container" style="margin:14px auto; ${space(540, 180)}">${words[edition].sponsored}</div>
<script>window._taboola = window._taboola || []; _taboola.push({mode: 'thumbnails', container: 'taboola-${where}-thumbnails'});</script>`

export const outbrain = (edition: Edition): string =>
  `<div class="OUTBRAIN" data-src="${www}/" data-widget-id="AR_1" style="margin:14px auto; ${space(540, 120)}">${words[edition].sponsored} <a href="https://ads.adnet.example/click?u=1"><img src="https://ads.adnet.example/native.jpg" width=1 height=1 alt=""></a></div>`

/** The paper asks for members in the middle of its own articles. */
export function membership(place: Place): string {
  const text = words[place.edition]
  return `<p class="membership" style="margin-bottom:12px;">${text.memberCall}<a href="/kzgd/subscribe.html" target="_blank">${text.member}</a>${place.edition === 'en' ? '.' : '。'}
<a href="${relative(place, '/kzgd/subscribe.html')}"><img src="/kzgd/ad/membership_728.png" width="100%" alt="${text.member}"></a></p>`
}

/** A box with the article's short address: readers of a mirror still need the words around it, not the box. */
export const shortAddress = (edition: Edition, id: string): string =>
  `<p class="source">${words[edition].shortAddress}: <input name="lname" type="text" value="http://www.lantern.example/go/${id}" onclick="this.focus();this.select()" onmouseover="this.select()"> ${words[edition].rights}</p>`

export const video = (id: string): string =>
  `<div class="video"><iframe width="100%" height="320" src="https://player.video.example/embed/${id}?autoplay=0" allowfullscreen></iframe></div>`

export const oldPlayer = (id: string): string =>
  `<OBJECT WIDTH=320 HEIGHT=1 DATA="https://player.video.example/old/${id}.swf"><PARAM NAME=movie VALUE="https://player.video.example/old/${id}.swf"><EMBED SRC="https://player.video.example/old/${id}.swf" WIDTH=320 HEIGHT=1></OBJECT>`

export const trackers = (path: string): string => {
  const seen = encodeURIComponent(`${www}${path}`)
  return `<img src="https://pixel.stats.example/p.gif?u=${seen}" width=1 height=1 style="display:none" alt="">
<noscript><img height="1" width="1" style="display:none" src="https://www.google-analytics.com/collect?v=1&t=pageview&dl=${seen}"></noscript>
<script>(function(){ new Image().src = '//pixel.stats.example/js.gif?r=' + Math.random() })()</script>`
}

/** Slots that keep their place free, in whatever holds nothing else: a list's item, a table, a figure, a rail. */
export const slots = (edition: Edition): string => {
  const { ad } = words[edition]
  const slot = (name: string, height: number) =>
    `<div class="${name}" style="${space(300, height)}"><script>slot('${name}')</script></div>`
  return `<div class="slot-frame" style="min-height:290px; margin:20px 0; background:#f4efe2">
 <p class="slot-label" style="margin:0; text-align:center">— ${ad} —</p><!-- slot 7 -->
 <div class="slot-inner">${slot('ad-slot', 250)}</div>
</div>
<ul class="offers"><li style="min-height:120px">${slot('ad-unit', 90)}
<li style="min-height:120px"><span>${ad}</span>${slot('ad-unit', 90)}</ul>
<table class="offer-table" cellpadding=20><tr><td>${slot('ad-box', 100)}</td><td>${slot('ad-box', 100)}</td></tr></table>
<figure class="offer-figure" style="min-height:200px">${slot('banner-ad', 180)}<figcaption>${ad}</figcaption></figure>
<div class="rail" style="position:sticky; top:0; height:400px">${slot('sticky-ad', 350)}</div>`
}

/** Slots beside something else, which keeps its place and its size. */
export const sharedSlots = (edition: Edition, path: string): string =>
  `<div class="shared" style="min-height:150px">${frameAd(edition)}<p class="shared-note">${words[edition].rights}</p></div>
<table class="shared-table" width=600 border=1><tr><td width=300 height=80><ins class="adsbygoogle" style="${space(280, 60)}"></ins></td><td width=300 class="shared-cell"><a href="${path}">${words[edition].text}</a></td></tr></table>`

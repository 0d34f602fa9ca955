import { type Answer, page, plain } from './answer.ts'
import type { Edition } from './article.ts'
import { layout } from './layout.ts'
import type { Place } from './links.ts'
import { homePath, isEdition } from './paper.ts'
import { words } from './words.ts'

/** The edition a path belongs to; the paper's own, simplified Chinese, for the rest. */
export function editionOf(path: string): Edition {
  const first = path.split('/')[1] ?? ''
  return isEdition(first) ? first : 'gb'
}

export function notFound(path: string): Answer {
  const edition = editionOf(path)
  const text = words[edition]
  const place: Place = { edition, path: homePath(edition), base: path }
  const content = `<h1>404: ${text.missing}</h1><p>${text.missingText}<p><a href="${homePath(edition)}">${text.home}</a>`
  const { body } = page(layout(place, { title: text.missing }, content))
  return { ...plain(404, '', { 'Cache-Control': 'public, max-age=60' }), body }
}

/** What the membership advert leads to. */
export function membershipPage(): Answer {
  const text = words.gb
  const content = `<h1>${text.member}</h1>
<p><img src="/kzgd/ad/membership_728.png" alt="${text.member}" width="728" height="90">
<p>${text.memberText}
<p>${words.b5.memberText}
<p>${words.en.memberText}
<form action="https://pixel.stats.example/join" method=post><input name=name> <button>${text.subscribe}</button></form>`
  return page(layout({ edition: 'gb', path: '/kzgd/subscribe.html' }, { title: text.member }, content))
}

export const robots = `User-agent: *
Disallow: /switchboard
Sitemap: https://www.lantern.example/sitemap.xml
`

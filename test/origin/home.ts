import { type Answer, page } from './answer.ts'
import type { Edition } from './article.ts'
import { alternates } from './head.ts'
import { esc } from './html.ts'
import { layout } from './layout.ts'
import { messyHref, type Place, relative } from './links.ts'
import { teaser } from './list-page.ts'
import { gptSlot } from './mess.ts'
import {
  articlePath,
  articles,
  editions,
  homePath,
  inEdition,
  inSection,
  newest,
  sectionPath,
  sections,
} from './paper.ts'
import { words } from './words.ts'

/** The newest titles of the other two editions. */
function others(place: Place): string {
  const blocks = editions
    .filter(edition => edition !== place.edition)
    .map(edition => {
      const items = inEdition(edition)
        .slice(0, 3)
        .map(
          (article, n) =>
            `<li><a href="${messyHref(place, articlePath(article), n + 3)}" lang="${words[edition].lang}">${esc(article.title)}</a>`,
        )
      return `<div class="block other-edition"><h3><a href="${homePath(edition)}">${words[edition].paper}</a></h3><ul>${items.join('\n')}</ul></div>`
    })
  return `<h2>${words[place.edition].otherEditions}</h2>${blocks.join('\n')}`
}

export function home(edition: Edition): Answer {
  const text = words[edition]
  const place: Place = { edition, path: homePath(edition) }
  const [lead] = inEdition(edition)
  const blocks = sections.map((section, n) => {
    const list = inSection(edition, section).filter(article => article !== lead)
    const name = text.sections[section]
    const more = `<a class="more" href="${relative(place, sectionPath(edition, section))}">${text.more} »</a>`
    return `<h2 class="section-head">${name} <small>${more}</small></h2>
${list.map((article, i) => teaser(place, article, i + n)).join('\n')}
${n === 0 ? gptSlot(edition, '1589559869786', 728, 90) : ''}`
  })
  const content = `${lead ? teaser(place, lead, 0, 'teaser lead') : ''}\n${blocks.join('\n')}\n${others(place)}`
  return page(layout(place, { title: text.home, extra: alternates() }, content), newest(articles))
}

import { type Answer, feed } from './answer.ts'
import type { Article, Edition, Section } from './article.ts'
import { esc } from './html.ts'
import { absolute, pic, www } from './links.ts'
import {
  articlePath,
  articles,
  editions,
  inSection,
  leadPicture,
  newest,
  plainBlock,
  sectionPath,
  sections,
  tagPath,
} from './paper.ts'
import { words } from './words.ts'

const cdata = (markup: string): string => `<![CDATA[${markup.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`

/** A description as feeds carry it: a picture, the first paragraph, links, an advert and a counter. */
function description(article: Article): string {
  const text = words[article.edition]
  const picture = leadPicture(article)
  const first = article.pages[0]?.find(block => block.kind === 'paragraph')
  const [tag] = article.tags
  return `${picture ? `<img src="${pic}/${picture}-640.png" srcset="${pic}/${picture}.png 2x" alt=""><br>` : ''}<p>${esc(first ? plainBlock(first) : article.deck)}</p>
<p><a href="//www.lantern.example${articlePath(article)}">${text.more}</a>${tag ? ` <a href="${tagPath(article.edition, tag)}">${esc(tag)}</a>` : ''}</p>
<div class="ad"><a href="https://ads.adnet.example/rss?id=9"><img src="https://ads.adnet.example/rss.gif" alt="${text.ad}"></a></div><img src="https://pixel.stats.example/rss.gif?id=${article.id}" width="1" height="1">`
}

function item(article: Article): string {
  const picture = leadPicture(article)
  return `<item>
<title>${esc(article.title)}</title>
<link>${absolute(articlePath(article))}</link>
<guid isPermaLink="true">http://www.lantern.example${articlePath(article)}</guid>
<pubDate>${new Date(article.published).toUTCString()}</pubDate>
<dc:creator>${esc(article.author)}</dc:creator>
${article.tags.map(tag => `<category>${esc(tag)}</category>`).join('')}
<description>${cdata(description(article))}</description>
${picture ? `<media:thumbnail url="${pic}/${picture}-320.png"/><enclosure url="${pic}/${picture}.png" type="image/png" length="0"/>` : ''}
</item>`
}

export function rss(edition: Edition, section: Section): Answer {
  const text = words[edition]
  const list = inSection(edition, section)
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet type="text/css" href="https://static.lantern.example/css/theme.css"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel>
<title>${text.paper} ${text.sections[section]}</title>
<link>${absolute(sectionPath(edition, section))}</link>
<atom:link rel="self" type="application/rss+xml" href="${www}/${edition}/${section}.xml"/>
<description>${text.motto}</description>
<language>${text.lang}</language>
<image><url>${pic}/lantern-320.png</url><title>${text.paper}</title><link>${www}/</link></image>
${list.map(item).join('\n')}
</channel></rss>
`
  return feed(xml, 'application/rss+xml', newest(list))
}

function entry(article: Article): string {
  return `<entry xml:lang="${words[article.edition].lang}">
<title>${esc(article.title)}</title>
<id>tag:lantern.example,2026:${article.id}</id>
<link rel="alternate" type="text/html" href="${absolute(articlePath(article))}"/>
<updated>${article.published}</updated>
<author><name>${esc(article.author)}</name></author>
<summary>${esc(article.deck)}</summary>
<content type="html" xml:base="${www}/">${esc(description(article))}</content>
</entry>`
}

/** The newest articles of all editions. Here the HTML is escaped rather than in CDATA. */
export function atom(): Answer {
  const list = articles.slice(0, 12)
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>灯笼报 燈籠報 The Lantern</title>
<id>${www}/</id><logo>${pic}/logo.svg</logo><icon>/favicon.ico</icon>
<link rel="self" href="${www}/atom.xml"/><link rel="alternate" href="/"/>
<updated>${newest(list) ?? '2026-09-01T00:00:00Z'}</updated>
${list.map(entry).join('\n')}
</feed>
`
  return feed(xml, 'application/atom+xml', newest(list))
}

export function sitemap(): Answer {
  const pages = editions.flatMap(edition =>
    sections.map(section => `<url><loc>${absolute(sectionPath(edition, section))}</loc></url>`),
  )
  const stories = articles.map(
    article =>
      `<url><loc>${absolute(articlePath(article))}</loc><lastmod>${article.published}</lastmod></url>`,
  )
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>${www}/</loc></url>
${[...pages, ...stories].join('\n')}
</urlset>
`
  return feed(xml, 'application/xml', newest(articles))
}

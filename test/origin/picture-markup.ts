import type { Block } from './article.ts'
import { esc } from './html.ts'
import { pic } from './links.ts'

type PictureBlock = Extract<Block, { kind: 'picture' }>

/** What a lazy picture shows before its script has run. */
export const placeholder = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=='

const widths = (stem: string, kind: string): string =>
  `${pic}/${stem}-320.${kind} 320w, ${pic}/${stem}-640.${kind} 640w, ${pic}/${stem}.${kind} 800w`

/** The ways this paper puts a picture on a page. Each takes the stem and the caption, escaped. */
const ways: ((stem: string, alt: string) => string)[] = [
  (stem, alt) =>
    `<IMG ALT="${alt}" SRC=${pic}/${stem}.png WIDTH=800 HEIGHT=450 BORDER=0 onerror="this.style.display='none'"></br>`,
  (stem, alt) =>
    `<img class="lazyload" src="${placeholder}" data-src="${pic}/${stem}.png" width="800" height="450" alt="${alt}">` +
    `<noscript><img src="${pic}/${stem}.png" alt="${alt}"></noscript>`,
  (stem, alt) =>
    `<img src="//img.lantern.example/pic/${stem}-640.png" srcset="${widths(stem, 'png')}" sizes="(max-width: 760px) 100vw, 740px" alt="${alt}">`,
  (stem, alt) =>
    `<picture><source type="image/webp" srcset="${widths(stem, 'webp')}" sizes="100vw">` +
    `<img src="http://img.lantern.example/pic/${stem}.png" alt="${alt}" onclick="window.open(this.src)"></picture>`,
  (stem, alt) =>
    `<img class="photo-img lazyload" src="${placeholder}" data-original="//img.lantern.example/pic/${stem}.png" data-srcset="${widths(stem, 'png')}" data-sizes="auto" alt="${alt}">` +
    `<noscript><img src="//img.lantern.example/pic/${stem}.png" srcset="${widths(stem, 'png')}" alt="${alt}"></noscript>`,
  (stem, alt) =>
    `<img src="https://pictures.agency.example/photos/${stem}.png" alt="${alt}" referrerpolicy="unsafe-url" />`,
  (stem, alt) =>
    `<span class="photo-box" role="img" aria-label="${alt}" style="background:#ccc url('//img.lantern.example/pic/${stem}.svg') center / cover"></span>`,
  (stem, alt) => `<a href="${pic}/${stem}.png" target=_blank><img src="${pic}/${stem}.svg" alt="${alt}"></a>`,
]

export const pictureWays = ways.length

/** A picture with its caption; `n` chooses the way. */
export function pictureMarkup(block: PictureBlock, n: number): string {
  const way = ways[n % ways.length] ?? ways[0]
  const alt = esc(block.caption)
  return `<div class="photo">\n${way?.(block.picture, alt)}\n<div class="caption">${alt}</div></div>`
}

/** The small picture beside a title in a list. Every third is lazy. */
export function thumb(stem: string | undefined, n: number, large = false): string {
  if (!stem) return ''
  if (large)
    return `<img class="thumb" src="${pic}/${stem}.png" srcset="${widths(stem, 'png')}" sizes="100vw" alt="">`
  const address = `${pic}/${stem}-320.png`
  if (n % 3 !== 1)
    return `<img class="thumb" src="${address}" srcset="${address} 1x, ${pic}/${stem}-640.png 2x" alt="">`
  return `<img class="thumb lazyload" src="${placeholder}" data-src="${address}" alt=""><noscript><img class="thumb" src="${address}" alt=""></noscript>`
}

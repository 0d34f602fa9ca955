import { relink } from '../address/relink.ts'
import type { Page } from '../page.ts'
import { decode, escapeHtml } from './attribute.ts'
import type { Tag } from './tag.ts'

/** Elements that show another page or a player. */
const FRAMES = new Set(['iframe', 'frame', 'embed', 'amp-iframe', 'amp-video-iframe'])
/** Players that AMP makes by script: the attribute that says what they show, and where that is. */
const PLAYERS: ReadonlyMap<string, readonly [attribute: string, prefix: string]> = new Map([
  ['amp-youtube', ['data-videoid', 'https://www.youtube.com/watch?v=']],
  ['amp-vimeo', ['data-videoid', 'https://vimeo.com/']],
  ['amp-dailymotion', ['data-videoid', 'https://www.dailymotion.com/video/']],
  ['amp-twitter', ['data-tweetid', 'https://x.com/i/status/']],
  ['amp-instagram', ['data-shortcode', 'https://www.instagram.com/p/']],
  ['amp-facebook', ['data-href', '']],
])
/** Where scripts leave a frame's address until it is scrolled to. */
const LAZY = ['data-src', 'data-lazy-src', 'data-url']

/**
 * What stands for a frame: a link that says where it leads, so that a reader decides whether to go there. A frame
 * that nobody was meant to see, or that has no address, leaves nothing.
 */
export function frameLink(tag: Tag, page: Page): string | undefined {
  const player = PLAYERS.get(tag.tagName)
  if ((!FRAMES.has(tag.tagName) && player === undefined) || isUnseen(tag)) return undefined
  for (const address of player ? shownBy(tag, player) : ['src', ...LAZY].map(name => held(tag, name))) {
    const found = relink(address, 'link', page)
    if (found.kind === 'mirror') return link(found.path, page.site.name)
    if (found.kind === 'away' && !page.isAdvert(new URL(found.href))) return linkTo(found.href)
  }
  return undefined
}

function shownBy(tag: Tag, [attribute, prefix]: readonly [string, string]): string[] {
  const value = held(tag, attribute).trim()
  return value === '' ? [] : [prefix + value]
}

const held = (tag: Tag, name: string) => decode(tag.getAttribute(name) ?? '')

/** A link to what is not on the mirror. */
export const linkTo = (href: string) => link(href, new URL(href).host)

const link = (href: string, where: string) =>
  `<p class="heliograph-frame"><a href="${escapeHtml(href)}" rel="noreferrer nofollow">▶ ${escapeHtml(where)}</a></p>`

/** Whether the width and height of an AMP element are no more than its shape: "1" and "1" is a square then. */
export const isShape = (layout: string | null | undefined) => /^\s*(responsive|fill)\s*$/i.test(layout ?? '')

/** Whether an element is there without being shown. */
export function isUnseen(tag: Tag): boolean {
  const isSized = !isShape(tag.getAttribute('layout'))
  const tiny =
    isSized && ['width', 'height'].some(name => /^\s*[01](px)?\s*$/.test(tag.getAttribute(name) ?? ''))
  const style = decode(tag.getAttribute('style') ?? '')
  return tiny || tag.hasAttribute('hidden') || /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style)
}

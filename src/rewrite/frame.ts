import { decode, escapeHtml } from './attribute.ts'
import type { Page } from './page.ts'
import { relink } from './relink.ts'
import type { Tag } from './tag.ts'

/** Elements that show another page or a player. */
const FRAMES = new Set(['iframe', 'frame', 'embed'])
/** Where scripts leave a frame's address until it is scrolled to. */
const LAZY = ['data-src', 'data-lazy-src', 'data-url']

/**
 * What stands for a frame: a link that says where it leads, so that a reader decides whether to go there. A frame
 * that nobody was meant to see, or that has no address, leaves nothing.
 */
export function frameLink(tag: Tag, page: Page): string | undefined {
  if (!FRAMES.has(tag.tagName) || isUnseen(tag)) return undefined
  const addresses = ['src', ...LAZY].map(name => decode(tag.getAttribute(name) ?? ''))
  for (const address of addresses) {
    const found = relink(address, 'link', page)
    if (found.kind === 'mirror') return link(found.path, page.site.name)
    if (found.kind === 'away') return link(found.href, new URL(found.href).host)
  }
  return undefined
}

const link = (href: string, where: string) =>
  `<p class="heliograph-frame"><a href="${escapeHtml(href)}" rel="noreferrer nofollow">▶ ${escapeHtml(where)}</a></p>`

function isUnseen(tag: Tag): boolean {
  const tiny = ['width', 'height'].some(name => /^\s*[01](px)?\s*$/.test(tag.getAttribute(name) ?? ''))
  const style = decode(tag.getAttribute('style') ?? '')
  return tiny || tag.hasAttribute('hidden') || /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style)
}

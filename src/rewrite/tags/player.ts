import { type Relinked, relink } from '../address/relink.ts'
import { follow, MOST_BY_SITE, takeAway } from '../adverts/advert.ts'
import type { Page } from '../page.ts'
import { isUnseen, linkTo } from './frame.ts'
import { type Attributes, HTML, type Tag, unwrap } from './tag.ts'

/** What a player can play: itself, and by the `<source>` elements in it. */
interface Offers {
  /** Whether the mirror carries any of it. */
  carried: boolean
  /** Where else the first of it is. */
  away?: string
}

/** The player that has begun last, of each page. */
const players = new WeakMap<Page, Offers>()

const PLAYERS = new Set(['video', 'audio', 'amp-video', 'amp-audio'])

/**
 * A player of something that the mirror does not carry is empty. A link says where that is: in its place, or behind it
 * where it still shows a picture or may hold something else to play.
 * @param found what has become of its own address, if it has one
 */
export function treatPlayer(tag: Tag, attributes: Attributes, found: Relinked | undefined, page: Page): void {
  if (tag.tagName === 'source' && found !== undefined) offer(found, page)
  if (!PLAYERS.has(tag.tagName)) return
  players.delete(page)
  if (tag.namespaceURI !== HTML || isUnseen(tag)) return
  if (found?.kind === 'away' && !hasPoster(attributes, page)) return replace(tag, found.href, page)
  const offers: Offers = { carried: false }
  players.set(page, offers)
  if (found !== undefined) offer(found, page)
  if (tag.tagName.startsWith('amp-') || offers.carried) return
  const behind = linkBehind(page)
  tag.onEndTag(end => end.after(behind(), { html: true }))
}

/** What stands behind the player that has begun last, to be asked when it has ended. */
export function linkBehind(page: Page): () => string {
  const offers = players.get(page)
  return () => {
    if (players.get(page) === offers) players.delete(page)
    return offers?.away === undefined || offers.carried ? '' : linkTo(offers.away)
  }
}

function offer(found: Relinked, page: Page): void {
  const offers = players.get(page)
  if (offers === undefined) return
  if (found.kind === 'away') offers.away ??= found.href
  else offers.carried ||= found.kind === 'mirror' || found.kind === 'local'
}

function replace(tag: Tag, href: string, page: Page): void {
  // What a rule takes leaves no link.
  follow(page.source.filters?.element(tag), tag, page)
  if (tag.removed) return
  tag.before(linkTo(href), { html: true })
  // What a player holds is not shown, but in AMP's it is, where no script has seen to them.
  if (tag.tagName.startsWith('amp-')) unwrap(tag)
  else takeAway(tag, page, 'what the mirror cannot play', MOST_BY_SITE)
}

const hasPoster = (attributes: Attributes, page: Page) =>
  relink(attributes.get('poster') ?? '', 'asset', page).kind === 'mirror'

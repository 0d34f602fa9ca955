import { type Place, relink } from '../address/relink.ts'

/** What an address in a feed is there for. */
export type Use =
  /** A reader follows it: it may lead anywhere. */
  | 'link'
  /** A feed reader fetches it by itself: on the mirror, with a tag if need be, or not at all. */
  | 'asset'
  /** A feed reader asks it again and again: on the mirror, or not at all. */
  | 'own'
  /** It names something and is never asked for: as it is. */
  | 'identity'
  /** Not known to be an address at all: relinked if it is nothing else and is the mirror's. */
  | 'perhaps'
  /** The same, in a place for pictures. */
  | 'perhaps-asset'

/** An element's name without its prefix in lower case, its prefix, and that of the element around it. */
export interface Named {
  readonly local: string
  readonly prefix: string
  readonly parent: string
  /** What an RSS `guid` says of itself, in lower case. */
  readonly permalink: string | undefined
  /** What an Atom `link` is for, in lower case. */
  readonly rel: string | undefined
}

/** Elements that make whoever reads them ask another address, or run something. */
export const DROPPED = new Set(['script', 'cloud', 'include'])

/** Names that say of what is in them that it is a picture. */
const PICTURE = /image|img|icon|logo|thumb|picture|photo|poster|avatar|artwork|cover|banner|screenshot/
const LINKS = new Set([
  'link',
  'docs',
  'uri',
  'loc',
  'url',
  'commentrss',
  'player_loc',
  'license',
  'origlink',
])
const ASSETS = new Set(['logo', 'icon', 'thumbnail_loc', 'content_loc', 'gallery_loc'])

/** What an address that is all of an element's text is there for. */
export function textUse({ local, prefix, parent, permalink }: Named): Use {
  if (local === 'id' || (local === 'guid' && permalink === 'false')) return 'identity'
  if (local === 'new-feed-url') return 'own'
  if (local === 'url' && parent === 'image') return 'asset'
  if (local === 'loc' && (prefix === 'image' || parent === 'image')) return 'asset'
  if (ASSETS.has(local)) return 'asset'
  if (LINKS.has(local)) return 'link'
  return PICTURE.test(local) ? 'perhaps-asset' : 'perhaps'
}

/** Attributes that hold an address wherever they stand. */
const ADDRESSES = new Set(['href', 'url', 'src', 'uri', 'xmlurl', 'htmlurl'])
const FETCHED = new Set([
  ...['enclosure', 'content', 'thumbnail', 'peerlink', 'subtitle', 'transcript', 'scene'],
])
/** Addresses of pages that show media, and of what tells about it. */
const OPENED = new Set(['player', 'license', 'backlink', 'credit', 'category', 'rights'])

/** What an attribute of an element is there for; undefined for a link that is not kept, wherever it leads. */
export function attributeUse(element: Named, attribute: string): Use | undefined {
  const name = attribute.toLowerCase()
  if (/^xml(ns)?(:|$)/.test(name)) return 'identity'
  const { local, prefix } = element
  if (local === 'link' && name === 'href') return linkUse(element.rel)
  if (!ADDRESSES.has(name)) return PICTURE.test(`${local} ${name}`) ? 'perhaps-asset' : 'perhaps'
  if (local === 'embed' || local === 'chapters') return 'own'
  if (name === 'src' || FETCHED.has(local) || PICTURE.test(local)) return 'asset'
  if (prefix === 'media' && !OPENED.has(local)) return 'asset'
  return local === 'source' && name === 'uri' ? 'asset' : 'link'
}

const FOLLOWED = new Set([
  ...['alternate', 'related', 'via', 'author', 'license', 'copyright', 'replies', 'about', 'up', 'bookmark'],
  ...['contents', 'help', 'canonical', 'payment', 'tag', 'me', 'amphtml', 'describedby', 'cite-as'],
])
const SHOWN = new Set(['enclosure', 'icon', 'shortcut', 'apple-touch-icon', 'image_src', 'logo'])

/** A hub would tell a feed reader's address to whoever runs it; a style sheet is for a browser. */
function linkUse(rel = 'alternate'): Use | undefined {
  const relations = rel.split(/\s+/).map(name => name.split(/[/#]/).pop() ?? '')
  if (relations.some(name => name === 'hub' || name === 'stylesheet')) return undefined
  if (relations.some(name => SHOWN.has(name))) return 'asset'
  return relations.every(name => name === '' || FOLLOWED.has(name)) ? 'link' : 'own'
}

/** One whole address with its host, and nothing else. */
const WHOLE = /^\s*(?:https?:|(?=[\\/]{2}))[\\/]{0,2}\S+\s*$/i

/** An address as the rewritten feed has it; undefined where it must not stand there. */
export function readdressed(value: string, use: Use, place: Place): string | undefined {
  if (use === 'identity') return value
  // Words in an element that is for addresses are words; what is fetched is never let off so.
  const isPerhaps = use.startsWith('perhaps') || (use === 'link' && /\S\s+\S/.test(value))
  if (value.trim() === '' || (isPerhaps && !WHOLE.test(value))) return value
  const fetched = use === 'asset' || use === 'perhaps-asset'
  const found = relink(value, fetched ? 'asset' : 'link', place)
  switch (found.kind) {
    case 'mirror':
      return found.path
    case 'away':
      return use === 'link' ? found.href : use === 'perhaps' ? value : undefined
    case 'local':
      return value
    case 'advert':
      return undefined
    case 'unsafe':
      return use === 'perhaps' ? value : undefined
    default:
      return found satisfies never
  }
}

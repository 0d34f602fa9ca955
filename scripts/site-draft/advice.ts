import { nearest } from '../../src/site/nearest.ts'
import type { Line } from './lines.ts'

/** What a line means for the draft that no selector is made of. */
export type Advice = { readonly kind: 'left' | 'idle'; readonly message: string }

const LEFT: Readonly<Record<string, string>> = {
  single_page_link: 'the mirror shows each page at its own address: name the link in "next", if it leads on',
  single_page_link_in_feed: 'the mirror shows each page at its own address: leave it out',
  find_string:
    'the mirror changes elements, not text: say it with "remove", "unwrap" or "hide". What stands in <noscript> it shows anyway',
  replace_string:
    'the mirror changes elements, not text: say it with "remove", "unwrap" or "hide". What stands in <noscript> it shows anyway, and pictures that wait for a script are named in "lazy"',
  strip_attr: 'the mirror decides about attributes itself: scripts and trackers go, pictures stay',
  if_page_contains: 'a site file has no conditions: what the next line says counts for every page',
  native_ad_clue: 'a site file has no conditions: name the advert itself in "remove"',
  wrap_in: 'the mirror adds no elements: leave it out',
  move_into: 'the mirror moves no elements: leave it out',
  requires_login: 'the mirror reads what everybody may read: leave it out',
  login_uri: 'the mirror reads what everybody may read: leave it out',
  login_username_field: 'the mirror reads what everybody may read: leave it out',
  login_password_field: 'the mirror reads what everybody may read: leave it out',
  login_extra_fields: 'the mirror reads what everybody may read: leave it out',
  not_logged_in_xpath: 'the mirror reads what everybody may read: leave it out',
}

/** About how ftr extracts, or tests of its own. */
const IDLE = new Set([
  ...['prune', 'tidy', 'parser', 'autodetect_on_failure', 'autodetect_next_page', 'insert_detected_image'],
  ...['convert_double_br_tags', 'strip_comments', 'skip_json_ld', 'footnotes'],
])

const TURNED = [
  'test_url',
  ...['body', 'title', 'author', 'date', 'strip', 'strip_id_or_class', 'strip_image_src', 'dissolve'],
  ...['next_page_link', 'src_lazy_load_attr', 'http_header'],
]

/** What to say of a line that no selector is made of; nothing of ftr's own tests. */
export function adviceOn({ key, argument }: Line): Advice | undefined {
  if (key === 'test_url' || key === 'test_contains') return undefined
  if (IDLE.has(key)) return { kind: 'idle', message: 'a mirror has no use for it: nothing to do' }
  if (key === 'http_header')
    return {
      kind: 'left',
      message:
        argument?.toLowerCase() === 'user-agent'
          ? 'the mirror says who it is: write "user_agent" yourself if the paper has agreed to another name'
          : 'the mirror sends the same few header fields for every reader: leave it out',
    }
  const message = LEFT[key]
  if (message) return { kind: 'left', message }
  const meant = nearest(key, [...TURNED, ...Object.keys(LEFT), ...IDLE])
  return {
    kind: 'left',
    message: `no known key; ${meant ? `did you mean "${meant}:"?` : 'begin a line with one such as "strip:", a comment with "#"'}`,
  }
}

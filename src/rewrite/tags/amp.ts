import type { Page } from '../page.ts'
import { isShape } from './frame.ts'
import { linkBehind } from './player.ts'
import { HTML, type Tag, unwrap } from './tag.ts'

/** What AMP shows by script alone, and the element that shows the same without one. */
const PLAIN: ReadonlyMap<string, string> = new Map([
  ['amp-img', 'img'],
  ['amp-anim', 'img'],
  ['amp-video', 'video'],
  ['amp-audio', 'audio'],
])

/** The attributes that mean in that element what they mean in AMP's. */
const KEPT = [
  ...['id', 'title', 'lang', 'dir', 'hidden', 'role', 'aria-label', 'aria-labelledby', 'aria-hidden'],
  ...['src', 'srcset', 'sizes', 'alt', 'width', 'height', 'poster', 'preload', 'loop', 'muted'],
]

/** Classes by which AMP's own style sheet lays its elements out, and hides those that no script has seen to. */
const OWN_CLASS = /(^|\s)i-amphtml-[\w-]*(?=\s|$)/g

/**
 * Puts a plain element in the place of one that AMP's script would have filled. It is written anew, because a name that
 * is only changed changes the end tag of something around it too, where its own is missing.
 */
export function plainly(tag: Tag, page: Page): void {
  const { tagName } = tag
  const name = PLAIN.get(tagName)
  if (name === undefined) return
  if (!isShown(tag)) return unwrap(tag)
  tag.before(startTag(tag, name), { html: true })
  if (name === 'img') return unwrap(tag)
  const behind = linkBehind(page)
  tag.removeAndKeepContent()
  tag.onEndTag(end => {
    end.after(`</${name}>${behind()}`, { html: true })
  })
}

/** Not what stands in for another one that cannot be shown, nor in a drawing, which a picture would end. */
function isShown(tag: Tag): boolean {
  const isNowhere = /^\s*nodisplay\s*$/i.test(tag.getAttribute('layout') ?? '')
  return tag.namespaceURI === HTML && !tag.hasAttribute('fallback') && !isNowhere
}

function startTag(tag: Tag, name: string): string {
  const classes = tag.getAttribute('class')?.replace(OWN_CLASS, '$1').trim() ?? ''
  const style = (name === 'audio' ? '' : sizing(tag)) + (tag.getAttribute('style') ?? '')
  const pairs = [
    ...KEPT.map(kept => [kept, tag.getAttribute(kept)] as const),
    ['class', classes || null] as const,
    ['style', style || null] as const,
    ['controls', name === 'img' ? null : ''] as const,
  ]
  const written = pairs.flatMap(([key, value]) =>
    value === null ? [] : [` ${key}="${value.replaceAll('"', '&quot;')}"`],
  )
  return `<${name}${written.join('')}>`
}

/** As large as AMP would have made it, and no wider than where it stands: AMP's pages do not say so themselves. */
function sizing(tag: Tag): string {
  const layout = tag.getAttribute('layout') ?? tag.getAttribute('i-amphtml-layout')
  if (isShape(layout)) return 'display:block;width:100%;height:auto;'
  return /^\s*(fixed-height|flex-item)\s*$/i.test(layout ?? '')
    ? 'max-width:100%;'
    : 'max-width:100%;height:auto;'
}

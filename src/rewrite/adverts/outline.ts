import type { Rule } from '../../filters/data.ts'
import { escapeHtml } from '../tags/attribute.ts'
import type { Removal } from './removals.ts'

/*
 * What a rule takes, shown instead of taken: its own start tag gets a line and a label, because a wrapper around it
 * would end a paragraph or fall out of a table.
 */

/** How a rule is named: by its list and line, and as its list writes it. */
export const nameOf = ({ list, line, text }: Rule) => `${list}${line > 0 ? `:${line}` : ''} ${text}`

const STYLES = {
  removed: 'outline:3px solid #d11!important;outline-offset:1px!important',
  kept: 'outline:3px dashed #b70!important;outline-offset:1px!important',
}
/** Against the page's own style sheet, which hides some of it too. */
const SEEN = 'display:revert!important;visibility:visible!important;opacity:1!important'

/** Shows the labels; stands at the page's end. */
export const OUTLINES = `<style>[data-heliograph-removed]::before,[data-heliograph-kept]::before{display:table!important;margin:2px!important;padding:1px 6px!important;border-radius:3px!important;font:bold 12px/1.5 monospace!important;letter-spacing:0!important;text-indent:0!important;text-align:left!important;white-space:normal!important;overflow-wrap:anywhere!important;color:#fff!important}[data-heliograph-removed]::before{content:attr(data-heliograph-removed)!important;background:#b11!important}[data-heliograph-kept]::before{content:"kept: " attr(data-heliograph-kept)!important;background:#850!important}</style>`

/** Elements that have no place for a label, but stand where one can stand. */
const PLACED = new Set(['img', 'iframe', 'input', 'embed'])

/** A label for what has gone from here; nothing where none may stand. */
export const placeholder = (removal: Removal): string =>
  PLACED.has(removal.tagName) ? `<span${attributes(removal, 'removed', `<${removal.tagName}> `)}></span>` : ''

/**
 * A piece of a page with a line around the element that it begins with.
 * @param html bytes in the form of Latin-1 text; what stands before the element are marks and scars
 */
export function outlined(html: string, removal: Removal, as: 'removed' | 'kept', sign: string): string {
  const start = new RegExp(`^(?:${sign}[a-z]\\d*;|<!---->)*<[a-z][^\\t\\n\\f\\r />]*`, 'i').exec(html)?.[0]
  if (start === undefined) return html
  const rest = html.slice(start.length)
  // Several rules may name the same element.
  const known = /^ data-heliograph-(removed|kept)="([^"]*)/.exec(rest)
  if (known === null) return start + attributes(removal, as) + rest
  const [all, before = '', labels = ''] = known
  const label = labelOf(removal)
  return before !== as || labels.includes(label) ? html : `${start}${all} + ${label}${rest.slice(all.length)}`
}

/** Of an attribute that stands twice a browser takes the first, so that the element's own style is out of force. */
function attributes(removal: Removal, as: 'removed' | 'kept', before = ''): string {
  return ` data-heliograph-${as}="${labelOf(removal, before)}" style="${STYLES[as]};${SEEN}"`
}

const labelOf = ({ rule, by }: Removal, before = '') => ascii(escapeHtml(before + (by ? nameOf(by) : rule)))

/** The same text in any encoding that bytes of a page can be in. */
const ascii = (html: string) =>
  html.replace(/[^ -~]/gu, character => `&#${character.codePointAt(0) ?? 0xfffd};`)

import { mirrorPath, type Territory } from '../address.ts'
import { decode } from './attribute.ts'
import { relinkCss } from './css.ts'

/*
 * What the bytes of a rewritten page show without anybody's knowing where they stand. In every encoding that a page
 * is rewritten in, the bytes named here are these characters, and no part of others.
 */

const SPACE = '[\\t\\n\\f\\r ]'
/** What can stand before the name of an attribute. */
const BEFORE = `[\\t\\n\\f\\r "'/]`
/** The most white space between a name and what follows it, and the longest value that is read, in bytes. */
const FAR = 1000
const LONGEST = 3000
/** So much of a page must be seen to know what stands at its beginning, in bytes. */
export const SEEN = 2 * FAR + LONGEST + 200

/** An event handler, known or not: a selector could only name those of today. */
const HANDLER = `o(?=n[^\\t\\n\\f\\r "'/<=>]{0,100}(?:${SPACE}{0,${FAR}}=|${SPACE}{${FAR}}))`

/** Attributes of a drawing that can name another one, where what they hold is more than a colour or a name. */
const PLAIN = `(?:"[^"&\\\\/:<>]{0,500}"|'[^'&\\\\/:<>]{0,500}'|[^\\s"'&\\\\/:<>]{1,500}(?=[\\s>]|/>))`
const PAINT =
  '[fsmc](?=(?:ill|troke|ilter|ask|lip-path|ursor|arker(?:-start|-mid|-end)?)' +
  `(?:${SPACE}{0,${FAR}}=(?!${SPACE}{0,${FAR}}${PLAIN})|${SPACE}{${FAR}}))`
/** Elements of a drawing that take something from another one. What is the page's own begins with "#". */
const TAKING = '(?:linearGradient|radialGradient|pattern|textPath|mpath|filter|tref|cursor)'
const TAKEN =
  `(?<=${BEFORE})h(?=ref${SPACE}{0,${FAR}}=(?!${SPACE}{0,${FAR}}["']?#))` +
  `(?<=<${TAKING}[\\t\\n\\f\\r /][^<>]{0,${FAR}}h)`
const VALUE = new RegExp(
  `[^=]*=${SPACE}*(?:"([^"<]{0,${LONGEST}})"|'([^'<]{0,${LONGEST}})'|([^\\s"'<>]{1,${LONGEST}})(?=[\\s>]))`,
  'y',
)

/** Every place of a page that must not stay as it is, whatever it turns out to be. */
export interface Patterns {
  /** As long as there has been no drawing on the page. */
  readonly plain: RegExp
  /** From the first drawing on. */
  readonly drawn: RegExp
  /** What stands there afterwards; undefined where it may stay. @param inText whether it stands in text that is shown */
  replace(found: RegExpExecArray, inText: boolean): string | undefined
}

/** @param own beginnings of addresses that become paths of the mirror, such as "https://www.paper.example" */
export function patterns(own: readonly string[]): Patterns {
  const prefixes = own.map(prefix => prefix.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')
  const linked = `(?<=${BEFORE}href${SPACE}*=${SPACE}*["']?)(?:${prefixes})(?=/(?![/\\\\]))`
  const links = own.length > 0 ? `|${linked}` : ''
  return {
    plain: new RegExp(`(?<=${BEFORE})${HANDLER}${links}`, 'gi'),
    drawn: new RegExp(`(?<=${BEFORE})(?:${HANDLER}|${PAINT})|${TAKEN}${links}`, 'gi'),
    replace,
  }
}

function replace(found: RegExpExecArray, inText: boolean): string | undefined {
  const [text] = found
  if (text.length > 1) return inText ? undefined : ''
  if (/[oh]/i.test(text)) return referred(text)
  VALUE.lastIndex = found.index
  const [, double, single, bare] = VALUE.exec(found.input) ?? []
  const value = double ?? single ?? bare
  return value !== undefined && isLocal(value) ? undefined : referred(text)
}

/** An address on the host that it stands on, without anything that could make it another. */
const LOCAL = /^(?!\/\/)[\w./#?=%,~+-]*$/

/** Whether a paint names nothing that is not on the mirror anyway. */
function isLocal(value: string): boolean {
  const css = decode(value)
  return relinkCss(css, url => (LOCAL.test(url) ? url : undefined)) === css
}

/**
 * A letter as a character reference. In an attribute's name it is none, and the attribute means nothing; everywhere
 * else it reads as the letter. So nobody needs to know where in the page it stands.
 */
const referred = (letter: string) => `&#${letter.charCodeAt(0)};`

/** Beginnings of absolute addresses that stand for the mirror's own root. */
export function ownPrefixes(site: Territory): string[] {
  const hosts = [site.host, ...site.aliases]
  return hosts
    .flatMap(host => [`https://${host}`, `http://${host}`])
    .filter(prefix => URL.canParse(prefix) && mirrorPath(new URL(`${prefix}/x`), 'link', site) === '/x')
}

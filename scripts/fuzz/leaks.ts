import { cssAddresses, refreshAddress, setAddresses } from './fetched.ts'
import type { Find } from './find.ts'
import { OWN_HOSTS, PRIMARY } from './page.ts'
import { attributesOf, type Element, isElement, parsePage, textOf, walk } from './tree.ts'

/** Where the mirror is, to a browser that reads the page. */
const MIRROR = 'https://mirror.example'
const SVG = 'http://www.w3.org/2000/svg'

/** Elements that have no place on the mirror. */
const NEVER = new Set(['script', 'iframe', 'frame', 'embed', 'applet', 'portal', 'fencedframe'])
/** Attributes that a browser fetches by, or once did, and the elements that have them. */
const FETCHED: Readonly<Record<string, RegExp>> = {
  poster: /^video$/,
  background: /^(body|table|tr|td|th|thead|tbody|tfoot)$/,
  lowsrc: /^img$/,
  dynsrc: /^img$/,
  manifest: /^html$/,
  attributionsrc: /^(a|area|img|script)$/,
  archive: /^(object|applet)$/,
}
const SOURCED = new Set(['img', 'image', 'source', 'video', 'audio', 'track', 'input', 'embed', 'frame'])
const SETS: Readonly<Record<string, RegExp>> = { srcset: /^(img|source)$/, imagesrcset: /^link$/ }
/** Elements of a drawing that browsers take from elsewhere; Firefox also gradients, patterns, paths and filters. */
const REFERRING = /^(image|use|feimage|lineargradient|radialgradient|pattern|textpath|mpath|filter)$/
const PAINTED = new Set([
  ...[
    'fill',
    'stroke',
    'filter',
    'mask',
    'clip-path',
    'cursor',
    'marker',
    'marker-start',
    'marker-mid',
    'marker-end',
  ],
])
/** Relations that only say how pages belong together: nothing is fetched for them. */
const NAMING =
  /^(canonical|alternate|amphtml|author|license|next|prev|up|first|last|home|contents|index|help|bookmark|shortlink|me|tag|copyright)$/
/** The events of the HTML standard, SVG and their kin, as far as `on…` attributes are known to run. */
const HANDLER = new RegExp(
  '^on(abort|animation\\w+|auxclick|before\\w+|begin|blur|cancel|canplay|canplaythrough|change|click|close|command|' +
    'context\\w+|copy|cuechange|cut|dblclick|drag\\w*|drop|durationchange|emptied|end|ended|error|focus\\w*|formdata|' +
    'gotpointercapture|hashchange|input|invalid|key\\w+|languagechange|load\\w*|lostpointercapture|message\\w*|' +
    'mouse\\w+|offline|online|page\\w+|paste|pause|play|playing|pointer\\w+|popstate|progress|ratechange|repeat|reset|' +
    'resize|rejectionhandled|scroll|scrollend|securitypolicyviolation|seeked|seeking|select|selectionchange|' +
    'selectstart|slotchange|stalled|storage|submit|suspend|timeupdate|toggle|touch\\w+|transition\\w+|' +
    'unhandledrejection|unload|volumechange|waiting|webkit(animation\\w+|transitionend)|wheel)$',
)

/** Everything on a rewritten page that fetches, runs or leads where it must not. */
export function leaks(html: string, scripting: boolean, url: string): Find[] {
  const found: Find[] = []
  const tree = parsePage(html, scripting)
  const elements = [...walk(tree)].filter(isElement)
  // In templates a `<base>` does nothing; counting it anyway is the stricter reading.
  const base = documentBase(elements, url)
  const add = (kind: string, element: Element, detail: string) =>
    found.push({ kind, detail: `<${element.tagName}> ${detail}`.slice(0, 300) })
  if (!isOnMirror(base, undefined)) found.push({ kind: 'fetch base', detail: base })
  for (const element of elements) {
    const tag = element.tagName.toLowerCase()
    const attributes = attributesOf(element)
    if (NEVER.has(tag)) add(tag === 'script' ? 'script' : `frame ${tag}`, element, '')
    const fetches = (name: string, address: string) => {
      if (!isOnMirror(address, base)) add(`fetch ${tag}[${name}]`, element, `${name} → ${address}`)
    }
    if (tag === 'style') for (const address of cssAddresses(textOf(element))) fetches('', address)
    for (const [name, value] of attributes) {
      // Without a value there is nothing to run.
      if (HANDLER.test(name) && value !== '') add(`handler ${name}`, element, name)
      if (isFetched(tag, name, element, attributes)) fetches(name, value)
      if (SETS[name]?.test(tag)) for (const one of setAddresses(value)) fetches(name, one)
      if (name === 'ping' && /^(a|area)$/.test(tag)) for (const one of value.split(/\s+/)) fetches(name, one)
      if (name === 'style' || (PAINTED.has(name) && element.namespaceURI === SVG))
        for (const one of cssAddresses(value, false)) fetches(name, one)
      if (name === 'srcdoc' && tag === 'iframe') add('frame srcdoc', element, value)
      if (/^(set|animate)$/.test(tag) && /^(to|from|by|values)$/.test(name))
        add(`animation ${tag}`, element, value)
    }
    for (const [name, address] of followed(tag, element, attributes)) {
      const trouble = linkTrouble(address, base)
      if (trouble !== undefined) add(`${trouble} ${tag}[${name}]`, element, `${name} → ${address}`)
    }
    if (tag === 'form') sent(attributes.get('action'), 'action', element)
    if (/^(button|input)$/.test(tag)) sent(attributes.get('formaction'), 'formaction', element)
    if (tag === 'meta' && attributes.get('http-equiv')?.toLowerCase() === 'refresh') {
      const to = refreshAddress(attributes.get('content') ?? '')
      if (to !== undefined && !isOnMirror(to, base)) add('refresh', element, to)
    }
  }
  return found

  function sent(address: string | undefined, name: string, element: Element): void {
    if (address === undefined || address.trim() === '') return
    const harmless = /^(mailto|tel|sms):/i.test(address.trim())
    if (!harmless && !isOnMirror(address, base)) add(`form [${name}]`, element, `${name} → ${address}`)
  }
}

function isFetched(tag: string, name: string, element: Element, attributes: Map<string, string>): boolean {
  if (FETCHED[name]?.test(tag)) return true
  switch (name) {
    case 'src':
      return SOURCED.has(tag)
    case 'data':
    case 'classid':
    case 'codebase':
      return tag === 'object'
    case 'href':
      if (tag === 'link') return !relations(attributes).every(relation => NAMING.test(relation))
      return element.namespaceURI === SVG && REFERRING.test(tag)
    case 'xlink:href':
      return element.namespaceURI === SVG && REFERRING.test(tag)
    default:
      return false
  }
}

const relations = (attributes: Map<string, string>) =>
  (attributes.get('rel') ?? '').toLowerCase().split(/\s+/).filter(Boolean)

/** What a reader may follow: links in HTML, in drawings, and (Firefox) on whatever element of MathML. */
function* followed(
  tag: string,
  element: Element,
  attributes: Map<string, string>,
): Generator<[string, string]> {
  const linking = /^(a|area)$/.test(tag) || (/MathML$/.test(element.namespaceURI) && tag !== 'link')
  const naming = tag === 'link' && !relations(attributes).includes('canonical')
  for (const name of ['href', 'xlink:href']) {
    // Only in a drawing is it a link.
    const value = name === 'href' || element.namespaceURI === SVG ? attributes.get(name) : undefined
    if (value !== undefined && (linking || naming)) yield [name, value]
  }
}

function linkTrouble(address: string, base: string): string | undefined {
  const url = resolved(address, base)
  if (url === undefined) return undefined
  if (/^(javascript|vbscript|data):(?!image\/(png|gif|jpeg))/.test(url.href)) return 'javascript'
  if (!/^(https?|ftp):$/.test(url.protocol)) return undefined
  return OWN_HOSTS.has(url.host) || url.host === `${PRIMARY}.` ? 'origin link' : undefined
}

function documentBase(elements: readonly Element[], url: string): string {
  const { host, pathname, search } = new URL(url)
  const mount = host === PRIMARY || host === 'lantern.example' ? '' : `/-/${host}`
  const own = `${MIRROR}${mount}${pathname}${search}`
  for (const element of elements) {
    if (element.tagName !== 'base' || element.namespaceURI === SVG) continue
    const href = attributesOf(element).get('href')
    if (href !== undefined) return resolved(href, own)?.href ?? own
  }
  return own
}

const resolved = (address: string, base: string): URL | undefined =>
  URL.canParse(address, base) ? new URL(address, base) : undefined

/** Whether a browser that fetches this asks the mirror, or nobody. */
function isOnMirror(address: string, base: string | undefined): boolean {
  const url = resolved(address, base ?? MIRROR)
  if (url === undefined || address === '') return true
  // Nothing is fetched for a scheme that no browser knows.
  return url.origin === MIRROR || !/^(https?|ftp|wss?|javascript|vbscript|file):$/.test(url.protocol)
}

import { MIMEType } from 'whatwg-mimetype'

/** What a response is to the mirror: how it is rewritten, where it is kept, under which policy it is served. */
export type Media = 'html' | 'css' | 'feed' | 'svg' | 'picture' | 'font' | 'audiovisual' | 'document' | 'none'

const DOCUMENTS = new Set(['text/plain', 'application/pdf', 'application/json', 'text/vtt', 'text/csv'])

/**
 * What a `Content-Type` names. A list of what the mirror carries: everything else, scripts above all, is
 * "none".
 */
export function mediaOf(contentType: string | null): Media {
  const type = MIMEType.parse(contentType ?? '')
  if (type === null) return 'none'
  const name = type.essence
  if (name === 'text/html' || name === 'application/xhtml+xml') return 'html'
  if (name === 'text/css') return 'css'
  if (name === 'image/svg+xml') return 'svg'
  if (type.isXML()) return 'feed'
  if (type.type === 'image') return 'picture'
  if (type.type === 'font' || /^application\/(x-)?(font-|vnd\.ms-fontobject)/.test(name)) return 'font'
  if (type.type === 'audio' || type.type === 'video') return 'audiovisual'
  return DOCUMENTS.has(name) ? 'document' : 'none'
}

/** What a path without a type may be taken for. Everything else without one is a page: rewritten, it is harmless. */
const BY_ENDING: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  ico: 'image/x-icon',
  css: 'text/css',
  woff: 'font/woff',
  woff2: 'font/woff2',
  js: '',
  mjs: '',
}

/** The `Content-Type` that counts: the last that can be read (Fetch standard), or what the address suggests. */
export function typeOf(field: string | null, url: string): string {
  const types = (field ?? '').split(',').map(text => text.trim())
  const last = types.findLast(text => MIMEType.parse(text) !== null)
  if (last !== undefined) return last
  const ending = /\.([a-z0-9]{1,5})$/i.exec(new URL(url).pathname)?.[1]?.toLowerCase() ?? ''
  return BY_ENDING[ending] ?? 'text/html'
}

/** Whether the mirror changes a body of this kind: else what it serves is what the origin sent, byte for byte. */
export function isRewritten(media: Media): boolean {
  switch (media) {
    case 'html':
    case 'css':
    case 'feed':
    case 'svg':
      return true
    case 'picture':
    case 'font':
    case 'audiovisual':
    case 'document':
    case 'none':
      return false
    default:
      return media satisfies never
  }
}

/** What a browser fetches by itself for a page: all that comes from a host that is carried by a tag. */
export const isAsset = (media: Media) =>
  media === 'css' || media === 'svg' || media === 'picture' || media === 'font' || media === 'audiovisual'

/** Whether a `Content-Type` names what browsers run. */
export function isScript(contentType: string): boolean {
  const type = MIMEType.parse(contentType)
  return type !== null && (type.isJavaScript() || type.essence === 'application/wasm')
}

/** Whether a `Content-Type` names anything. */
export const isNamed = (field: string | null): boolean =>
  (field ?? '').split(',').some(text => MIMEType.parse(text.trim()) !== null)

/** The `charset` of a `Content-Type`, or undefined. */
export function charsetParameter(contentType: string | null): string | undefined {
  return MIMEType.parse(contentType ?? '')?.parameters.get('charset') ?? undefined
}

import type { Site } from '../site.ts'
import { peek } from '../stream.ts'
import { bytesOf, latin1 } from './pass/bytes.ts'
import { escapeHtml } from './tags/attribute.ts'

const WORDS = {
  'zh-hans': {
    mirror: '这是镜像网页，原文地址：',
    fetched: (at: string) => `原网站暂时无法提供本页，这是镜像在 ${at} 取得的副本。`,
  },
  'zh-hant': {
    mirror: '這是鏡像網頁，原文網址：',
    fetched: (at: string) => `原網站暫時無法提供本頁，這是鏡像在 ${at} 取得的副本。`,
  },
  en: {
    mirror: 'This page is served by a mirror. Source: ',
    fetched: (at: string) => `The paper cannot give this page at the moment. This copy was fetched on ${at}.`,
  },
}

const TEXT = 'font:14px/1.6 sans-serif;color:#555;background:#fff;overflow-wrap:anywhere'
const STYLE = `clear:both;margin:2em auto 1em;padding:1em;max-width:60em;border-top:1px solid #bbb;${TEXT}`
/** At the page's end, and at the window's foot until then: seen at once, and never in front of the last words. */
const AT_FOOT = `position:sticky;bottom:0;z-index:1;margin:0;padding:.5em 1em;border-top:1px solid #bbb;${TEXT}`

/** What the mirror adds at a page's foot: that it is one, the original address, the site's own notice. */
export function notice(url: string, site: Site): string {
  const { mirror } = wordsFor(site.language ?? 'en')
  const links = site.nav.map(({ text, href }) => `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`)
  const lines = [
    ...(links.length === 0 ? [] : [links.join(' · ')]),
    ...(site.notice === undefined ? [] : [escapeHtml(site.notice)]),
    // The address is text and no link: following it would tell the paper, and whoever watches, of the reader.
    `${escapeHtml(mirror)}<cite>${escapeHtml(url)}</cite>`,
  ]
  return `<footer class="heliograph-notice" style="${STYLE}">${lines.join('<br>')}</footer>`
}

function wordsFor(language: string): (typeof WORDS)['en'] {
  const tag = language.toLowerCase()
  if (/^zh(-hant|-tw|-hk|-mo)/.test(tag)) return WORDS['zh-hant']
  return tag.startsWith('zh') ? WORDS['zh-hans'] : WORDS.en
}

/** How much of a page is looked at for its language, in bytes. */
const BEGINNING = 1024

/**
 * A finished page with one more line at its end: when the mirror fetched it. It is written in ASCII, so that it reads the
 * same in every encoding that a page is kept in.
 * @param at ms since the epoch
 */
export async function withFetchedAt(
  page: ReadableStream<Uint8Array>,
  at: number,
  site: Site,
): Promise<ReadableStream<Uint8Array>> {
  const ending = (prelude: Uint8Array) => bytesOf(fetchedAt(at, languageOf(prelude) ?? site.language ?? 'en'))
  const peeked = await peek(page, seen => seen.length >= BEGINNING, { ending })
  // A copy that cannot be read any more fails as it would without the line.
  return peeked.kind === 'peeked' ? peeked.stream : page
}

function fetchedAt(at: number, language: string): string {
  const time = new Date(at).toISOString()
  const said = `<time datetime="${time}">${time.slice(0, 16).replace('T', ' ')} UTC</time>`
  const line = wordsFor(language).fetched(said)
  const ascii = line.replace(/[^\0-\x7f]/gu, sign => `&#${sign.codePointAt(0)};`)
  return `<p class="heliograph-fetched" role="status" style="${AT_FOOT}">${ascii}</p>`
}

/** What a page says itself (`<html lang>`). */
const languageOf = (beginning: Uint8Array) =>
  /<html\b[^<>]{0,500}\slang\s*=\s*["']?([\w-]{2,35})/i.exec(latin1(beginning))?.[1]

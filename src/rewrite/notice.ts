import type { Site } from '../site.ts'
import { escapeHtml } from './tags/attribute.ts'

const WORDS = {
  'zh-hans': { mirror: '这是镜像网页，原文地址：' },
  'zh-hant': { mirror: '這是鏡像網頁，原文網址：' },
  en: { mirror: 'This page is served by a mirror. Source: ' },
}

const STYLE =
  'clear:both;margin:2em auto 1em;padding:1em;max-width:60em;border-top:1px solid #bbb;' +
  'font:14px/1.6 sans-serif;color:#555;background:#fff;overflow-wrap:anywhere'

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

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { type RunningMirror, runMirror } from '../../scripts/local/run.ts'
import { type Launched, launch } from './chromium.ts'

/** A page in an encoding, and where it says which: in its header, in a `<meta>`, by a byte order mark, or nowhere. */
const pages = [
  { label: 'utf-8', words: '灯笼 ☂ é', said: 'mark' },
  { label: 'utf-16le', words: '燈籠 é ж', said: 'mark' },
  { label: 'gb18030', words: '灯笼报 渡轮', said: 'header' },
  { label: 'gbk', words: '灯笼报 桥', said: 'meta' },
  { label: 'big5', words: '燈籠 橋', said: 'header' },
  { label: 'shift_jis', words: '提灯 はし カナ', said: 'meta' },
  { label: 'euc-jp', words: '提灯 新聞', said: 'header' },
  { label: 'euc-kr', words: '등불 다리', said: 'meta' },
  { label: 'windows-1251', words: 'Фонарь мост', said: 'header' },
  { label: 'windows-1252', words: 'Brücke à côté', said: 'nowhere' },
] as const

const MARKS: Record<string, number[]> = { 'utf-8': [0xef, 0xbb, 0xbf], 'utf-16le': [0xff, 0xfe] }

/** The bytes of every character that an encoding has in one or two of them. */
function tableOf(label: string): Map<string, number[]> {
  const table = new Map<string, number[]>()
  const decoder = new TextDecoder(label)
  const add = (bytes: number[]) => {
    const text = decoder.decode(Uint8Array.from(bytes))
    if ([...text].length === 1 && text !== '\ufffd' && !table.has(text)) table.set(text, bytes)
  }
  for (let byte = 0; byte < 256; byte++) add([byte])
  for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x40; trail < 0xff; trail++) add([lead, trail])
  return table
}

function encode(text: string, label: string): Buffer {
  if (label === 'utf-8') return Buffer.from(text)
  if (label === 'utf-16le') return Buffer.from(text, 'utf16le')
  const table = tableOf(label)
  return Buffer.from(
    [...text].flatMap(character => {
      const bytes = table.get(character)
      assert.ok(bytes, `${label} has no ${character}`)
      return bytes
    }),
  )
}

/** What a reader sees of it, in the browser's own words. */
const SEEN = `({
  title: document.title,
  heading: document.querySelector('h1').textContent,
  styled: getComputedStyle(document.querySelector('h2'), '::before').content,
  alt: document.querySelector('img').alt,
  src: document.querySelector('img').getAttribute('src'),
  link: document.querySelector('a').textContent,
  about: document.querySelector('a').title,
  href: document.querySelector('a').getAttribute('href'),
  frame: document.querySelector('.heliograph-frame').textContent,
  notice: document.querySelector('.heliograph-notice cite').textContent,
})`

function pageOf({ label, words, said }: (typeof pages)[number], origin: string): Buffer {
  const html =
    `<!doctype html><html><head>${said === 'meta' ? `<meta charset="${label}">` : ''}<title>${words}</title>` +
    `<style>h2::before{content:"${words}"}i{background:url(${origin}/i.png)}</style></head>` +
    `<body><h1>${words}</h1><h2></h2><img src="${origin}/i.png" alt="${words}">` +
    `<a href="${origin}/next" title="${words}">${words}</a><iframe src="https://player.example/1"></iframe></body></html>`
  return Buffer.concat([Buffer.from(said === 'mark' ? (MARKS[label] ?? []) : []), encode(html, label)])
}

describe('a reader of ten encodings', () => {
  let paper: Server
  let mirror: RunningMirror
  let chromium: Launched

  before(async () => {
    paper = createServer((request, response) => {
      const page = pages.find(({ label }) => request.url === `/${label}`)
      if (!page) return response.writeHead(404, { 'content-type': 'text/plain' }).end()
      const charset = page.said === 'header' ? `; charset=${page.label}` : ''
      const body = pageOf(page, `http://127.0.0.1:${(paper.address() as AddressInfo).port}`)
      return response.writeHead(200, { 'content-type': `text/html${charset}` }).end(body)
    }).listen(0, '127.0.0.1')
    await once(paper, 'listening')
    const ORIGIN = `http://127.0.0.1:${(paper.address() as AddressInfo).port}`
    mirror = await runMirror({ settings: { ORIGIN, ASSET_KEY: 'test-asset-key' } })
    chromium = await launch()
  })
  after(async () => {
    await chromium?.close()
    await mirror?.dispose()
    paper?.close()
  })

  for (const { label, words, said } of pages)
    test(`reads ${label}, said ${said === 'nowhere' ? said : `in its ${said}`}`, async () => {
      const page = await chromium.browser.newPage()
      // Twice: as it streams from the paper, and from the stored copy.
      for (const time of ['first', 'stored']) {
        await page.goto(`${mirror.url}/${label}`)
        const seen = await page.evaluate<Record<string, string>>(SEEN)
        assert.deepEqual(
          seen,
          {
            ...{ title: words, heading: words, styled: `"${words}"`, alt: words, link: words, about: words },
            ...{ src: '/i.png', href: '/next', frame: '▶ player.example' },
            notice: seen.notice,
          },
          time,
        )
        assert.match(seen.notice ?? '', new RegExp(`/${label}$`))
      }
      await page.close()
    })
})

import { expect, test } from 'vitest'
import { rewriteHtml } from '../../src/rewrite/html.ts'
import { parseSite } from '../../src/site.ts'

const parsed = parseSite({ origin: 'https://www.paper.example' })
if (!parsed.ok) throw new Error('the site is broken')
const { site } = parsed
const url = 'https://www.paper.example/a'

/** What stays where something was removed; `scars.test.ts` says why. */
const SCAR = '<!---->'

async function rewritten(html: string): Promise<string> {
  const body = new Response(html).body as ReadableStream<Uint8Array>
  const source = { url, site, charset: 'UTF-8', relocated: false, whole: false }
  return (await new Response(rewriteHtml(body, source)).text()).replaceAll(SCAR, '')
}

test.each([
  [`media=print onload="this.media='all'"`, 'media="all"'],
  [
    `media="print" onload='this.onload=null;this.media="screen and (min-width:1px)"'`,
    'media="screen and (min-width:1px)"',
  ],
  [`media=print onload="this.removeAttribute('media')"`, 'media="all"'],
])('a style sheet that waits for a script is switched on: %s', async (waiting, media) => {
  const link = await rewritten(`<link rel=stylesheet href="/b.css" ${waiting}>`)
  expect(link).toContain(media)
  expect(link).not.toContain('onload')
})

test('one that is for print stays for print', async () => {
  const link = '<link rel=stylesheet href="/b.css" media=print>'
  expect(await rewritten(link)).toBe(link)
})

test.each([
  ['<link rel="preload stylesheet" as=style href=/b.css>', '<link rel="stylesheet" href=/b.css>'],
  ['<link rel="stylesheet prefetch" href=/b.css>', '<link rel="stylesheet" href=/b.css>'],
  [
    `<link rel=preload as=style href=/b.css media=screen onload="this.onload=null;this.rel='stylesheet'">`,
    '<link rel="stylesheet" href=/b.css media=screen>',
  ],
  [
    `<link rel=preload as=STYLE href=//www.paper.example/b.css onload="this.setAttribute('rel','stylesheet')">`,
    '<link rel="stylesheet" href="/b.css">',
  ],
  [
    `<link rel="alternate stylesheet" title=a href=/b.css onload="this.rel='stylesheet'">`,
    '<link rel="stylesheet" title=a href=/b.css>',
  ],
])('a style sheet applies without hints and without a script: %s', async (html, expected) => {
  expect((await rewritten(html)).replaceAll(/ +(?=[ >])/g, '')).toBe(expected)
})

test.each([
  '<link rel=preload as=style href=/b.css>',
  `<link rel=preload as=style href=/b.css onload="count('stylesheet')">`,
  `<link rel=preload as=script href=/b.js onload="this.rel='stylesheet'">`,
  `<link rel=preload as=font href=/b.woff2 onload="this.rel='font'">`,
  '<link rel="preload alternate stylesheet" as=style href=/b.css>',
  `<link rel=preload as=style onload="this.rel='stylesheet'">`,
])('what never was one to apply does not become one: %s', async html => {
  expect(await rewritten(html)).toBe('')
})

test('one from elsewhere is not fetched, whatever it waited for', async () => {
  const html = `<link rel=preload as=style href=//other.example/b.css onload="this.rel='stylesheet'">`
  expect(await rewritten(html)).not.toContain('other.example')
})

test.each([
  '<link rel="alternate stylesheet" title=a href=/b.css>',
  '<link rel="stylesheet" href=/b.css>',
  '<link rel="shortcut icon" href=/b.ico>',
])('one without hints stays as it is: %s', async link => {
  expect(await rewritten(link)).toBe(link)
})

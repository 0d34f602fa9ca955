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

import { mkdirSync, statSync } from 'node:fs'
import type { BrowserContext } from 'playwright-core'
import { launch, readPaper } from '../test/browser/chromium.ts'
import { articleById, articlePath } from '../test/origin/paper.ts'
import { runMirror } from './local/run.ts'

// Makes the README's two pictures: `node scripts/before-after.ts`, after a change to the demo paper's looks.

const PAPER = 'https://www.lantern.example'
/** An article whose first screen shows a banner, a box in the text and one beside it. */
const article = articleById('300486')
if (!article) throw new Error('the article is gone from test/origin/articles: choose another one here')
const path = articlePath(article)

const mirror = await runMirror({ settings: { SITE: 'demo', ASSET_KEY: 'pictures' }, demo: true })
const { browser, close } = await launch()
try {
  mkdirSync('docs', { recursive: true })
  await picture('docs/before.png', PAPER + path, context => readPaper(context, mirror))
  await picture('docs/after.png', mirror.url + path)
} finally {
  await close()
  await mirror.dispose()
}

async function picture(file: string, url: string, prepare?: (context: BrowserContext) => Promise<void>) {
  const context = await browser.newContext({ viewport: { width: 900, height: 1300 } })
  await prepare?.(context)
  const page = await context.newPage()
  await page.goto(url)
  await page.screenshot({ path: file })
  await context.close()
  console.log(`${file}: ${Math.round(statSync(file).size / 1000)} kB`)
}

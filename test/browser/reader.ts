import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import type { BrowserContext, Page } from 'playwright-core'
import { type RunningMirror, runMirror } from '../../scripts/local/run.ts'
import { type Launched, launch } from './chromium.ts'
import { nothing, watch } from './look.ts'

const settings = { SITE: 'demo', ADMIN_TOKEN: 'test-admin-token', ASSET_KEY: 'test-asset-key' }

let mirror: RunningMirror
let chromium: Launched

/** One mirror of the demo paper and one browser for the tests around; both end with them. */
export function start(): void {
  before(async () => {
    mirror = await runMirror({ settings, demo: true })
    chromium = await launch()
  })
  after(async () => {
    await chromium?.close()
    await mirror?.dispose()
  })
}

/** Somebody who reads the mirror, with a browser profile of their own. */
export interface Reader {
  readonly page: Page
  open(path: string): Promise<void>
  /** Follows a link, whose whole text it is or which the selector finds. */
  follow(link: string): Promise<void>
  /** Fails unless the page has this title and nothing on it, or on any before it, talks to anybody else. */
  sees(title: string | RegExp): Promise<void>
}

export async function asReader(read: (reader: Reader) => Promise<void>): Promise<void> {
  const before = chromium.reached.length
  await inContext(async context => {
    const look = await watch(context, mirror.url)
    const page = await context.newPage()
    await read({
      page,
      open: async path => void (await page.goto(mirror.url + path)),
      follow: async link => {
        const from = page.url()
        await page.locator(link).first().click()
        await page.waitForURL(url => url.href !== from)
      },
      sees: async title => {
        assert.ok(page.url().startsWith(`${mirror.url}/`), `${page.url()} is not on the mirror`)
        if (typeof title === 'string') assert.equal(await page.title(), title)
        else assert.match(await page.title(), title)
        assert.deepEqual(await look(page), nothing, page.url())
      },
    })
    assert.deepEqual(await reached(before), [], 'the browser tried to reach a host outside this machine')
  })
}

/** The hosts that were tried since there were so many, those included that a page tries a moment later. */
export async function reached(before = 0): Promise<string[]> {
  await setTimeout(200)
  return chromium.reached.slice(before)
}

/** A browser profile that is gone afterwards, for what is not read through `asReader`. */
export async function inContext(
  use: (context: BrowserContext, mirror: RunningMirror) => Promise<void>,
): Promise<void> {
  const context = await chromium.browser.newContext()
  try {
    await use(context, mirror)
  } finally {
    await context.close()
  }
}

import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import type { RunningMirror } from '../../scripts/local/run.ts'

const executablePath = process.env.CHROMIUM || '/usr/bin/chromium'

// Nothing that the browser does of its own accord, and no name but this machine's.
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
]

/** What Chromium asks for of its own accord, whatever the page. */
const ITS_OWN = /(^|\.)(google|googleapis|gstatic|gvt1)\.com(:|$)/

export interface Launched {
  readonly browser: Browser
  /**
   * Every host that Chromium tried to reach outside this machine, as long as it runs. Playwright tells of a page's
   * requests, but not of all that the browser does around them.
   */
  readonly reached: readonly string[]
  close(): Promise<void>
}

/** Starts the Chromium that is installed on this machine, and leaves it no other way out than a closed door. */
export async function launch(): Promise<Launched> {
  if (!existsSync(executablePath))
    throw new Error(
      `there is no Chromium at ${executablePath}: "apt-get install chromium", or name yours, as in CHROMIUM=/usr/bin/google-chrome`,
    )
  const reached: string[] = []
  const door = createServer(socket => {
    socket.on('error', () => {}) // the browser may close first
    socket.once('data', data => {
      const target = /^\S+ (?:\w+:\/\/)?([^\s/]+)/.exec(data.toString('latin1'))?.[1] ?? '?'
      if (!ITS_OWN.test(target)) reached.push(target)
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
    })
  })
  await once(door.listen(0, '127.0.0.1'), 'listening')
  const proxy = `--proxy-server=http://127.0.0.1:${(door.address() as AddressInfo).port}`
  const browser = await chromium.launch({ executablePath, args: [...FLAGS, proxy] })
  const close = async () => {
    await browser.close()
    door.close()
  }
  return { browser, reached, close }
}

/** Lets a browser read the demo paper itself, past the mirror. Other hosts are asked for and not reached. */
export async function readPaper(context: BrowserContext, mirror: RunningMirror): Promise<void> {
  await context.route('**/*', async route => {
    const url = route.request().url()
    if (!/(^|\.)lantern\.example$/.test(new URL(url).hostname)) return route.abort()
    const answer = await mirror.demoFetch(url)
    await route.fulfill({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    })
  })
}

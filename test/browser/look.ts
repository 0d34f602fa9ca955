import type { BrowserContext, Page } from 'playwright-core'

/** What a reader's browser must not meet on the mirror, each kind as text to be read in a failed test. */
export interface Findings {
  /** Requests to any host but the mirror's own. */
  requests: string[]
  /** Errors and warnings on the console, uncaught exceptions among them. */
  console: string[]
  /** What the Content-Security-Policy had to stop: the rewriting should not have let it through. */
  violations: string[]
  /** Pictures that take their place on the page and do not show. */
  pictures: string[]
  scripts: string[]
  cookies: string[]
}

export const nothing: Findings = {
  requests: [],
  console: [],
  violations: [],
  pictures: [],
  scripts: [],
  cookies: [],
}

/** Takes down what all pages of a browsing context do. `look` then inspects one of them and gives the findings. */
export async function watch(context: BrowserContext, origin: string) {
  const [requests, console, violations]: [string[], string[], string[]] = [[], [], []]
  context.on('request', request => {
    const url = new URL(request.url())
    if (url.protocol !== 'data:' && url.origin !== origin) requests.push(url.href)
  })
  context.on('console', message => {
    if (['error', 'warning'].includes(message.type()))
      console.push(`${message.text()} (${message.location().url})`)
  })
  context.on('weberror', error => console.push(String(error.error())))
  await context.exposeBinding('violated', (_, violation: string) => violations.push(violation))
  await context.addInitScript(REPORT_VIOLATIONS)

  return async (page: Page): Promise<Findings> => {
    const { pictures, scripts } = await page.evaluate<Pick<Findings, 'pictures' | 'scripts'>>(INSPECT)
    const cookies = (await context.cookies()).map(({ name, domain }) => `${name} of ${domain}`)
    return { requests, console, violations, pictures, scripts, cookies }
  }
}

// Both run in the page, where there is a DOM; this project's types know only the Worker's world.

const REPORT_VIOLATIONS = `document.addEventListener('securitypolicyviolation', event =>
  violated(event.effectiveDirective + ' ' + event.blockedURI))`

/** A picture of one pixel is the placeholder that a script should have replaced. */
const INSPECT = `(async () => {
  const wait = time => new Promise(done => setTimeout(done, time))
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
    scrollTo(0, y)
    await new Promise(requestAnimationFrame)
  }
  const shown = [...document.images].filter(image => image.checkVisibility())
  for (let tries = 0; tries < 100 && !shown.every(image => image.complete); tries++) await wait(50)
  const text = element => element.outerHTML.slice(0, 200)
  return {
    pictures: shown.filter(image => image.naturalWidth < 2).map(text),
    scripts: [...document.scripts].map(text),
  }
})()`

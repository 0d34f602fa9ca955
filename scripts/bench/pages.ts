import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pagePaths } from '../../test/origin/addresses.ts'
import type { RunningMirror } from '../local/run.ts'

export interface BenchPage {
  readonly url: string
  readonly contentType: string
  readonly bytes: Uint8Array
}

/** Every `source.html` below a folder; where it holds none, every `*.html`. */
export function savedPages(folder: string): BenchPage[] {
  const found = ['**/source.html', '**/*.html'].map(pattern => globSync(pattern, { cwd: folder }).sort())
  const files = found.find(list => list.length > 0)
  if (!files) throw new Error(`--pages: there is no .html file below ${folder}`)
  return files.map(file => {
    const bytes = readFileSync(join(folder, file))
    return { url: addressOf(bytes.toString('latin1'), file), contentType: 'text/html', bytes }
  })
}

/** The demo paper's own pages, as its Worker answers with them. */
export function demoPages(demoFetch: RunningMirror['demoFetch']): Promise<BenchPage[]> {
  return Promise.all(
    pagePaths.map(async path => {
      const url = `https://www.lantern.example${path}`
      const response = await demoFetch(url)
      const contentType = response.headers.get('content-type') ?? 'text/html'
      return { url, contentType, bytes: new Uint8Array(await response.arrayBuffer()) }
    }),
  )
}

/** The address that a page gives itself, so that its own links are its site's; https, as mirrors fetch. */
function addressOf(html: string, file: string): string {
  const tags = html.match(/<(?:link|meta)\b[^>]*>/gi) ?? []
  const named = [/\srel=["']?canonical\b/i, /\sproperty=["']?og:url\b/i].map(kind =>
    tags.find(tag => kind.test(tag)),
  )
  for (const tag of named) {
    const given = tag?.match(/\s(?:href|content)=["']?(https?:\/\/[^"'\s>]+)/i)?.[1]
    if (given && URL.canParse(given)) return new URL(given).href.replace(/^http:/, 'https:')
  }
  const name = basename(file) === 'source.html' ? basename(dirname(file)) : basename(file, '.html')
  return `https://${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.example/`
}

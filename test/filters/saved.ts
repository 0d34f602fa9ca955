import { globSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { basename, dirname, join } from 'node:path'
import { type DefaultTreeAdapterTypes, parse, type Token } from 'parse5'
import { runMirror } from '../../scripts/local/run.ts'
import { articlePath, articles, editions, homePath } from '../origin/paper.ts'

export interface Saved {
  readonly name: string
  readonly html: string
}

/** The demo paper's home pages and articles. */
export async function demoPages(): Promise<Saved[]> {
  const mirror = await runMirror({ settings: { SITE: 'demo', ADMIN_TOKEN: 'x', ASSET_KEY: 'x' }, demo: true })
  try {
    return await Promise.all(
      [...editions.map(homePath), ...articles.map(article => articlePath(article))].map(async path => {
        const answer = await mirror.demoFetch(`https://www.lantern.example${path}`)
        const bytes = await answer.arrayBuffer()
        const head = new TextDecoder('latin1').decode(bytes.slice(0, 1024))
        const charset = /charset=["']?([\w-]+)/i.exec(`${answer.headers.get('content-type')} ${head}`)?.[1]
        return { name: path, html: new TextDecoder(charset ?? 'utf-8').decode(bytes) }
      }),
    )
  } finally {
    await mirror.dispose()
  }
}

/** The pages of a folder: a folder for each, with its "source.html". */
export const savedPages = (folder: string): Saved[] =>
  globSync('*/source.html', { cwd: folder })
    .toSorted()
    .map(path => ({ name: basename(dirname(path)), html: readFileSync(join(folder, path), 'utf8') }))

type Node = DefaultTreeAdapterTypes.Node

/** A page with its elements numbered, and the names of those that have no end tag of their own. */
export function numbered(html: string): { html: string; unclosed: ReadonlySet<string> } {
  const places: { at: number; ended: boolean }[] = []
  const visit = (node: Node): void => {
    if ('tagName' in node) {
      const place: Token.ElementLocation | null | undefined = node.sourceCodeLocation
      const startTag = place?.startTag
      if (startTag) {
        const at = startTag.startOffset + 1 + node.tagName.length
        places.push({ at, ended: place?.endTag !== undefined })
      }
    }
    if ('content' in node) visit(node.content)
    if ('childNodes' in node) node.childNodes.forEach(visit)
  }
  visit(parse(html, { sourceCodeLocationInfo: true, scriptingEnabled: false }))
  const sorted = places.toSorted((a, b) => a.at - b.at).filter(({ at }, n, all) => at !== all[n - 1]?.at)
  let out = ''
  let from = 0
  const unclosed = new Set<string>()
  for (const [n, { at, ended }] of sorted.entries()) {
    out += `${html.slice(from, at)} data-n="${n}"`
    from = at
    if (!ended) unclosed.add(String(n))
  }
  return { html: out + html.slice(from), unclosed }
}

/** What a mirror that has these compiled lists makes of pages. */
export async function mirrored(pages: readonly Saved[], filters: string): Promise<string[]> {
  const paper: Server = createServer((request, response) => {
    const page = pages[Number(request.url?.slice(2))]
    response.writeHead(page ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' }).end(page?.html)
  })
  await new Promise<void>(done => paper.listen(0, '127.0.0.1', done))
  const address = paper.address()
  const ORIGIN = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const mirror = await runMirror({ settings: { ORIGIN, ADMIN_TOKEN: 'x', ASSET_KEY: 'x' }, filters })
  try {
    const made: string[] = []
    for (const n of pages.keys()) {
      const answer = await fetch(`${mirror.url}/p${n}`)
      if (!answer.ok) throw new Error(`${pages[n]?.name}: ${answer.status} ${await answer.text()}`)
      made.push(await answer.text())
    }
    return made
  } finally {
    await mirror.dispose()
    paper.close()
    paper.closeAllConnections()
  }
}

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mirrorPath, originOf } from '../../src/address.ts'
import { relink } from '../../src/rewrite/address/relink.ts'
import { hostile, place, resource, site, tags } from './places.ts'

const MIRROR = 'https://mirror.example'
const RUNS = { numRuns: 1500 }

/** The address of the paper that the mirror would ask for a path of its own, as a browser asks for it. */
function asked(path: string): string {
  const { origin, pathname, search } = new URL(path, `${MIRROR}/x/y`)
  if (origin !== MIRROR) return `off the mirror: ${path}`
  const found = originOf(pathname + search, site, tags)
  if (found.kind === 'moved') return asked(found.path)
  return found.kind === 'origin' ? found.url : `https://${found.kind}.invalid/`
}

describe('an address on the mirror', () => {
  it('names the resource that was named, whatever the address', () => {
    fc.assert(
      fc.property(hostile, place, fc.constantFrom('link' as const, 'asset' as const), (text, at, use) => {
        const found = relink(text, use, { ...at, charset: 'UTF-8' })
        if (found.kind !== 'mirror') return
        const meant = new URL(text.replace(/^[\0-\x20]+|[\0-\x20]+$/g, ''), at.base)
        expect(resource(asked(found.path))).toBe(resource(meant.href))
        expect(new URL(found.path, MIRROR).hash).toBe(meant.hash)
      }),
      RUNS,
    )
  })

  it('stays on the mirror from every page of it', () => {
    fc.assert(
      fc.property(hostile, place, (text, at) => {
        for (const use of ['link', 'asset'] as const) {
          const found = relink(text, use, at)
          if (found.kind === 'mirror')
            expect(new URL(found.path, `${MIRROR}/-/a.example/b`).origin).toBe(MIRROR)
        }
      }),
      RUNS,
    )
  })

  it('is the same one after a second time', () => {
    fc.assert(
      fc.property(hostile, place, (text, at) => {
        const found = relink(text, 'asset', { ...at, charset: 'UTF-8' })
        if (found.kind !== 'mirror') return
        // What the mirror writes, read as the paper's address that it stands for.
        const origin = new URL(found.path, 'https://www.paper.example')
        const url = asked(found.path)
        expect(mirrorPath(new URL(url), 'asset', site, at.tags)).toBe(origin.pathname + origin.search)
      }),
      RUNS,
    )
  })
})

describe('an address that is not on the mirror', () => {
  it('never names the paper, and never runs', () => {
    fc.assert(
      fc.property(hostile, place, (text, at) => {
        const found = relink(text, 'link', at)
        if (found.kind !== 'away') return
        const { host, protocol } = new URL(found.href)
        expect(protocol).toMatch(/^https?:$/)
        expect(site.host === host || site.aliases.has(host) || site.hosts.has(host)).toBe(false)
      }),
      RUNS,
    )
  })

  it('is fetched by nobody: what is local makes no request', () => {
    fc.assert(
      fc.property(hostile, place, (text, at) => {
        if (relink(text, 'asset', at).kind !== 'local') return
        const { protocol, origin } = new URL(text, `${MIRROR}/x`)
        expect(protocol === 'data:' || origin === MIRROR).toBe(true)
      }),
      RUNS,
    )
  })
})

describe('a path of the mirror', () => {
  it('leads to a listed host, to one with its tag, or nowhere', () => {
    const part = fc.constantFrom(
      ...[
        '/-',
        '/',
        '//',
        '-',
        'evil.example',
        '~',
        tags.of('cdn.example'),
        'cdn.example',
        '127.0.0.1',
        'localhost',
      ],
      ...[
        'img.paper.example',
        'paper.example',
        '@',
        ':8443',
        '?',
        '%2f',
        '%',
        '..',
        'IMG.paper.example',
        '[::1]',
        '.',
      ],
    )
    const mirrored = fc.array(part, { maxLength: 7 }).map(parts => `/-/${parts.join('')}`)
    fc.assert(
      fc.property(mirrored, written => {
        const { pathname, search } = new URL(written, MIRROR)
        const found = originOf(pathname + search, site, tags)
        if (found.kind !== 'origin') return
        const { host, username, protocol } = new URL(found.url)
        expect(username).toBe('')
        expect(protocol).toBe('https:')
        const listed = host === site.host || site.hosts.has(host)
        expect(listed || (host === 'cdn.example' && found.carries === 'assets')).toBe(true)
      }),
      RUNS,
    )
  })
})

import { describe, expect, test } from 'vitest'
import { judged } from '../src/marks.ts'
import type { Copy } from '../src/store/copy.ts'
import { type Act, marked, NO_EPOCHS, type Scope } from '../src/store/epochs.ts'

const URL_A = 'https://www.paper.example/a'
const AT = 100_000
const SCOPES: readonly Scope[] = [
  { files: [URL_A] },
  { prefixes: ['www.paper.example/'] },
  { hosts: ['www.paper.example'] },
  { tags: ['given'] },
  { tags: ['own'] },
  { purge_everything: true },
]

const copy = (requestedAt: number): Copy => ({
  head: {
    url: URL_A,
    status: 200,
    media: 'html',
    headers: new Headers(),
    requestedAt,
    receivedAt: requestedAt,
    initialAge: 0,
    fresh: 3600,
    freshBy: 'origin',
    rules: '',
    etag: '"a"',
    tags: ['own'],
  },
  body: new Uint8Array(),
  tier: 'edge',
})
const kind = (act: Act, scope: Scope, requestedAt: number) =>
  judged(
    copy(requestedAt),
    URL_A,
    ['given'],
    marked(NO_EPOCHS, { act, scope, at: AT }, 1e9),
    requestedAt + 1000,
  ).kind

describe.each(SCOPES)('a copy, by a mark on %j', scope => {
  test('that was asked for before it is dead or stale, and one after it is neither', () => {
    expect([kind('purge', scope, AT - 1), kind('purge', scope, AT + 1)]).toEqual(['none', 'untouched'])
    expect([kind('invalidate', scope, AT - 1), kind('invalidate', scope, AT + 1)]).toEqual([
      'invalidated',
      'untouched',
    ])
  })

  test('that was asked for in the very moment is dead or stale: it may have been made before', () => {
    expect([kind('purge', scope, AT), kind('invalidate', scope, AT)]).toEqual(['none', 'invalidated'])
  })
})

test('a copy of what nobody has marked is untouched', () => {
  for (const act of ['purge', 'invalidate'] as const)
    expect(kind(act, { files: [`${URL_A}b`] }, AT)).toBe('untouched')
})

import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { callsElsewhere } from '../../scripts/bench/counting.ts'

type Handlers = Record<'element' | 'text' | 'comments', ((found: object) => void) | undefined>

/** Stands in for the runtime's own: hands a list of found things to all handlers. */
class Found {
  readonly #handlers: Handlers[] = []
  on(_: string, handlers: Handlers) {
    this.#handlers.push(handlers)
    return this
  }
  find(kind: keyof Handlers, ...found: object[]) {
    for (const one of found) for (const handlers of this.#handlers) handlers[kind]?.(one)
  }
}

const scope = globalThis as unknown as { HTMLRewriter?: typeof Found }
beforeEach(() => {
  scope.HTMLRewriter = Found
})
afterEach(() => {
  delete scope.HTMLRewriter
})
const made = (handlers: Partial<Handlers>) =>
  new (scope.HTMLRewriter ?? Found)().on('*', handlers as Handlers)
const tags = (...names: string[]) => names.map(tagName => ({ tagName }))

describe('calls beyond links and pictures', () => {
  test('are those for other elements', async () => {
    const seen: object[] = []
    const count = await callsElsewhere(async () => {
      const rewriter = made({ element: found => seen.push(found) })
      rewriter.find(
        'element',
        ...tags('div', 'a', 'img', 'script', 'picture', 'source', 'video', 'audio', 'area'),
      )
    })
    assert.equal(count, 2)
    assert.equal(seen.length, 9)
  })

  test('are all those for text and comments', async () => {
    const count = await callsElsewhere(async () => {
      const rewriter = made({ text() {}, comments() {} })
      rewriter.find('text', {}, {})
      rewriter.find('comments', {})
    })
    assert.equal(count, 3)
  })

  test('must not be counted where no handler is registered', async () => {
    const count = await callsElsewhere(async () => made({ text() {} }).find('element', ...tags('div')))
    assert.equal(count, 0)
  })

  test('leave the rewriter as it was, also when the work fails', async () => {
    const failing = callsElsewhere(async () => {
      assert.notEqual(scope.HTMLRewriter, Found)
      throw new Error('no')
    })
    await assert.rejects(failing, { message: 'no' })
    assert.equal(scope.HTMLRewriter, Found)
  })
})

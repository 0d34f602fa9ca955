import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Ages, Ledger } from '../../scripts/simulate/ledger.ts'

describe('the ages that readers saw', () => {
  test('have the median and the worst of single ones', () => {
    const ages = new Ages()
    for (const age of [1, 2, 3, 4, 100]) ages.add(age, 1)
    assert.equal(ages.quantile(0.5), 3)
    assert.equal(ages.quantile(1), 100)
  })

  test('that were spread are those of readers who came evenly', () => {
    const [spread, single] = [new Ages(), new Ages()]
    spread.spread(100, 199, 1000)
    for (let age = 100; age < 200; age++) single.add(age, 10)
    for (const share of [0.01, 0.5, 0.95, 1]) assert.equal(spread.quantile(share), single.quantile(share))
    assert.equal(spread.count, single.count)
  })

  test('weigh as many as they stand for', () => {
    const ages = new Ages()
    ages.add(10, 1)
    ages.add(20, 3)
    assert.equal(ages.quantile(0.5), 20)
  })
})

describe('the ledger', () => {
  const page = { kind: 'article', weight: 3 }

  test('counts by operation and kind, weighted', () => {
    const ledger = new Ledger()
    ledger.isOpen = true
    ledger.count('kv.get', page)
    ledger.count('kv.get', { kind: 'list', weight: 1 })
    ledger.count('kv.getter', page)
    assert.equal(ledger.sum('kv.get'), 4)
    assert.deepEqual(ledger.kinds('kv.get'), [
      ['article', 3],
      ['list', 1],
    ])
  })

  test('must not count what happens before the day', () => {
    const ledger = new Ledger()
    ledger.count('kv.get', page)
    assert.equal(ledger.sum('kv.get'), 0)
  })

  test('counts what one request took as often as it is said to be repeated', () => {
    const ledger = new Ledger()
    ledger.isOpen = true
    ledger.tap()
    ledger.count('cache.match', page)
    ledger.count('cache.match', { kind: 'epochs', weight: 1 })
    ledger.repeat(ledger.untap(), 10, name => name.endsWith('article'))
    assert.equal(ledger.sum('cache.match.article'), 13)
    assert.equal(ledger.sum('cache.match.epochs'), 1)
  })
})

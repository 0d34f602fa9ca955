import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Bar, chart } from '../../scripts/bench/chart.ts'

const bar = (name: string, value: number, other = false): Bar => ({
  name,
  value,
  what: `what ${name} is`,
  other,
})
const drawn = (...bars: Bar[]) => chart({ title: 'What it costs', subtitle: '3 pages', unit: 'ms', bars })
const widths = (svg: string, kind: string) =>
  [...svg.matchAll(new RegExp(`<rect class="${kind}"[^>]* width="(\\d+)"`, 'g'))].map(found =>
    Number(found[1]),
  )

describe('the chart', () => {
  test('says all it shows in text, and once more for those who do not see it', () => {
    const svg = drawn(bar('ours', 7.236), bar('theirs', 29.12, true))
    assert.match(svg, /role="img" aria-labelledby="title desc"/)
    assert.match(svg, /<title id="title">What it costs<\/title>/)
    assert.match(svg, /<desc id="desc">3 pages: ours 7\.24 ms, theirs 29\.1 ms\.<\/desc>/)
    for (const text of ['ours', 'theirs', 'what ours is', '7.24 ms', '29.1 ms'])
      assert.ok(svg.includes(`>${text}<`))
  })

  test('draws bars as long as their values, the longest within the page', () => {
    const svg = drawn(bar('half', 5), bar('whole', 10, true))
    const [half = 0] = widths(svg, 'own')
    const [whole = 0] = widths(svg, 'other')
    assert.equal(half * 2, whole)
    assert.ok(whole > 500 && whole < 640, String(whole))
  })

  test('still has bars where nothing cost anything', () => {
    assert.deepEqual(widths(drawn(bar('free', 0)), 'own'), [2])
  })

  test('gives the same bytes for the same figures, and others for others', () => {
    assert.equal(drawn(bar('a', 1)), drawn(bar('a', 1)))
    assert.notEqual(drawn(bar('a', 1)), drawn(bar('a', 2)))
  })

  test('has colours for light and for dark, and no colour in an element', () => {
    const svg = drawn(bar('a', 1))
    assert.match(svg, /@media \(prefers-color-scheme: dark\)/)
    assert.doesNotMatch(svg, /\s(?:fill|style)="/)
  })

  test('must not take a name for markup', () => {
    const svg = drawn(bar('<b a="1">&', 1))
    assert.ok(svg.includes('&lt;b a=&quot;1&quot;&gt;&amp;'))
    assert.ok(!svg.includes('<b a'))
  })
})

import { describe, expect, test } from 'vitest'
import { selectorProblem } from '../../src/site/selector.ts'

const page = `<!DOCTYPE html><html><head></head><body><div id="A" class="a b"><p class="x">1</p><p class="x y">2<b>b</b></p>
<p>3</p></div><ul><li>1</li><li class="x">2</li><li>3</li><li>4</li></ul><a href="/x?a=1&amp;b=2" rel="nofollow">l</a>
<section><img src="/ADS/a.png"><div class="ad-slot" data-n="One Two" lang="en-US"></div></section></body></html>`

/** How many elements HTMLRewriter matches, or its error. */
async function matches(selector: string): Promise<number | string> {
  let count = 0
  try {
    const rewriter = new HTMLRewriter().on(selector, { element: () => void count++ })
    await rewriter.transform(new Response(page)).arrayBuffer()
    return count
  } catch (error) {
    return String(error)
  }
}

describe('a selector that HTMLRewriter matches as a browser does', () => {
  // The numbers are what Chromium's querySelectorAll finds in the same page, which does not know `s` yet.
  const right: [string, number][] = [
    ['p', 3],
    ['P', 3],
    ['*', 17],
    ['#A', 1],
    ['.x', 3],
    ['p.x.y', 1],
    ['div#A.a', 1],
    ['[class]', 5],
    ['[class="x"]', 2],
    ["[class='x']", 2],
    ['[class=x]', 2],
    ['[class="X" i]', 2],
    ['[class="X" s]', 0],
    ['[class~="y"]', 1],
    ['[class^="ad-"]', 1],
    ['[class$="slot"]', 1],
    ['[src*="/ads/"]', 0],
    ['[src*="/ads/" i]', 1],
    ['[lang|="en"]', 1],
    ['[ data-n = "One Two" ]', 1],
    ['div p', 3],
    ['div>p', 3],
    ['body > div > p b', 1],
    ['p, li', 7],
    ['li:nth-child(2)', 1],
    ['li:nth-child(odd)', 2],
    ['li:nth-child( 2n + 1 )', 2],
    ['li:nth-child(-n+3)', 3],
    ['li:first-child', 1],
    ['p:nth-of-type(2)', 1],
    ['section > div:first-of-type', 1],
    ['p:not(.x)', 1],
    ['p:not(.y, :first-child)', 1],
    ['li:not(:nth-child(2n))', 2],
    ['a:not([href^="http" i])', 1],
    ['p:not(.x):not(.y)', 1],
    ['.\\78', 3],
  ]
  test.each(right)('%s is allowed and matches %i', async (selector, count) => {
    expect(selectorProblem(selector)).toBeUndefined()
    expect(await matches(selector)).toBe(count)
  })
})

describe('a selector that HTMLRewriter misreads is refused, although it takes it without an error', () => {
  // The numbers are the wrong ones that workerd gives: when one changes, the rule can go.
  const misread: [string, number, RegExp][] = [
    ['p:not(.x.y)', 1, /several tests at once/],
    ['p:not(p.x)', 0, /several tests at once/],
    ['p:not(:not(.x, .y))', 1, /inside `:not\(\)`/],
    ['p:not(*.x)', 0, /`\*` in `:not\(\)`/],
    ['[href="/x?a=1&b=2"]', 0, /"&amp;"/],
    ['\\31 li', 4, /no tag is called "1li"/],
  ]
  test.each(misread)('%s', async (selector, wrong, reason) => {
    expect(await matches(selector)).toBe(wrong)
    expect(selectorProblem(selector)).toMatch(reason)
  })
})

describe('a selector that HTMLRewriter refuses is refused with the reason', () => {
  const refused: [string, RegExp][] = [
    ['p + p', /`\+` \(next sibling\) is not something a streaming rewriter can match/],
    ['p ~ p', /`~` \(later sibling\)/],
    ['p:has(b)', /`:has` depends on what is inside the element/],
    ['p:empty', /`:empty` depends on what is inside/],
    ['p:last-child', /`:last-child` depends on what comes later/],
    ['p:nth-last-of-type(2)', /comes later/],
    [':is(p, b)', /write its list out, with commas/],
    ['p:not(div p)', /`:not\(\)` with a combinator inside/],
    ['p:not(.a>.b)', /`:not\(\)` with a combinator inside/],
    ['p::before', /`::`/],
    ['a:hover', /`:hover` is not something HTMLRewriter knows/],
    ['li:nth-child(2 of .x)', /`of`/],
    ['li:nth-child(1.5)', /is no count/],
    ['svg|a', /namespace/],
    ['#1x', /\[id="1x"\]/],
    ['p > ', /it stops where an element should follow/],
    [', p', /nothing stands before a comma/],
    ['p..x', /after "\." comes a class/],
    ['[class="x" q]', /only i or s/],
    ['p { }', /"\{" is out of place/],
    ['&p', /nesting/],
  ]
  test.each(refused)('%s', async (selector, reason) => {
    expect(await matches(selector)).toMatch(/Error/)
    expect(selectorProblem(selector)).toMatch(reason)
  })
})

describe('a selector that is a slip of the hand is refused', () => {
  test.each([
    ['', /empty/],
    ['  ', /empty/],
    ['[class="x', /has no end/],
    ['p[class=x', /\[name="value"\]/],
    ['p:not(.x', /not closed/],
    ['p:nth-child(2', /not closed/],
    ['p:first-child:nth-child', /needs parentheses/],
    ['[class*=""]', /matches nothing/],
    ['p /* the first */', /comment/],
    ['\u00a0p', /out of place/],
  ])('%j', (selector, reason) => {
    expect(selectorProblem(selector)).toMatch(reason)
  })
})

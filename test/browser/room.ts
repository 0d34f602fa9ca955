import type { Page } from 'playwright-core'

/** Two elements that stand one after the other once what is between them has gone. */
export interface Pair {
  readonly before: string
  readonly after: string
  /** How far they are apart, in pixels: as the page is, and with nothing between them. */
  readonly shown: number
  readonly without: number
}

// They run in the page, where there is a DOM; this project's types know only the Worker's world.

const COMMON = `
  const label = /^[\\s\\u2014-]*(advertisements?|sponsored|广告|廣告|赞助内容|贊助內容)?[\\s\\u2014:-]*$/i
  const keyOf = element => element.localName + ' ' + element.innerText?.replace(/\\s+/g, ' ').trim().slice(0, 80)
  const box = element => element.getBoundingClientRect()
  const isSeen = element => box(element).height > 0 && getComputedStyle(element).visibility !== 'hidden'
`

/** What held nothing but advertisements; and the neighbours' distance with it and without it. */
const MEASURE = `(selector => {
  ${COMMON}
  const wraps = /^(div|span|section|center|figure|figcaption|p|li|ul|ol|table|tbody|tr|td|th|ins|a|b|aside|h3|h4)$/
  const ads = new Set(document.querySelectorAll(selector))
  const passed = node => node.nodeType === 8 || /^(SCRIPT|STYLE|BR|NOSCRIPT)$/.test(node.nodeName)
  const hollow = new Map()
  const isNothing = node => node.nodeType === 3 ? label.test(node.data) : passed(node) || isHollow(node) || isLabel(node)
  const isLabel = node => node.nodeType === 1 && wraps.test(node.localName) && !ads.has(node) &&
    node.textContent.trim() !== '' && label.test(node.textContent) && [...node.querySelectorAll('*')].every(each => wraps.test(each.localName))
  function isHollow(node) {
    if (node.nodeType !== 1) return false
    if (!hollow.has(node)) hollow.set(node, ads.has(node) || (wraps.test(node.localName) &&
      [...node.querySelectorAll('*')].some(each => ads.has(each)) && [...node.childNodes].every(isNothing)))
    return hollow.get(node)
  }
  const tops = [...document.body.querySelectorAll('*')].filter(each => isHollow(each) && !isHollow(each.parentElement))
  const isOther = element => !isHollow(element) && !ads.has(element) && isSeen(element)
  const near = (element, way) => {
    for (let each = element[way]; each; each = each[way]) if (isOther(each)) return each
  }
  const pairs = tops.flatMap(top => {
    const [before, after] = [near(top, 'previousElementSibling'), near(top, 'nextElementSibling')]
    return before && after && !/^T[DHR]$/.test(top.tagName) ? [{ top, before, after }] : []
  })
  const apart = ({ before, after }) => Math.round(box(after).top - box(before).bottom)
  const shown = pairs.map(apart)
  const room = tops.reduce((sum, top) => sum + box(top).height, 0)
  for (const top of tops) top.style.setProperty('display', 'none', 'important')
  return {
    room: Math.round(room),
    pairs: pairs.map((pair, n) => ({ before: keyOf(pair.before), after: keyOf(pair.after), shown: shown[n], without: apart(pair) })),
  }
})`

/** How far such pairs are apart on a page; null where one of them is not there. */
const APART = `(pairs => {
  ${COMMON}
  const all = Map.groupBy(document.body.querySelectorAll('*'), keyOf)
  return pairs.map(({ before, after }) => {
    for (const second of all.get(after) ?? [])
      for (let first = second.previousElementSibling; first; first = first.previousElementSibling)
        if (keyOf(first) === before) return Math.round(box(second).top - box(first).bottom)
    return null
  })
})`

/** What takes room and shows nothing, and holds nothing that shows anything. */
const HOLES = `(() => {
  ${COMMON}
  const shows = 'img,source,track,svg,video,audio,canvas,input,button,textarea,select,hr,iframe,object,picture,meter,progress,td,th,br'
  const isDrawn = style => style.backgroundImage !== 'none' || parseFloat(style.borderTopWidth) > 0 || parseFloat(style.borderBottomWidth) > 0
  return [...document.body.querySelectorAll('*')].filter(each => {
    if (each.matches(shows) || each.querySelector(shows) || !label.test(each.textContent) || !isSeen(each)) return false
    return ![each, ...each.querySelectorAll('*')].some(inner => isDrawn(getComputedStyle(inner)))
  }).map(each => each.outerHTML.slice(0, 200) + ' ' + Math.round(box(each).height) + ' px')
})()`

export const measure = (page: Page, selector: string): Promise<{ room: number; pairs: Pair[] }> =>
  page.evaluate(`${MEASURE}(${JSON.stringify(selector)})`)

export const apart = (page: Page, pairs: readonly Pair[]): Promise<(number | null)[]> =>
  page.evaluate(`${APART}(${JSON.stringify(pairs)})`)

export const holes = (page: Page): Promise<string[]> => page.evaluate(HOLES)

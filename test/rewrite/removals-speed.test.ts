import { describe, expect, test } from 'vitest'
import { type Removal, Removals } from '../../src/rewrite/adverts/removals.ts'
import { Marks } from '../../src/rewrite/pass/marks.ts'

const marks = new Marks()
const GONE = marks.of('x')
const PIECE = 32_768

/** Pages that were made to take long, of a length in bytes. Nothing in them is closed unless it says so. */
const HOSTILE: Record<
  string,
  (length: number, begin: (tagName: string) => string, end: () => string) => string
> = {
  'that never end': (length, begin) => times(length, () => `${begin('div')}<div>`),
  'that are never closed, in paragraphs': (length, begin) => times(length, () => `${begin('p')}<p class=x>a`),
  'in each other': (length, begin, end) => {
    const open: string[] = []
    const inside = times(length / 2, () => {
      open.push(`</div>${end()}`)
      return `${begin('div')}<div>`
    })
    return inside + open.join('')
  },
  'in each other, with too much in them': (length, begin, end) =>
    times(length, () => {
      const starts = times(60_000, () => `${begin('div')}<div>${'a '.repeat(20)}`)
      return (
        starts +
        starts
          .split('<div>')
          .slice(1)
          .map(() => `</div>${end()}`)
          .join('')
      )
    }),
  'with links in them that never end': (length, begin, end) =>
    times(length, () => `${begin('div')}<div>${'<a '.repeat(60_000)}</div>${end()}`),
  'with tags in them that never end': (length, begin, end) =>
    times(length, () => `${begin('div')}<div>${'<'.repeat(200_000)}</div>${end()}`),
  'after a run of start tags': length => times(length, () => `${'<div>'.repeat(100_000)}${GONE}`),
  'in a run of wrappers': length =>
    times(length, () => `${'<div>'.repeat(1000)}${GONE}${'</div>'.repeat(1000)}`),
  'beside each other': length => `<div>${times(length, () => GONE)}x</div>`,
  'beside each other, in elements': length => `<div>${times(length, () => `<b>${GONE}</b>`)}x</div>`,
  'with a word over and over': length =>
    times(length, () => `<div>${'Advertisement '.repeat(1000)}${GONE}</div>`),
  'with words in elements': length => times(length, () => `<p><i>Ad</i>${'<p><i>Ad</i>'.repeat(500)}${GONE}`),
  'with blanks without end': length => `<div>${times(length, () => `${' '.repeat(50_000)}${GONE}`)}x`,
  'with line breaks without end': length => `<div>${times(length, () => `${'<br>'.repeat(50_000)}${GONE}`)}x`,
  'with comments that never end': length => times(length, () => `<div>${GONE}<!-- `),
  'with tags that never end': length => times(length, () => `<div>${GONE}<div title="`),
  'with quotes everywhere': length => times(length, () => `<div a='"' b="'">${GONE}<i title='>'>`),
}

function times(length: number, make: () => string): string {
  const made: string[] = []
  for (let sum = 0; sum < length; sum += made.at(-1)?.length ?? 0) made.push(make())
  return made.join('')
}

/** How much is held back at a page's end, in bytes. */
function heldOf(make: (typeof HOSTILE)[string], length: number) {
  const list: Removal[] = []
  const open: number[] = []
  const begin = (tagName: string) => {
    open.push(list.push({ tagName, rule: '', most: 1500 }) - 1)
    return marks.begin(list.length - 1)
  }
  const html = make(length, begin, () => marks.end(open.pop() ?? 0))
  const removals = new Removals(marks, list)
  // As the last pass does: no mark is cut in two.
  for (let at = 0; at < html.length; at += PIECE) removals.put(whole(html, at))
  return removals.end().replaceAll(HIDDEN, '').length
}

/** What hides an element that a browser ends by itself. */
const HIDDEN = / class="" id="" style="[^"]*"/g

/** A piece of a page that begins and ends beside a mark, and not in it. */
function whole(html: string, at: number): string {
  const edge = (place: number) => {
    const mark = html.lastIndexOf('\x02', place - 1)
    const end = html.indexOf(';', mark)
    return mark >= 0 && end >= place && place - mark < 60 ? mark : place
  }
  return html.slice(edge(at), edge(at + PIECE))
}

const MEGABYTE = 1_048_576

describe('advertisements', () => {
  for (const [name, make] of Object.entries(HOSTILE))
    test(`${name} end in time, and take little memory`, () => {
      // In the square of its length it would not end in time: these are a hundred thousand pieces and more.
      expect(heldOf(make, 5 * MEGABYTE)).toBeLessThan(400_000)
    })
})

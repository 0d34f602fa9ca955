import { expect, test } from 'vitest'
import { Filters } from '../../src/filters/filters.ts'
import { MADE } from './made.ts'

const GUARD = '[class*="ad" i]:not([class*="head" i]):not([class*="load" i])'

/** What HTMLRewriter hands over and the rules then take, by the elements' `n`. */
async function taken(guards: readonly string[], html: string): Promise<string[]> {
  const filters = new Filters({ ...MADE, guards }, ['www.paper.example'])
  const found: string[] = []
  await new HTMLRewriter()
    .on(filters.guards.join(), {
      element(tag) {
        if (filters.element(tag)) found.push(tag.getAttribute('n') ?? '')
      },
    })
    .transform(new Response(html))
    .text()
  return found
}

test('a guard with exceptions and its beginnings hands over what the rules take', async () => {
  const html =
    '<p n=1 class="header"><p n=2 class="ad-slot"><p n=3 class="lazyload ad-slot"><p n=4 class="fairad">'
  expect(await taken([GUARD, '[class^="ad" i]', '[class*=" ad" i]', '[class*="-ad" i]'], html)).toEqual([
    '2',
    '3',
    '4',
  ])
  // Alone it would miss an element whose other class is an exception.
  expect(await taken([GUARD], html)).toEqual(['2', '4'])
})

test('an element is asked about once, however many guards match', async () => {
  expect(await taken(['[class*="ad" i]', '[class*="slot" i]'], '<p n=1 class="ad-slot">')).toEqual(['1'])
})

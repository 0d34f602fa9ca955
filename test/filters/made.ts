import type { FilterTag } from '../../src/filters/compound.ts'
import type { CompiledFilters } from '../../src/filters/data.ts'
import { NONE } from '../../src/filters/none.ts'

/** An invented list, compiled by hand. */
export const MADE: CompiledFilters = {
  ...NONE,
  lists: ['own.txt', 'second.txt'],
  classes: [
    { list: 0, names: 'ad-slot ad-tower', lines: '3,4' },
    { list: 1, names: 'fairad', lines: '9' },
  ],
  ids: [{ list: 0, names: 'ad-top', lines: 'a' }],
  elements: [
    {
      list: 0,
      rows: [
        '.box\tr\t[["","=","div"],["class","~","box"],["id","!=","keep"]]\tdiv.box:not(#keep)',
        '[id^gpt\tr\t[["id","^","gpt-slot-"]]\t[id^="gpt-slot-"]',
        '[class*\tr\t[["class","*","_advert_"]]\t[class*="_advert_"]',
        '[data-adunit\tr\t[["data-adunit","?",""]]\t[data-adunit]',
        '.card\ts\t[["class","~","card"]]\t.card:has(> .bought)',
        '.card\ts\t[["","=","div"],["class","~","card"]]\tdiv.card + p',
        '.sold\tr\t[["class","~","sold"],["class","!~","kept"]]\t.sold:not(.kept)',
        'ad-frame\tr\t[["","=","ad-frame"]]\tad-frame',
      ].join('\n'),
      lines: 'k,1:7',
    },
  ],
  links: [
    {
      list: 0,
      rows: 'bought\tr\t[["","=","a"],["href","^","https://bought.example/"]]\ta[href^="https://bought.example/"]',
      lines: 'u',
    },
  ],
  rest: [{ list: 0, rows: '.zz', lines: '1' }],
  specific: [
    { domains: 'paper.example', kind: 'native', selector: '.wall > p', list: 0, line: 50 },
    { domains: 'paper.example,~m.paper.example', kind: 'style', selector: '.wall + p', list: 0, line: 51 },
    { domains: 'other.example', kind: 'native', selector: '.other', list: 0, line: 52 },
  ],
  exceptions: [{ domains: 'fair.example', selector: '.fairad' }],
  off: [{ domains: 'clean.example', what: 'generic' }],
  hosts: [{ kind: 'named', list: 0, names: 'adhost.example', lines: '1' }],
  blocked: [
    {
      list: 0,
      rows: ['kzgd\t||paper.example/kzgd/\timage', 'banners\t/banners/*\timage,third-party'].join('\n'),
      lines: '1,1',
    },
  ],
  allowed: [{ list: 0, rows: 'fine\t||adhost.example/fine/', lines: '1' }],
}

/** A start tag without a parser. */
export function tag(tagName: string, attributes: Readonly<Record<string, string>> = {}): FilterTag {
  return {
    tagName,
    getAttribute: name => attributes[name] ?? null,
    attributes: Object.entries(attributes),
  }
}

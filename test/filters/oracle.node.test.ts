import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { FiltersEngine, Request } from '@ghostery/adblocker'
import { compile } from '../../scripts/filters/compile.ts'
import { Filters } from '../../src/filters/filters.ts'
import { tag } from './made.ts'

/** Invented rules, and the same questions to another engine. */
const NAMES = ['ad-slot', 'ad-tower', 'sponsor-box', 'my-banner', 'adframe', 'promo_ad', 'top-ads']
const LIST = [
  ...NAMES.map(name => `##.${name}`),
  ...NAMES.map(name => `###${name}-id`),
  ...['##a[href^="https://bought.example/"]', '##a[href*="/adclick/"]', 'paper.example#@#.my-banner'],
  ...['||ads.example^', '/banner/*$image', '||pics.example/ad/$image,third-party', '@@||ads.example/fine^'],
  ...['|https://start.example/x', '.gif?ad=', '-728x90.', '/end.png|', '^sep^$image', '||wild.example/*/ad'],
]
const hosts = ['www.paper.example']
const own = new Filters(compile([{ name: 'own.txt', text: LIST.join('\n') }], { hosts }).data, hosts)
const engine = FiltersEngine.parse(LIST.join('\n'))
const hostname = 'www.paper.example'

/** What the other engine would hide for an element's class, id and address. */
function hides(classes: string[], ids: string[], hrefs: string[]): string {
  return engine.getCosmeticsFilters({
    ...{ url: 'https://www.paper.example/', hostname, domain: 'paper.example', classes, ids, hrefs },
    ...{ getBaseRules: false, getInjectionRules: false, getExtendedRules: false, getRulesFromHostname: true },
    ...{ getRulesFromDOM: true },
  }).styles
}

describe('another engine says the same', () => {
  test('of classes and ids', () => {
    const words = [...NAMES, ...NAMES.map(name => `${name}-id`), ...NAMES.map(name => `x-${name}`), 'header']
    for (const word of words) {
      const byClass = own.element(tag('div', { class: word })) ?? own.rest.find(each => each === `.${word}`)
      assert.equal(byClass !== undefined, hides([word], [], []).includes(`.${word}`), `.${word}`)
      const byId = own.element(tag('div', { id: word })) ?? own.rest.find(each => each === `#${word}`)
      assert.equal(byId !== undefined, hides([], [word], []).includes(`#${word}`), `#${word}`)
    }
  })

  // The other engine leaves it to the browser whether an address matches: it may give more, and never less.
  test('of links', () => {
    const asked = {
      'https://bought.example/1': 'bought',
      'https://x.example/adclick/2': 'adclick',
      'https://x.example/': '',
    }
    for (const [href, part] of Object.entries(asked)) {
      const verdict = own.link(href, tag('a'))
      const rule = verdict?.kind === 'remove' ? verdict.rule.text : ''
      assert.equal(rule !== '', part !== '', href)
      assert.ok(rule.includes(part), href)
      if (part) assert.ok(hides([], [], [href]).includes(part), href)
    }
  })

  test('of addresses', () => {
    const paths = [
      '',
      'fine',
      'fine/',
      'finer',
      'banner/1.png',
      'ad/1.png',
      'x',
      'a.gif?ad=1',
      'x-728x90.png',
      'end.png',
    ]
    const more = ['end.png?1', 'sep/', 'sepa/', 'a/sep', '1/ad', 'ad', 'banner']
    const named = [
      'ads.example',
      'x.ads.example',
      'bads.example',
      'pics.example',
      'start.example',
      'wild.example',
    ]
    for (const host of named)
      for (const path of [...paths, ...more]) {
        const url = `https://${host}/${path}`
        const request = Request.fromRawDetails({
          url,
          type: 'image',
          sourceUrl: 'https://www.paper.example/',
        })
        const theirs = engine.match(request).match
        assert.equal(own.blocks(new URL(url), hostname, 'image') !== undefined, theirs, url)
      }
  })
})

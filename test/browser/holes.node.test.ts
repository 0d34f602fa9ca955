import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import demo from '../../src/sites/demo.json' with { type: 'json' }
import { articlePath, editions, inEdition } from '../origin/paper.ts'
import { readPaper } from './chromium.ts'
import { inContext, start } from './reader.ts'
import { apart, holes, measure } from './room.ts'

const PAPER = 'https://www.lantern.example'
/** What goes: by the site's file, and by the project's own list. */
const GOES = [...demo.remove, ...demo.hide, '.ad-slot', '.ad-unit', '.ad-box', '.sticky-ad'].join()
/** What a slot shares its place with. */
const SHARED = ['.shared', '.shared-table', '.shared-cell', '.byline', '.layout .right']

describe('where an advertisement was', () => {
  start()

  for (const edition of editions)
    test(`there is no hole in articles of the edition "${edition}"`, () =>
      inContext(async (context, mirror) => {
        const page = await context.newPage()
        await readPaper(context, mirror)
        await context.route(`${mirror.url}/**`, route => route.continue())
        for (const article of inEdition(edition)) {
          const path = articlePath(article)
          await page.goto(PAPER + path)
          const { room, pairs } = await measure(page, GOES)
          assert.ok(room > 1500, `only ${room} px of advertisements on ${path}`)
          assert.ok(
            pairs.filter(({ shown, without }) => shown - without > 80).length > 4,
            JSON.stringify(pairs),
          )
          await page.goto(mirror.url + path)
          const there = await apart(page, pairs)
          for (const [n, pair] of pairs.entries())
            assert.ok(
              Math.abs((there[n] ?? 999) - pair.without) < 2,
              `${path}: ${there[n]} ${JSON.stringify(pair)}`,
            )
          assert.deepEqual(await holes(page), [], path)
        }
      }))

  test('its neighbours in the same place keep it, and its size', () =>
    inContext(async (context, mirror) => {
      const page = await context.newPage()
      await readPaper(context, mirror)
      await context.route(`${mirror.url}/**`, route => route.continue())
      const [article] = inEdition('en')
      const path = articlePath(article as NonNullable<typeof article>)
      const sizes = async () => {
        const found: Record<string, { width: number; height: number }> = {}
        for (const each of SHARED) {
          const box = await page.locator(each).first().boundingBox()
          found[each] = { width: Math.round(box?.width ?? 0), height: Math.round(box?.height ?? 0) }
        }
        return found
      }
      await page.goto(PAPER + path)
      const original = await sizes()
      await page.goto(mirror.url + path)
      const here = await sizes()
      for (const each of SHARED)
        assert.ok((here[each]?.height ?? 0) > 15, `${each}: ${JSON.stringify(here[each])}`)
      for (const each of ['.shared-table', '.shared-cell', '.layout .right'])
        assert.equal(here[each]?.width, original[each]?.width, each)
      assert.equal(here['.shared']?.height, 150)
    }))

  test('a hole would be found', () =>
    inContext(async context => {
      const page = await context.newPage()
      await page.setContent(
        '<p>a</p><div id=x style="min-height:90px"><center></center></div><div><img width=9 height=9></div><p>b</p>',
      )
      assert.deepEqual(
        (await holes(page)).map(each => each.slice(0, 9)),
        ['<div id="'],
      )
      await page.setContent('<p>a</p><div id=y style="min-height:90px">Advertisement</div><p>b</p>')
      assert.match((await holes(page)).join(), /id="y".* 90 px/)
    }))
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { articlePath, inEdition, tagPath, withTag } from '../origin/paper.ts'
import { words } from '../origin/words.ts'
import { asReader, start } from './reader.ts'

describe('a reader who looks for something', () => {
  start()

  for (const [edition, query] of [
    ['en', 'eelgrass'],
    ['gb', '风车'],
    ['b5', '纜車'],
  ] as const)
    test(`finds "${query}" by the search form of the edition "${edition}"`, () =>
      asReader(async reader => {
        const [newest] = inEdition(edition)
        await reader.open(articlePath(newest as NonNullable<typeof newest>))
        await reader.page.fill('.tools input[name=q]', query)
        await reader.follow('.tools button')
        await reader.sees(`${words[edition].search} | ${words[edition].paper}`)
        assert.equal(new URL(reader.page.url()).searchParams.get('q'), query)
        assert.equal(await reader.page.inputValue('.search-form input'), query)
        assert.equal((await reader.page.locator('.result mark').first().textContent())?.toLowerCase(), query)
        await reader.follow('.result a')
        await reader.sees(new RegExp(`${words[edition].paper}$`))
      }))

  test('goes to a tag, and from there to an article that has it', () =>
    asReader(async reader => {
      const tag = 'crafts & trades'
      const [newest] = withTag('en', tag)
      await reader.open(articlePath(newest as NonNullable<typeof newest>))
      await reader.follow(`.tags >> text="${tag}"`)
      await reader.sees(`${words.en.tag}: ${tag} | ${words.en.paper}`)
      assert.equal(new URL(reader.page.url()).pathname, tagPath('en', tag))
      await reader.follow('.teaser h2 a')
      await reader.sees(`${newest?.title} | ${words.en.paper}`)
    }))
})

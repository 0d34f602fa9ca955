import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Article } from '../origin/article.ts'
import { articlePath, articles, editions, inEdition } from '../origin/paper.ts'
import { words } from '../origin/words.ts'
import { asReader, start } from './reader.ts'

const titleOf = (article: Article) => `${article.title} | ${words[article.edition].paper}`

describe('a reader of articles', () => {
  start()

  // Each article has its pictures, links and mess written another way, one is written in GBK and one in Big5.
  for (const edition of editions)
    test(`sees every one of the edition "${edition}"`, () =>
      asReader(async reader => {
        for (const article of inEdition(edition)) {
          await reader.open(articlePath(article))
          await reader.sees(titleOf(article))
          assert.equal(await reader.page.textContent('h1'), article.title)
          assert.equal(await reader.page.textContent('.deck'), article.deck)
        }
      }))

  for (const article of articles.filter(({ pages }) => pages.length > 1))
    test(`goes to the second page of ${article.id} and back`, () =>
      asReader(async reader => {
        await reader.open(articlePath(article))
        await reader.follow('.next-page')
        await reader.sees(titleOf(article))
        assert.equal(new URL(reader.page.url()).pathname, articlePath(article, 2))
        await reader.follow('.prev-page')
        assert.equal(new URL(reader.page.url()).pathname, articlePath(article))
      }))

  test('sees the mobile paper, and goes from there to the article on www', () =>
    asReader(async reader => {
      const [article] = articles
      const path = articlePath(article as Article)
      await reader.open(`/-/m.lantern.example${path}`)
      await reader.sees(titleOf(article as Article))
      await reader.follow('.nav >> text="www"')
      await reader.sees(titleOf(article as Article))
      assert.equal(new URL(reader.page.url()).pathname, path)
    }))
})

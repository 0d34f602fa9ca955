import { describe, test } from 'node:test'
import { editions, homePath, inEdition, inSection, sectionPath } from '../origin/paper.ts'
import { words } from '../origin/words.ts'
import { asReader, start } from './reader.ts'

describe('a reader of the mirror', () => {
  start()

  for (const edition of editions) {
    const { home, paper, sections } = words[edition]
    test(`goes from home to a section to an article of the edition "${edition}", and on`, () =>
      asReader(async reader => {
        await reader.open(homePath(edition))
        await reader.sees(`${home} | ${paper}`)
        await reader.follow(`.nav >> text="${sections.science}"`)
        await reader.sees(`${sections.science} | ${paper}`)
        const [newest] = inSection(edition, 'science')
        await reader.follow('.teaser h2 a')
        await reader.sees(`${newest?.title} | ${paper}`)
        await reader.follow('.neighbours a')
        await reader.sees(new RegExp(`${paper}$`))
        await reader.follow('.hot-picks a')
        await reader.sees(new RegExp(`${paper}$`))
        await reader.follow('.breadcrumb a')
        await reader.sees(`${home} | ${paper}`)
      }))
  }

  test('goes from edition to edition, from homes, articles and sections', () =>
    asReader(async reader => {
      await reader.open('/')
      for (const edition of ['b5', 'en', 'gb', 'en', 'b5', 'gb'] as const) {
        await reader.follow(`.nav .edition >> text="${words[edition].self}"`)
        await reader.sees(`${words[edition].home} | ${words[edition].paper}`)
      }
      await reader.follow('.other-edition:last-child li a')
      await reader.sees(`${inEdition('en')[0]?.title} | ${words.en.paper}`)
      await reader.open(sectionPath('en', 'life'))
      await reader.follow(`.nav .edition >> text="${words.b5.self}"`)
      await reader.sees(`${words.b5.home} | ${words.b5.paper}`)
    }))
})

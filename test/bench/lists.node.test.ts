import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { readLists } from '../../scripts/bench/lists.ts'

const folder = mkdtempSync(join(tmpdir(), 'lists-'))
after(() => rmSync(folder, { recursive: true }))
for (const name of ['b.txt', 'a.txt', 'note.md']) writeFileSync(join(folder, name), `##.${name[0]}`)
const file = (name: string) => join(folder, name)

describe('the filter lists of the bench', () => {
  test('are those that FILTERS names, in that order', () => {
    assert.deepEqual(readLists(` ${file('b.txt')}  ${file('note.md')} `, '/not/there'), {
      names: ['b.txt', 'note.md'],
      text: '##.b\n##.n',
    })
  })

  test("are the project's own where FILTERS is unset or empty", () => {
    for (const named of [undefined, '', ' '])
      assert.deepEqual(readLists(named, folder), { names: ['a.txt', 'b.txt'], text: '##.a\n##.b' })
  })

  test('are none where there are none', () => {
    assert.equal(readLists(undefined, file('nowhere')), undefined)
  })

  test('must not be fewer than FILTERS names', () => {
    assert.throws(() => readLists(`${file('a.txt')} /not/there.txt`, folder), {
      message: 'FILTERS: there is no file /not/there.txt',
    })
  })
})

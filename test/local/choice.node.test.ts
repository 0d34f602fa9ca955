import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, describe, test } from 'node:test'
import { type Environment, readChoice } from '../../scripts/local/choice.ts'

const folder = mkdtempSync(join(tmpdir(), 'choice-'))
after(() => rmSync(folder, { recursive: true }))

const file = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const chosen = (env: Environment) => {
  const read = readChoice(env)
  assert.ok(read.ok, read.ok ? '' : read.problems.join('\n'))
  return read.choice
}
const problems = (env: Environment) => {
  const read = readChoice(env)
  assert.ok(!read.ok)
  return read.problems
}

describe('what npm start is asked for', () => {
  test('is the demo on 8787, when nothing is said, or nothing by empty variables', () => {
    for (const env of [{}, { PORT: '', SITE: '', ORIGIN: '', STATE: '' }]) {
      const { site, settings, demo, port, state } = chosen(env)
      assert.equal(site.host, 'www.lantern.example')
      assert.deepEqual({ settings, demo, port }, { settings: { SITE: 'demo' }, demo: true, port: 8787 })
      assert.equal(state, resolve('.state'))
    }
  })

  test('is a bundled site by its name', () => {
    const { settings, demo, port } = chosen({ SITE: 'secretchina', PORT: '0' })
    assert.deepEqual({ settings, demo, port }, { settings: { SITE: 'secretchina' }, demo: false, port: 0 })
  })

  test('is a site file by its path', () => {
    const text = '{ "origin": "https://paper.example" }'
    const { site, settings, demo } = chosen({ SITE: file('good.json', text) })
    assert.equal(site.host, 'paper.example')
    assert.deepEqual({ settings, demo }, { settings: { SITE_FILE: text }, demo: false })
  })

  test('is another origin, by the generic rules or by a site file’s', () => {
    const ORIGIN = 'http://127.0.0.1:8700'
    assert.deepEqual(chosen({ ORIGIN }).settings, { ORIGIN })
    assert.equal(chosen({ ORIGIN }).site.host, '127.0.0.1:8700')
    assert.deepEqual(chosen({ ORIGIN, SITE: 'secretchina' }).settings, { SITE: 'secretchina', ORIGIN })
  })

  test('the demo’s rules on another origin are not the demo paper', () => {
    assert.equal(chosen({ SITE: 'demo', ORIGIN: 'http://127.0.0.1:8700' }).demo, false)
  })
})

describe('what is wrong with it', () => {
  test('is all told at once', () => {
    const bad = file('bad.json', '{ "origin": "paper",\n  "hosts": ["*.b"] }')
    const told = problems({ PORT: '99999', SITE: bad, ORIGIN: 'paper' })
    assert.equal(told.length, 4, told.join('\n'))
    assert.match(told[0] ?? '', /^PORT: "99999" is not a port; give a number/)
    assert.match(told[1] ?? '', /bad\.json:1:13 {2}\/origin/)
    assert.match(told[2] ?? '', /bad\.json:2:13 {2}\/hosts\/0/)
    assert.match(told[3] ?? '', /^ORIGIN: "paper" is not an address/)
  })

  for (const PORT of ['-1', '80a', '1e3', '65536', ' 80'])
    test(`is the port "${PORT}"`, () => assert.match(problems({ PORT }).join(), /^PORT: .* is not a port/))

  test('is a misspelt name, with the right one, and a file that is not there', () => {
    assert.match(problems({ SITE: 'secretchin' }).join(), /^SITE: .*did you mean "secretchina"\?/)
    assert.match(problems({ SITE: './none.json' }).join(), /^SITE: there is no file \/.*none\.json$/)
  })
})

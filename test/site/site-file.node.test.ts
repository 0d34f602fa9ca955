import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { checkSiteFile, readSiteFile } from '../../scripts/site-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'site-file-'))
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

/** Each problem as "line:column pointer message". */
const places = (text: string) => {
  const read = checkSiteFile(text)
  if (read.ok) return []
  return read.problems.map(({ line, column, pointer, message }) => `${line}:${column} ${pointer} ${message}`)
}

test('a file without problems gives its text, its data and its site', () => {
  const text = '{ "origin": "https://paper.example" }\n'
  const read = readSiteFile(file('good.json', text))
  assert.ok(read.ok)
  assert.equal(read.text, text)
  assert.deepEqual(read.data, { origin: 'https://paper.example' })
  assert.equal(read.site.host, 'paper.example')
})

test('a byte order mark is not part of the text', () => {
  const read = readSiteFile(file('bom.json', '\uFEFF{ "origin": "https://paper.example" }'))
  assert.ok(read.ok)
  assert.equal(read.text[0], '{')
})

test('a file that cannot be read is a problem', () => {
  const read = readSiteFile(join(folder, 'none.json'))
  assert.ok(!read.ok)
  assert.match(read.problems[0]?.message ?? '', /^cannot be read: ENOENT/)
})

test('a problem stands at its value, an unknown key at the key, a missing one where it should be added', () => {
  const text =
    '{\n  "remov": ["p"],\r\n  "remove": ["p",\r    "a + b"],\n  "freshness": [\n    { "path": "/" }\n  ]\n}'
  assert.deepEqual(
    places(text).map(line => line.slice(0, 44)),
    [
      '1:1 /origin "origin" is missing: add it',
      '2:3 /remov unknown key "remov"; did you mean',
      '4:5 /remove/1 `+` (next sibling) is not some',
      '6:5 /freshness/0/fresh "fresh" is missing: a',
    ],
  )
})

test('a pointer escapes what stands in a key', () => {
  assert.match(
    places('{ "origin": "https://paper.example", "a/b~c": 1 }')[0] ?? '',
    /^1:38 \/a~1b~0c unknown key/,
  )
})

test('what is not strictly JSON is reported where it stands', () => {
  const origin = '"origin": "https://paper.example"'
  assert.deepEqual(places(`{ ${origin} }`), [])
  const cases: [string, RegExp][] = [
    [`{ ${origin}, }`, /^1:36 .*a comma after the last entry/],
    [`{ ${origin}, "hosts": ["a.example",] }`, /^1:59 .*a comma after the last entry/],
    [`{ // ours\n ${origin} }`, /^1:3 .*JSON has no comments/],
    [`{ /* ours */ ${origin} }`, /^1:3 .*JSON has no comments/],
    [`{ ${origin}\n "hosts": [] }`, /^2:2 .*"," should stand before this/],
    [`{ origin: 1 }`, /^1:3 .*not JSON/],
    [`{ ${origin}, ${origin} }`, /^1:38 \/origin the key "origin" stands here twice/],
    [
      `{ ${origin}, "nav": [{ "text": "a", "href": "/", "text": "b" }] }`,
      /^1:74 \/nav\/0\/text the key "text"/,
    ],
    [`{ ${origin}`, /^1:36 .*"}" is missing/],
    [`{ ${origin} } 1`, /^1:39 .*the file should end before this/],
    ['', /^1:1 .*a value should stand here/],
  ]
  for (const [text, expected] of cases) assert.match(places(text)[0] ?? 'nothing', expected, text)
})

test('the same key in two objects is no duplicate', () => {
  const nav = '[{ "text": "a", "href": "/" }, { "text": "b", "href": "/b" }]'
  assert.deepEqual(places(`{ "origin": "https://paper.example", "nav": ${nav} }`), [])
})

test('the command prints every problem of every file and fails, or says ok', () => {
  const run = (...paths: string[]) =>
    spawnSync(process.execPath, ['scripts/site-file.ts', ...paths], { encoding: 'utf8' })
  const good = file('ok.json', '{ "origin": "https://paper.example" }')
  const bad = file('bad.json', '{ "origin": "paper", "hosts": ["*.b"] }')
  const both = run(good, bad)
  assert.equal(both.status, 1)
  assert.equal(both.stdout, `${good}: ok\n`)
  assert.match(
    both.stderr,
    /bad\.json:1:13 {2}\/origin {2}"paper" is not an address.*\n.*bad\.json:1:32 {2}\/hosts\/0 {2}/,
  )
  assert.equal(run(good).status, 0)
  assert.equal(run().status, 1)
  assert.equal(run('src/sites/demo.json', 'src/sites/generic.json', 'src/sites/secretchina.json').status, 0)
})

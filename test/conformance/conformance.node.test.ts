import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openStage } from './play.ts'
import { SITUATIONS } from './situations/index.ts'

/** Optional situations that the mirror does not master, and why. */
const NOT_MASTERED: Readonly<Record<string, string>> = {}

let stage: Awaited<ReturnType<typeof openStage>>
const passed = { required: 0, optional: 0 }

before(async () => {
  stage = await openStage()
})
after(async () => {
  await stage.close()
  for (const level of ['required', 'optional'] as const) {
    const all = SITUATIONS.filter(situation => situation.level === level).length
    console.log(`${level}: ${passed[level]} of ${all} situations`)
  }
})

test('no two situations have one name', () => {
  assert.equal(new Set(SITUATIONS.map(({ name }) => name)).size, SITUATIONS.length)
})

/** One after the other: they have one clock. */
describe('a shared cache by the RFCs', () => {
  for (const [id, situation] of SITUATIONS.entries()) {
    const { name, clause, level } = situation
    test(`${level}: ${name} (RFC ${clause})`, async () => {
      const problems = await stage.perform(situation, id)
      if (problems.length === 0) passed[level]++
      if (name in NOT_MASTERED) assert.notDeepEqual(problems, [], `it is mastered now: take it off the list`)
      else assert.deepEqual(problems, [])
    })
  }
})

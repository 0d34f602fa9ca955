import { expect, test } from 'vitest'
import { members } from '../../src/http/list.ts'

test.each<[string, string[]]>([
  ['a', ['a']],
  [' a , b;c=d,e ', ['a', 'b;c=d', 'e']],
  ['a="b, c", d', ['a="b, c"', 'd']],
  ['a="b\\", c", d', ['a="b\\", c"', 'd']],
  ['a="b, c', ['a="b', 'c']],
  ['', ['']],
  ['a,,b', ['a', '', 'b']],
])('the members of %j are %j', (field, expected) => {
  expect(members(field)).toEqual(expected)
})

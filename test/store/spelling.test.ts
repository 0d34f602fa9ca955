import { describe, expect, test } from 'vitest'
import { spelled } from '../../src/store/spelling.ts'

describe('an address', () => {
  test.each([
    ['paper.example/%6e%65ws/%7Ea%2d%2E%5f', 'paper.example/news/~a-._'],
    ['paper.example/%c3%a4/%2f%3f', 'paper.example/%C3%A4/%2F%3F'],
    ['paper.example//a///b//', 'paper.example/a/b/'],
    ['paper.example//', 'paper.example/'],
    ['paper.example//a?b=%6e&c=https://%c3//', 'paper.example/a?b=n&c=https://%C3//'],
    ['paper.example?//a', 'paper.example?//a'],
    ['paper.example/%2531', 'paper.example/%2531'],
    ['paper.example/100%/%4/%zz/%', 'paper.example/100%/%4/%zz/%'],
  ])('%s is spelled %s', (given, expected) => {
    expect(spelled(given)).toBe(expected)
  })

  test.each([
    ['paper.example'],
    ['paper.example/'],
    ['paper.example/news/1.html?a=b/c'],
    ["paper.example/a!$&'()*+,;=:@b"],
    ['paper.example/%E4%B8%AD%21%20'],
    [''],
  ])('%s is left as it is', given => {
    expect(spelled(given)).toBe(given)
  })

  test('has every unreserved character as itself, and every other one as it was escaped', () => {
    for (let code = 0x20; code < 0x7f; code++) {
      const triplet = `%${code.toString(16)}`
      const isUnreserved = /[A-Za-z0-9._~-]/.test(String.fromCharCode(code))
      expect(spelled(`h/x${triplet}`), triplet).toBe(
        isUnreserved ? `h/x${String.fromCharCode(code)}` : `h/x${triplet.toUpperCase()}`,
      )
    }
  })
})

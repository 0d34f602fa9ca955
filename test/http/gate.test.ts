import { describe, expect, test } from 'vitest'
import { leadsToGate } from '../../src/http/gate.ts'

const FROM = new URL('https://www.paper.example/news/1.html?page=2')
const leads = (to: string, status = 302, from = FROM) => leadsToGate(status, from, new URL(to, from))

describe('a redirect leads to a gate', () => {
  test.each([
    '/enter?next=%2Fnews%2F1.html%3Fpage%3D2',
    '/enter?a=b&back=/news/1.html',
    `https://consent.example/?to=${encodeURIComponent(FROM.href)}`,
    '/login',
    '/user/Sign-In.html',
    'https://sso.paper.example/',
    'https://login.other.example/x',
  ])('where it sends its readers back, or is called so: %s', to => {
    expect(leads(to)).toBe(true)
    for (const status of [303, 307]) expect(leads(to, status)).toBe(true)
  })

  test.each([301, 308])('not where the page has moved for good (%i)', status => {
    expect(leads('/login?next=/news/1.html', status)).toBe(false)
  })

  test.each([
    '/news/2.html',
    '/en/news/1.html?page=2',
    '/news/1.html?from=/news/1.html',
    '/blogins/consented.html',
    '/news/author/1',
    'https://other.example/?q=news',
  ])('not where it leads to another page: %s', to => {
    expect(leads(to)).toBe(false)
  })

  test('not from one page of a gate to the next', () => {
    expect(leads('/login/step2', 302, new URL('https://www.paper.example/login'))).toBe(false)
  })
})

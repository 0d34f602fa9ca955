import { describe, expect, test } from 'vitest'
import { lazyPicture, shown } from '../../src/rewrite/tags/lazy.ts'

const lazy = (attributes: Record<string, string>, extra: string[] = []) =>
  lazyPicture(new Map(Object.entries(attributes)), extra)

describe('a lazy picture', () => {
  test.each<[Record<string, string>, string]>([
    [{ 'data-src': '/a.jpg' }, '/a.jpg'],
    [{ src: '/blank.gif', 'data-src': 'https://img.paper.example/a' }, 'https://img.paper.example/a'],
    [{ 'data-original': '//img.paper.example/a' }, '//img.paper.example/a'],
    [{ 'data-lazy-src': 'a.jpg' }, 'a.jpg'],
    [{ 'data-lazy-src': 'a.webp?w=640' }, 'a.webp?w=640'],
    [{ 'data-actualsrc': './a' }, './a'],
    [{ 'data-echo': '../a.png' }, '../a.png'],
    [{ 'data-src': '图.jpg' }, '图.jpg'],
  ])('of %o shows %s', (attributes, src) => {
    expect(lazy(attributes).src).toBe(src)
  })

  test('shows the address of the site’s own attribute first', () => {
    const attributes = { 'data-src': '/small.jpg', 'data-paper': '/large.jpg' }
    expect(lazy(attributes, ['data-paper']).src).toBe('/large.jpg')
    expect(lazy(attributes).src).toBe('/small.jpg')
  })

  test('shows its set', () => {
    expect(lazy({ 'data-srcset': '/a.jpg 1x, /b.jpg 2x' })).toEqual({
      srcset: '/a.jpg 1x, /b.jpg 2x',
      spent: ['data-srcset'],
    })
  })

  test('gives up every attribute that has done its work', () => {
    const spent = lazy({ 'data-src': '/a.jpg', 'data-original': '/b.jpg', 'data-srcset': '/c 2x' }).spent
    expect(spent.sort()).toEqual(['data-original', 'data-src', 'data-srcset'])
  })
})

describe('a picture that only looks lazy', () => {
  test.each<[Record<string, string>]>([
    [{}],
    [{ src: '/a.jpg' }],
    [{ 'data-lazy': 'true' }],
    [{ 'data-lazy': '1' }],
    [{ 'data-src': '' }],
    [{ 'data-src': ' ' }],
    [{ 'data-original': 'original' }],
    [{ 'data-image': '{"url":"/a.jpg"}' }],
    [{ 'data-img': '["/a.jpg"]' }],
    [{ 'data-image': 'hero' }],
    [{ 'data-srcset': ' ' }],
    [{ 'data-src': 'javascript:alert(1)' }],
    [{ 'data-other': '/a.jpg' }],
  ])('by %o is left alone', attributes => {
    expect(lazy(attributes)).toEqual({ spent: [] })
  })

  test.each<[Record<string, string>]>([
    [{ src: '/a.jpg', 'data-url': '/news/article' }],
    [{ src: '/a.jpg', 'data-url': 'https://www.paper.example/news/article.html' }],
    [{ src: '/a.jpg', 'data-image': 'https://www.paper.example/gallery/5' }],
  ])('by %o, an address of something else, keeps its own', attributes => {
    expect(lazy({ ...attributes, 'data-src': '/b.jpg' }).src).toBe('/b.jpg')
    expect(lazy(attributes).src).toBeUndefined()
  })
})

describe('a picture’s classes', () => {
  test.each([
    ['lazy', ''],
    ['lazyload', ''],
    ['photo lazyload wide', 'photo wide'],
    ['lazy lazyload b-lazy', ''],
    ['lozad photo', 'photo'],
    ['LazyLoad photo', 'photo'],
    ['photo', 'photo'],
    ['amazing-lazy', 'amazing-lazy'],
    ['not-lazy photo', 'not-lazy photo'],
  ])('"%s" are "%s" once it is shown', (classes, expected) => {
    expect(shown(classes).replace(/\s+/g, ' ')).toBe(expected)
  })
})

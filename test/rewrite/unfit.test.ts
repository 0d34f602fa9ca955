import { describe, expect, it } from 'vitest'
import { withoutUnfit } from '../../src/rewrite/pass/unfit.ts'

const scar = '<!---->'

describe('a fragment', () => {
  it.each([
    '<p title="<select>">a</p><!-- <select> --><b>c</b>',
    '<selects>a</selects><select-a>b</select-a><select<b>c',
    '<style>a{}</style><title>b</title><p>a < b',
    '<p title="a',
  ])('stays as it is where nothing is unfit, as a control: %s', html => {
    expect(withoutUnfit(html)).toBe(html)
  })

  it.each(['select', 'selecx', 'frameset', 'framesex', 'SeLecX', 'noscript', 'template', 'base'])(
    'loses the tags of <%s>, and keeps what is in it',
    name => {
      expect(withoutUnfit(`a<${name} b="c>">d</${name}>e</${name}\n>f`)).toBe(`a${scar}d${scar}e${scar}f`)
      expect(withoutUnfit(`a<${name} b="c`)).toBe(`a${scar}`)
      expect(withoutUnfit(`a<${name}`)).toBe(`a${scar}`)
    },
  )

  it('has the same length whatever its lists are called', () => {
    const html = (name: string) => `<p>a<${name}><option>b</${name}><${name}x><p title="<${name}>">`
    expect(withoutUnfit(html('selecx'))).toHaveLength(withoutUnfit(html('select')).length)
    expect(withoutUnfit(html('framesex'))).toHaveLength(withoutUnfit(html('frameset')).length)
  })

  it.each([
    ['<![CDATA[<select><style>', `${scar}${scar}<style>`],
    ['<style><p title="</style><select><style>', `<style><p title="</style>${scar}<style>`],
    ['<xmp><p title="</xmp><frameset><title>', `<xmp><p title="</xmp>${scar}<title>`],
    ['<title><select></title>', `<title>${scar}</title>`],
    ['<style><p title="<select>', `<style><p title="${scar}`],
  ])('loses them also where a tag before seems to hold them: %s', (html, expected) => {
    expect(withoutUnfit(html)).toBe(expected)
  })

  it.each(['<p ', '<style>', '<style><p a="', '<title><select<', '<![CDATA[', '<select<', '<!--', '<a<'])(
    'of a megabyte is done with: %s',
    unit => {
      const html = unit.repeat(Math.ceil(1_000_000 / unit.length))
      expect(withoutUnfit(`<b>a</b>${html}`).startsWith('<b>a</b><')).toBe(true)
    },
  )
})

import { filtersFor } from '../../src/filters/site.ts'
import { siteOf } from './site-of.ts'

/** A tag that nothing is known of, and an address: to answer, everything that pages need has to be made ready. */
const tag = {
  tagName: 'div',
  attributes: [['class', 'text']],
  getAttribute: (name: string) => (name === 'class' ? 'text' : null),
}
const address = new URL('https://www.paper.example/a.png')

/** A Worker that makes the compiled lists ready for their first page, and does nothing else. */
export default {
  fetch(): Response {
    const filters = filtersFor(siteOf('https://www.paper.example/'))
    const known = filters.candidates.hasTag('div', 0, 3)
    const said = [
      known,
      filters.element(tag),
      filters.link(address, tag),
      filters.blocks(address, '', 'image'),
    ]
    return Response.json(said)
  },
}

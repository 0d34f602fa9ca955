import type { Block, Run } from '../article.ts'
import type { Picture } from './pictures.ts'

export const p = (...runs: Run[]): Block => ({ kind: 'paragraph', runs })
export const h = (text: string): Block => ({ kind: 'heading', text })
export const quote = (text: string, by: string): Block => ({ kind: 'quote', text, by })
export const list = (...items: string[]): Block => ({ kind: 'list', items })
export const picture = (stem: Picture, caption: string): Block => ({
  kind: 'picture',
  picture: stem,
  caption,
})

/** A link to the page of a tag. */
export const tag = (name: string, text = name): Run => ({ text, tag: name })
/** A link to another article of the same edition. */
export const see = (text: string, article: string): Run => ({ text, article })
/** A link to another site. */
export const site = (text: string, href: string): Run => ({ text, href })

import type { Compound, Test } from './compound.ts'

/** How lists mostly write what an element is asked for; the compiler leaves out what is written so. */
export const selectorOf = (compound: Compound): string => compound.map(written).join('')

function written([name, operator, value, ...caseless]: Test): string {
  if (operator.startsWith('!')) return `:not(${written([name, operator.slice(1), value, ...caseless])})`
  if (name === '' && operator === '=') return value
  if (name === 'id' && operator === '=') return `#${value}`
  if (name === 'class' && operator === '~') return `.${value}`
  if (operator === '?') return `[${name}]`
  return `[${name}${operator === '=' ? '' : operator}="${value}"${caseless.length > 0 ? ' i' : ''}]`
}

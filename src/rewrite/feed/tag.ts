import type { Place } from '../address/relink.ts'
import { encodeXmlAttribute } from '../xml/text.ts'
import { attributeUse, readdressed } from './addresses.ts'
import type { Frame, Values } from './frames.ts'

/** Elements that are nothing without their address. */
const ADDRESSED = /^(link|enclosure)$/

/** A start tag as the rewritten feed has it, or undefined for an element that goes. */
export function startOf(frame: Frame, values: Values, empty: boolean, place: Place): string | undefined {
  let written = `<${frame.name}`
  for (const [name, value] of values) {
    const use = attributeUse(frame, name)
    const after = use && readdressed(value, use, place)
    if (after === undefined && ADDRESSED.test(frame.local)) return undefined
    // All that it was for has been resolved by it.
    if (after !== undefined && name !== 'xml:base') written += ` ${name}="${encodeXmlAttribute(after)}"`
  }
  return `${written}${empty ? '/' : ''}>`
}

import { refuse } from './refusal.ts'

const NAME = /^-?[a-z_][\w-]*$/i

/** An attribute's or tag's name as it stands in a selector. */
export function nameOf(given: string): string {
  if (!NAME.test(given)) refuse(`"${given}" cannot stand in a selector: name the element otherwise`)
  return given.toLowerCase()
}

/** A test of an attribute, such as `[src*="ad"]`. @param operator with its "=" */
export const attribute = (name: string, operator: string, value: string) =>
  `[${nameOf(name)}${operator}"${inQuotes(value)}"]`

export const id = (value: string) => (NAME.test(value) ? `#${value}` : attribute('id', '=', value))

/** One word of an attribute that is a list of words. */
export const word = (name: string, value: string) =>
  name === 'class' && NAME.test(value) ? `.${value}` : attribute(name, '~=', value)

/** As CSS writes a text in double quotes (CSSOM, "serialize a string"). */
const inQuotes = (value: string) =>
  value.replace(/["\\]/g, '\\$&').replace(/\p{Cc}/gu, sign => `\\${sign.charCodeAt(0).toString(16)} `)

import { decodeHTMLAttribute } from 'entities/decode'

/** What a browser reads in an attribute that was written so: character references become characters. */
export const decode = (written: string) => (written.includes('&') ? decodeHTMLAttribute(written) : written)

/** How a value is written between double quotes. `setAttribute` itself only takes care of the quotes. */
export const encode = (value: string) => value.replaceAll('&', '&amp;')

/** How plain text is written where markup is read. */
export const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

import { type FieldList, isForwarded } from './fields.ts'

/**
 * The request fields by which an origin chose its response (RFC 9111 §4.1), in lower case and in order: of those that
 * `Vary` names the ones that come from readers. The others are the same for everybody, so nothing varies by them.
 */
export function selectingFields(vary: string | null, forward: FieldList): string[] {
  if (vary === null) return []
  const names = vary.split(',').map(name => name.trim().toLowerCase())
  return [...new Set(names)].filter(name => name !== '' && isForwarded(name, forward)).sort()
}

/**
 * The values of the selecting fields, written so that requests that match give the same text (RFC 9111 §4.1): several
 * lines of one field make no difference, nor do white space, order and case where the field's own definition says so;
 * of a field that the mirror does not know, each character counts. A field that is missing only matches one that is
 * missing.
 * @param forwarded the reader's fields as the origin gets them
 */
export function selectionKey(names: readonly string[], forwarded: Headers): string {
  return JSON.stringify(names.map(name => [name, normalized(name, forwarded.get(name))]))
}

/** Lists of preferences in which neither order nor case means anything (RFC 9110 §12.5). */
const PREFERENCES = new Set(['accept', 'accept-charset', 'accept-encoding', 'accept-language'])

function normalized(name: string, value: string | null): string | null {
  if (value === null) return null
  // What is quoted may hold anything.
  if (!PREFERENCES.has(name) || value.includes('"')) return value.trim()
  return value
    .split(',')
    .map(member =>
      member
        .trim()
        .toLowerCase()
        .replace(/\s*;\s*/g, ';'),
    )
    .filter(member => member !== '')
    .sort()
    .join(',')
}

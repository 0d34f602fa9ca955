/** Stands in a row for the word that its key is about: most rows say it two or three times. */
const FOLD = '`'
/** So few letters are not worth it. */
const SHORT = 3

/** The word in a key of an `ElementRow`. */
const wordOf = (key: string): string => key.replace(/^[.#]/, '')

/** A row's text with its key's word folded; nothing where it cannot be, or has none. */
export function folded(text: string, key: string): string | undefined {
  const word = wordOf(key)
  const isFoldable = word.length >= SHORT && text.includes(word) && !text.includes(FOLD)
  return isFoldable ? text.replaceAll(word, FOLD) : undefined
}

/** What was folded. */
export function unfolded(text: string, key: string): string {
  const word = wordOf(key)
  return text.replaceAll(FOLD, () => word)
}

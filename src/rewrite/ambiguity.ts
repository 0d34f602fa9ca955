/**
 * Whether a stream failed because the parser cannot know how a browser would read on: at some tags inside a
 * `<select>` or a `<frameset>`, or where elements are nested too deeply.
 */
export const gaveUp = (error: unknown) => error instanceof Error && error.message.startsWith('Parser error')

const AMBIGUOUS = /(<\/?)(select|frameset)(?=[\s/>])/gi

/** A page whose `<select>` and `<frameset>` are elements that no parser knows: their last letter is another. */
export function withoutAmbiguity(page: Uint8Array): Uint8Array {
  const changed = page.slice()
  for (const { index, 0: tag } of new TextDecoder('latin1').decode(page).matchAll(AMBIGUOUS))
    changed[index + tag.length - 1] = 0x78
  return changed
}

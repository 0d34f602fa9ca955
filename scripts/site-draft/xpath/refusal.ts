/** What an XPath says that no selector can say, with what to do. Thrown inside this folder, returned outside it. */
export class Refusal extends Error {}

export function refuse(reason: string): never {
  throw new Refusal(reason)
}

/** Reasons that several places give. */
export const WORDS =
  'it looks at words, and selectors see tags and attributes only: name the element by those'
export const INSIDE =
  'it looks at what is inside the element, which a streaming rewriter has not read yet: name the element by its own attributes'
export const BESIDE =
  'it looks at what stands beside the element, which a streaming rewriter cannot match: name the element by its own attributes'
export const ABOVE =
  'it goes back up to a parent, which selectors cannot: write the parent first, as in "div.box p"'
export const LATER =
  'it counts from the end, which a streaming rewriter has not read yet: name the element by its own attributes'

/** What a page has to have a call for, however it is rewritten: its links, and what shows or plays something. */
const LINKS_AND_PICTURES = new Set(['a', 'area', 'img', 'picture', 'source', 'video', 'audio'])

/** Where a Worker's code finds the rewriter. */
const scope = globalThis as unknown as { HTMLRewriter: typeof HTMLRewriter }

/**
 * Counts the calls of every HTMLRewriter that `work` makes for elements that are neither links nor pictures; text
 * and comments count as such, whatever they stand in. The wrapping costs time, so nothing is measured in here.
 */
export async function callsElsewhere(work: () => Promise<unknown>): Promise<number> {
  const native = scope.HTMLRewriter
  let calls = 0
  class Counting extends native {
    override on(selector: string, handlers: HTMLRewriterElementContentHandlers): HTMLRewriter {
      const { element, text, comments } = handlers
      return super.on(selector, {
        ...(element && {
          element(found: Element) {
            if (!LINKS_AND_PICTURES.has(found.tagName)) calls++
            return element.call(handlers, found)
          },
        }),
        ...(text && {
          text(chunk: Text) {
            calls++
            return text.call(handlers, chunk)
          },
        }),
        ...(comments && {
          comments(comment: Comment) {
            calls++
            return comments.call(handlers, comment)
          },
        }),
      })
    }
  }
  scope.HTMLRewriter = Counting
  try {
    await work()
  } finally {
    scope.HTMLRewriter = native
  }
  return calls
}

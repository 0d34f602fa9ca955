/**
 * Ways to break the rewrite, for the fuzzer's own test: a fuzzer that finds nothing has to show that it can. Each
 * leaves out the handlers whose selector it names, and says which finds must come of it.
 */
export const BROKEN: Readonly<Record<string, { selector: RegExp; finds: RegExp }>> = {
  dropped: { selector: /^script,/, finds: /^(script|fetch|frame)/ },
  links: { selector: /^(a\[href|area\[href)/, finds: /^(javascript|origin link)/ },
  attributed: { selector: /srcset/, finds: /^(fetch|handler|refresh)/ },
  styles: { selector: /^style$/, finds: /^fetch style/ },
  noscript: { selector: /^noscript$/, finds: /unscripted$/ },
  end: { selector: /^document$/, finds: /^tail/ },
}

let broken: RegExp | undefined
let patched = false

/** From now on rewriters miss those handlers; "" mends them. Runs in the Worker. */
export function breakRewriter(name: string): void {
  broken = BROKEN[name]?.selector
  if (patched) return
  patched = true
  const { on, onDocument } = HTMLRewriter.prototype
  HTMLRewriter.prototype.on = function (selector, handlers) {
    return broken?.test(selector) ? this : on.call(this, selector, handlers)
  }
  HTMLRewriter.prototype.onDocument = function (handlers) {
    return broken?.test('document') ? this : onDocument.call(this, handlers)
  }
}

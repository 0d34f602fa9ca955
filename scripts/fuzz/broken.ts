import { TagScan } from '../../src/rewrite/pass/tag-scan.ts'

interface Broken {
  /** The handlers that are left out: those whose selector it fits. */
  readonly selector?: RegExp
  /** What the last pass does not see of a tag. */
  readonly blind?: 'links' | 'handlers'
  /** What must be found because of it. */
  readonly finds: RegExp
}

/** Ways to break the rewrite, for the fuzzer's own test: a fuzzer that finds nothing has to show that it can. */
export const BROKEN: Readonly<Record<string, Broken>> = {
  dropped: { selector: /^script,/, finds: /^(script|fetch|frame)/ },
  links: { blind: 'links', finds: /^(javascript|origin link)/ },
  handlers: { blind: 'handlers', finds: /^handler/ },
  elements: { selector: /feImage/, finds: /^(fetch|refresh)/ },
  styles: { selector: /^style$/, finds: /^fetch style/ },
  noscript: { selector: /^noscript$/, finds: /unscripted$/ },
  end: { selector: /^document$/, finds: /^tail/ },
}

let broken: Broken | undefined
let patched = false

/** From now on the rewrite misses that; "" mends it. Runs in the Worker. */
export function breakRewriter(name: string): void {
  broken = BROKEN[name]
  if (patched) return
  patched = true
  const { on, onDocument } = HTMLRewriter.prototype
  HTMLRewriter.prototype.on = function (selector, handlers) {
    return broken?.selector?.test(selector) ? this : on.call(this, selector, handlers)
  }
  HTMLRewriter.prototype.onDocument = function (handlers) {
    return broken?.selector?.test('document') ? this : onDocument.call(this, handlers)
  }
  const { read } = TagScan.prototype
  TagScan.prototype.read = function (text, from) {
    const whole = read.call(this, text, from)
    if (broken?.blind === 'links') this.isNaming = false
    if (broken?.blind === 'handlers') this.edits.length = 0
    return whole
  }
}

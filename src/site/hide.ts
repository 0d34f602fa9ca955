import { tokenize } from '@csstools/css-tokenizer'

/** What ends a rule's selector, or would load something: none of it stands in a selector. */
const NEVER = new Set<string>([
  'at-keyword-token',
  'url-token',
  'semicolon-token',
  '{-token',
  '}-token',
  'CDO-token',
  'CDC-token',
])

const PAIRS: Readonly<Record<string, string>> = {
  '[-token': ']-token',
  '(-token': ')-token',
  'function-token': ')-token',
}

/**
 * Says why a selector may not be written into a `<style>`, or nothing where it may. Browsers match it, so all of CSS
 * is allowed; but it must not get out of its place. One that a browser does not know switches its own rule off:
 * write a rule for each.
 */
export function hideProblem(selector: string): string | undefined {
  if (!selector.trim()) return 'it is empty: write a selector, such as ".advert"'
  if (selector.includes('<')) return '"<" could end the style sheet: leave it out'
  let broken = false
  const tokens = tokenize({ css: selector }, { onParseError: () => (broken = true) })
  const open: string[] = []
  for (const [type, text] of tokens) {
    if (NEVER.has(type)) return `"${text}" has no place in a selector: leave it out`
    const closer = PAIRS[type]
    if (closer) open.push(closer)
    else if ([']-token', ')-token'].includes(type) && open.pop() !== type)
      return `"${text}" closes nothing: leave it out`
  }
  if (broken || open.length > 0) return 'a quote, a bracket, a comment or a "\\" in it has no end: close it'
  return undefined
}

/** Ways to break the rewrite, for the fuzzer's own test: a fuzzer that finds nothing has to show that it can. */
export type Broken =
  | 'dropped'
  | 'links'
  | 'handlers'
  | 'elements'
  | 'styles'
  | 'noscript'
  | 'end'
  | 'drawings'
  | 'choices'
  | 'text'
  | 'scripts'
  | 'scars'
  | 'marks'

let now = ''
const told: (() => void)[] = []

/** From now on the rewrite misses that; any other word mends it. Runs in the Worker. */
export function breakRewrite(name: string): void {
  now = name
  for (const tell of told) tell()
}

export const isBroken = (name: Broken): boolean => now === name

/** Has something told whenever another thing is broken. */
export function onBreak(tell: () => void): void {
  told.push(tell)
}

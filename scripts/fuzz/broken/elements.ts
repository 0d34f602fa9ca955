import * as whole from '../../../src/rewrite/pass/elements.ts'
import { isBroken } from './now.ts'

export * from '../../../src/rewrite/pass/elements.ts'

/** "dropped": elements stay that have no place on the mirror. */
export function fateOf(name: string): whole.Fate | undefined {
  const fate = whole.fateOf(name)
  return fate === 'dropped' && isBroken('dropped') ? undefined : fate
}

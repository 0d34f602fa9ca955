import * as whole from '../../../src/rewrite/tags/tag.ts'
import { isBroken, onBreak } from './now.ts'

export * from '../../../src/rewrite/tags/tag.ts'

/** "scars": nothing stays where something was, so that the text on both sides joins. */
export let SCAR = whole.SCAR
onBreak(() => {
  SCAR = isBroken('scars') ? '' : whole.SCAR
})

export function remove(tag: whole.Tag): void {
  tag.replace(SCAR, { html: true })
}

export function unwrap(tag: whole.Tag): void {
  tag.before(SCAR, { html: true })
  tag.after(SCAR, { html: true })
  tag.removeAndKeepContent()
}

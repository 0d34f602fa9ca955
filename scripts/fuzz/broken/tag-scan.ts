import * as whole from '../../../src/rewrite/pass/tag-scan.ts'
import { isBroken } from './now.ts'

export * from '../../../src/rewrite/pass/tag-scan.ts'

/** "links" and "handlers": neither is seen in a tag. */
export class TagScan extends whole.TagScan {
  override read(text: string, from: number): boolean {
    const isWhole = super.read(text, from)
    if (isBroken('links')) {
      this.isNaming = false
      this.isLinking = false
    }
    if (isBroken('handlers')) this.edits.length = 0
    return isWhole
  }
}

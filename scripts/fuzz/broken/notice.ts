import * as whole from '../../../src/rewrite/notice.ts'
import { isBroken } from './now.ts'

/** "end": nothing says at a page's end that it is a mirror's. */
export const notice: typeof whole.notice = (url, site) => (isBroken('end') ? '' : whole.notice(url, site))

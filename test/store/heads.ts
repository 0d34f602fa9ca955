import type { Head } from '../../src/store/copy.ts'

/** The head of a page that was asked for a long time ago, but for what a test says of it. */
export const headOf = (url: string, more: Partial<Head> = {}): Head => ({
  url,
  status: 200,
  media: 'html',
  headers: new Headers({ 'content-type': 'text/html; charset=gbk', etag: '"origin"' }),
  requestedAt: 1,
  receivedAt: 2,
  initialAge: 0,
  fresh: 60,
  freshBy: 'origin',
  rules: 'r',
  etag: '"body"',
  ...more,
})

import { styleText } from 'node:util'
import type { Site } from '../../src/site.ts'

interface Started {
  readonly site: Site
  readonly demo: boolean
  readonly url: string
  readonly token: string
  readonly state: string
}

/** What `npm start` prints once it answers. */
export function banner({ site, demo, url, token, state }: Started): string {
  const body = '\'{"purge_everything":true}\''
  const rows: [string, string][] = [
    ['Mirror', strong(`${url}/`)],
    ...(demo
      ? [['Switches', `${url}/switchboard  break the paper and see what readers get`] as [string, string]]
      : []),
    ['Admin', `${url}/-/admin/`],
    ['Token', token],
    ['Purge', `curl -H 'Authorization: Bearer ${token}' -d ${body} ${url}/-/admin/purge`],
    ['State', `${state}  delete it to begin anew`],
  ]
  const what = demo ? `${site.name}, an invented paper that comes with the project` : site.origin
  return [
    '',
    `${strong('Heliograph')} mirrors ${what}`,
    '',
    ...rows.map(([label, value]) => `  ${label.padEnd(10)}${value}`),
    '',
    'Ctrl-C stops it.',
    '',
    '',
  ].join('\n')
}

const strong = (text: string) => styleText('bold', text, { stream: process.stdout })

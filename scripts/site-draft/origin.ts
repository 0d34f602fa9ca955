import { basename } from 'node:path'
import { hostProblem, isAddress, parseOrigin } from '../../src/site/host.ts'
import type { Line } from './lines.ts'

export type Origin =
  | {
      readonly ok: true
      /** `URL.origin`. */
      readonly origin: string
      /** The same site without "www.", or with it. */
      readonly aliases: readonly string[]
      /** Other hosts that the file's test addresses are on. */
      readonly others: readonly string[]
    }
  | { readonly ok: false; readonly problem: string }

/**
 * The paper's origin: what the operator says, else that of a `test_url` on the host that the file is named after,
 * else that host. A test address by http, or by ftr's "sec:", counts as https: the mirror takes nothing else.
 * @param path the file's; "paper.example.txt" and ".paper.example.txt" (all its subdomains) name a host
 */
export function originOf(given: string | undefined, path: string, lines: readonly Line[]): Origin {
  const tests = lines.filter(line => line.key === 'test_url').flatMap(line => testHost(line.value))
  if (given !== undefined) {
    const read = parseOrigin(given)
    return 'problem' in read ? { ok: false, problem: `--origin: ${read.problem}` } : chosen(read.value, tests)
  }
  const named = basename(path)
    .replace(/\.txt$/i, '')
    .replace(/^\./, '')
    .toLowerCase()
  const isHost = named.includes('.') && hostProblem(named) === undefined
  const host = isHost ? (tests.find(test => test === named || test.endsWith(`.${named}`)) ?? named) : tests[0]
  const read = parseOrigin(`https://${host ?? ''}`)
  if (host === undefined || 'problem' in read)
    return {
      ok: false,
      problem: `neither the file's name nor a test_url says which paper this is: add --origin https://www.paper.example`,
    }
  return chosen(read.value, tests)
}

function chosen(url: URL, tests: readonly string[]): Origin {
  const { host, hostname, origin } = url
  const named = !isAddress(hostname) && hostname.includes('.')
  const twin = host.startsWith('www.') ? host.slice(4) : `www.${host}`
  const aliases = named && twin.includes('.') ? [twin] : []
  const others = [...new Set(tests)].filter(test => test !== host && !aliases.includes(test))
  return { ok: true, origin, aliases, others }
}

function testHost(address: string): string[] {
  const secure = address.replace(/^(?:https?|sec):\/\//i, 'https://')
  if (!/^https:\/\//.test(secure) || !URL.canParse(secure)) return []
  const { host } = new URL(secure)
  return hostProblem(host) === undefined ? [host] : []
}

import type { Domains } from './data.ts'

/** Whether a list of domains names a host. One of exceptions only names all other hosts. */
export function names(domains: Domains, host: string, separator = ','): boolean {
  let named = false
  let positive = false
  let best = -1
  for (const domain of domains ? domains.toLowerCase().split(separator) : []) {
    const except = domain.startsWith('~')
    const bare = except ? domain.slice(1) : domain
    if (!except) positive = true
    // The longest name decides: "a.example,~b.a.example" is not about b.a.example.
    if (bare.length > best && under(host, bare)) {
      best = bare.length
      named = !except
    }
  }
  return best < 0 ? !positive : named
}

/** Whether a host is a domain or lies below it. "paper.*" is paper under any ending. */
export function under(host: string, domain: string): boolean {
  if (!domain.endsWith('.*')) return host === domain || host.endsWith(`.${domain}`)
  const stem = domain.slice(0, -1)
  const start = host.startsWith(stem) ? 0 : host.indexOf(`.${stem}`) + 1
  if (start === 0 && !host.startsWith(stem)) return false
  const ending = host.slice(start + stem.length).split('.')
  return ending.length === 1 || (ending.length === 2 && ending.every(label => label.length <= 3))
}

const SECOND = new Set(['ac', 'co', 'com', 'edu', 'gob', 'gov', 'gv', 'ne', 'net', 'or', 'org'])

/** The part of a host that somebody registered, by a rule of thumb for endings such as "co.uk". */
export function registered(host: string): string {
  const labels = host.split('.')
  const ending = labels.at(-2) ?? ''
  const long = labels.length > 2 && labels.at(-1)?.length === 2 && SECOND.has(ending)
  return labels.slice(long ? -3 : -2).join('.')
}

/** The host, then each domain that it lies below, without the last one: "a.b.example", "b.example". */
export function* domainsOf(host: string): Generator<string> {
  for (let at = 0; at >= 0; ) {
    const domain = host.slice(at)
    if (!domain.includes('.')) return
    yield domain
    const dot = host.indexOf('.', at)
    at = dot < 0 ? -1 : dot + 1
  }
}

import * as v from 'valibot'
import { DURATION_HINT, parseDuration } from './duration.ts'
import type { Read } from './host.ts'
import { headerProblem } from './words.ts'

/** Reads a string into what it stands for: its problem becomes the issue's message. */
export const text = <T>(what: string, read: (given: string) => Read<T>) =>
  v.pipe(
    v.string(issue => `write ${what} in quotes, not ${issue.received}`),
    v.rawTransform<string, T>(({ dataset, addIssue, NEVER }) => {
      const result = read(dataset.value)
      if ('value' in result) return result.value
      addIssue({ message: result.problem })
      return NEVER
    }),
  )

/** A string that stays what it is, unless `problem` says what is wrong with it. */
export const checked = (what: string, problem: (given: string) => string | undefined) =>
  v.pipe(
    v.string(issue => `write ${what} in quotes, not ${issue.received}`),
    v.rawCheck<string>(({ dataset, addIssue }) => {
      const message = dataset.typed ? problem(dataset.value) : undefined
      if (message) addIssue({ message })
    }),
  )

/** Words for readers: neither empty nor longer than `longest` characters. */
export const plain = (what: string, longest: number) =>
  checked(what, given => {
    if (!given.trim()) return `it is empty: write ${what}, or leave the key out`
    if (given.length > longest) return `it is too long: ${longest} characters at most`
    return hasControl(given) ? 'it holds a control character: leave it out' : undefined
  })

const hasControl = (given: string) => [...given].some(sign => sign < ' ' && sign !== '\n' && sign !== '\t')

export const list = <T>(what: string, item: v.GenericSchema<unknown, T>) =>
  v.array(item, issue => `write a list of ${what} in [ ], not ${issue.received}`)

export const object = <T extends v.ObjectEntries>(entries: T) =>
  v.object(entries, issue =>
    issue.expected?.startsWith('"')
      ? `${issue.expected} is missing: add it`
      : `write an object in { }, not ${issue.received}`,
  )

/** Seconds. */
export const duration = v.pipe(
  v.union([v.string(), v.number()], DURATION_HINT),
  v.rawTransform<string | number, number>(({ dataset, addIssue, NEVER }) => {
    const seconds = parseDuration(dataset.value)
    if (seconds === undefined) addIssue({ message: DURATION_HINT })
    return seconds ?? NEVER
  }),
)

/** Header names in lower case, or "*" where that stands alone, in a list or without one. */
export const headers = (use: 'forward' | 'expose') =>
  v.lazy(given => (given === '*' ? v.literal('*') : headerList(use)))

const headerList = (use: 'forward' | 'expose') =>
  v.pipe(
    list(
      'header names',
      checked('a header name', name => headerProblem(name, use)),
    ),
    v.check(names => names.length === 1 || !names.includes('*'), '"*" means all: write it alone'),
    v.transform(names => (names[0] === '*' ? ('*' as const) : names.map(name => name.toLowerCase()))),
  )

const LARGEST = 25 * 1024 * 1024

/** Up to the largest value that KV keeps. */
export const bytes = v.pipe(
  v.number(issue => `write a number of bytes, not ${issue.received}`),
  v.check(
    given => Number.isInteger(given) && given > 0 && given <= LARGEST,
    `write a whole number from 1 to ${LARGEST} (25 MiB)`,
  ),
)

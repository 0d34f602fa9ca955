import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { runMirror } from '../../scripts/local/run.ts'
import type { Answer, Expected, Fields, Situation } from './situation.ts'

/** What a client has got. */
interface Got {
  readonly status: number
  readonly fields: IncomingHttpHeaders
  readonly body: string
  readonly isWhole: boolean
}

/** A stage with an origin that answers by the script, and a mirror of it that passes everything on. */
export async function openStage() {
  let aheadMs = 0
  const now = () => Date.now() + aheadMs
  /** The script, and what the origin was asked for, by situation and step: "3.1". */
  const script = new Map<string, Answer>()
  const log = new Map<string, IncomingHttpHeaders[]>()
  const origin = createServer((asked, response) => {
    const cue = `${asked.url?.slice(1)}.${asked.headers['x-step']}`
    log.set(cue, [...(log.get(cue) ?? []), asked.headers])
    void play(script.get(cue) ?? {}, textOf(cue), response, now())
  })
  await once(origin.listen(0, '127.0.0.1'), 'listening')
  const mirror = await runMirror({
    entry: `${import.meta.dirname}/clocked.ts`,
    settings: {
      SITE_FILE: JSON.stringify({
        origin: `http://127.0.0.1:${(origin.address() as AddressInfo).port}`,
        forward: ['*'],
        expose: ['*'],
      }),
    },
    onLog: () => {},
  })

  /** Plays a situation, and gives what is not as expected. */
  async function perform(situation: Situation, id: number): Promise<string[]> {
    const problems: string[] = []
    const bodies = new Set<string>()
    for (const [
      index,
      { ask = {}, method = 'GET', later = 0, answer, expect = {} },
    ] of situation.steps.entries()) {
      const cue = `${id}.${index}`
      if (answer) script.set(cue, filled(answer, now() + later * 1000))
      if (later > 0) {
        aheadMs += later * 1000
        await get(`${mirror.url}/-/clock?ahead=${aheadMs}`, {}, 'GET')
      }
      const got = await get(
        `${mirror.url}/${id}`,
        { ...filledFields(ask, now()), 'x-step': String(index) },
        method,
      )
      if (expect.from === 'renewed behind') await until(() => log.has(cue))
      const own = answer?.body ?? textOf(cue)
      const found = compare(got, expect, log.get(cue) ?? [], own, bodies)
      problems.push(...found.map(problem => `request ${index + 1}: ${problem}`))
      bodies.add(own)
    }
    return problems
  }
  const close = async () => {
    await mirror.dispose()
    origin.close()
    origin.closeAllConnections()
  }
  return { perform, close }
}

const textOf = (cue: string) => `This is answer ${cue}.`

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !isSo(); tries++) await setTimeout(20)
}

async function play(answer: Answer, text: string, response: ServerResponse, now: number): Promise<void> {
  const { status = 200, fields = {}, body = text, does } = answer
  if (does === 'close') return void response.destroy()
  if (does === 'hints') response.writeEarlyHints({ link: '</style.css>; rel=preload' })
  response.statusCode = status
  response.sendDate = false
  if (does !== 'undated') response.setHeader('date', new Date(now).toUTCString())
  for (const [name, value] of Object.entries(fields)) response.setHeader(name, value as string | string[])
  if (does === 'cut' || does === 'cut-chunks') {
    if (does === 'cut') response.setHeader('content-length', body.length * 2)
    response.write(body)
    await setTimeout(20)
    return void response.destroy()
  }
  response.end(status === 204 || status === 304 ? undefined : body)
}

function get(url: string, fields: Fields, method: string): Promise<Got> {
  const { promise, resolve } = Promise.withResolvers<Got>()
  const asking = request(url, { method, headers: fields as Record<string, string> }, response => {
    const parts: Buffer[] = []
    const done = () =>
      resolve({
        status: response.statusCode ?? 0,
        fields: response.headers,
        body: Buffer.concat(parts).toString(),
        isWhole: response.complete,
      })
    response.on('data', part => parts.push(part))
    response.on('close', done)
    response.on('error', () => {})
  })
  asking.on('error', () => resolve({ status: 0, fields: {}, body: '', isWhole: false }))
  asking.end()
  return promise
}

const filled = (answer: Answer, now: number): Answer =>
  answer.fields ? { ...answer, fields: filledFields(answer.fields, now) } : answer

/** Fields with their dates written out. */
function filledFields(fields: Fields, now: number): Fields {
  const fill = (value: string) =>
    value.replace(/\{(850 |asctime )?([+-]\d+)\}/g, (_, form = '', seconds) =>
      dateAs(form.trim(), new Date(now + Number(seconds) * 1000)),
    )
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? fill(value) : value.map(fill),
    ]),
  )
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

function dateAs(form: string, date: Date): string {
  const [, day = '', month = '', year = '', time = ''] =
    /, (\d+) (\w+) (\d+) (\S+)/.exec(date.toUTCString()) ?? []
  const name = DAYS[date.getUTCDay()] ?? ''
  if (form === '850') return `${name}, ${day}-${month}-${year.slice(2)} ${time} GMT`
  if (form === 'asctime') return `${name.slice(0, 3)} ${month} ${day.replace(/^0/, ' ')} ${time} ${year}`
  return date.toUTCString()
}

/** What a client has got, beside what it should. @param own the origin's text for this step @param before the earlier ones */
function compare(
  got: Got,
  expect: Expected,
  asked: readonly IncomingHttpHeaders[],
  own: string,
  before: ReadonlySet<string>,
): string[] {
  const problems: string[] = []
  const must = (is: boolean, what: string) => {
    if (!is) problems.push(what)
  }
  const conditional = asked.some(
    ({ 'if-none-match': tag, 'if-modified-since': date }) => (tag ?? date) !== undefined,
  )
  const [isOwn, isEarlier] = [got.body === own, before.has(got.body)]
  const hasBody = got.body !== ''
  const told = `(status ${got.status}, ${asked.length} times asked, ${got.fields['cache-status']}, body ${JSON.stringify(got.body)})`
  switch (expect.from) {
    case undefined:
    case 'anywhere':
      break
    case 'cache':
      must(
        asked.length === 0 && (isEarlier || !hasBody) && got.status !== 0,
        `should come from the cache ${told}`,
      )
      break
    case 'origin':
      must(asked.length > 0 && (isOwn || !hasBody), `should come from the origin ${told}`)
      break
    case 'validated':
      must(asked.length > 0 && conditional && (isEarlier || !hasBody), `should be validated ${told}`)
      break
    case 'stale':
      must(asked.length > 0 && isEarlier, `should be served stale ${told}`)
      break
    case 'renewed behind':
      must(asked.length > 0 && isEarlier, `should be served, and renewed behind ${told}`)
      break
    case 'refused':
      must(!isEarlier && !isOwn && (got.status >= 400 || !got.isWhole), `should be refused ${told}`)
      break
    default:
      expect.from satisfies never
  }
  if (expect.status !== undefined)
    must([expect.status].flat().includes(got.status), `status ${got.status} instead of ${expect.status}`)
  if (expect.body !== undefined) must(fits(got.body, expect.body), `body ${JSON.stringify(got.body)}`)
  if (expect.age !== undefined)
    must(
      Number(got.fields.age ?? -1) >= expect.age,
      `Age ${got.fields.age} instead of ${expect.age} at least`,
    )
  for (const [name, value] of Object.entries(expect.has ?? {}))
    must(fits(got.fields[name], value), `the response's ${name} is ${got.fields[name]} instead of ${value}`)
  for (const name of expect.lacks ?? []) must(!(name in got.fields), `the response has ${name}`)
  for (const [name, value] of Object.entries(expect.sent ?? {}))
    must(
      asked.some(fields => fits(fields[name], value)),
      `the origin got ${name}: ${asked[0]?.[name]} instead of ${value}`,
    )
  for (const name of expect.sentNot ?? [])
    must(!asked.some(fields => name in fields), `the origin got ${name}`)
  return problems
}

const fits = (found: string | string[] | undefined, wanted: string | RegExp) =>
  found !== undefined &&
  (typeof wanted === 'string' ? [found].flat().join(', ') === wanted : wanted.test([found].flat().join(', ')))

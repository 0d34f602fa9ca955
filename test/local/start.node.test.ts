import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'

const folder = mkdtempSync(join(tmpdir(), 'start-'))
const paper = createServer((_, response) => {
  response.setHeader('content-type', 'text/html')
  response.end('<title>Today</title><script src="https://ads.example/x.js"></script><p>Words')
})
let origin = ''
const started = new Set<number>()

before(async () => {
  await once(paper.listen(0, '127.0.0.1'), 'listening')
  origin = `http://127.0.0.1:${(paper.address() as AddressInfo).port}`
})
after(() => {
  for (const pid of started) if (lives(pid)) process.kill(pid, 'SIGKILL')
  paper.close()
  paper.closeAllConnections()
  rmSync(folder, { recursive: true })
})

/** Runs a command until it has printed where the mirror listens, or has ended. */
async function start(command: string, args: string[], env: Record<string, string>) {
  const child = spawn(command, args, {
    env: { ...process.env, ORIGIN: '', SITE: '', STATE: join(folder, 'state'), PORT: '0', ...env },
  })
  const ended = once(child, 'exit').then(([code, signal]: (string | number | null)[]) => code ?? signal)
  let [out, err] = ['', '']
  const { promise: said, resolve } = Promise.withResolvers<void>()
  child.stderr.on('data', data => {
    err += data
  })
  child.stdout.on('data', data => {
    out += data
    if (out.includes('Ctrl-C')) resolve()
  })
  await Promise.race([said, once(child, 'close')])
  for (const pid of [child.pid ?? 0, ...descendants(child.pid ?? 0)]) started.add(pid)
  const url = /Mirror\s+\S*?(http:\/\/127\.0\.0\.1:\d+)/.exec(out)?.[1]
  return { child, ended, out, err, url }
}

/** The processes that a process has started, and those that they have. */
function descendants(of: number): number[] {
  if (process.platform !== 'linux') return []
  const parents = readdirSync('/proc').flatMap(name => {
    if (!/^\d+$/.test(name)) return []
    try {
      const parent = /.*\) \S (\d+)/s.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1]
      return [[Number(name), Number(parent)] as const]
    } catch {
      return [] // it has ended meanwhile
    }
  })
  const below = (pid: number): number[] =>
    parents.flatMap(([child, parent]) => (parent === pid ? [child, ...below(child)] : []))
  return below(of)
}

const lives = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function allEnd(pids: number[]) {
  for (let tries = 0; tries < 60 && pids.some(lives); tries++) await setTimeout(50)
  assert.deepEqual(pids.filter(lives), [], 'processes were left behind')
}

const linux = { skip: process.platform !== 'linux' && 'looks for processes in /proc' }

describe('npm start', { timeout: 30_000 }, () => {
  test('mirrors ORIGIN until SIGTERM, and leaves no process behind', linux, async () => {
    const { child, ended, url, err, out } = await start(process.execPath, ['scripts/start.ts'], {
      ORIGIN: origin,
    })
    assert.ok(url, `${out}${err}`)
    assert.match(out, new RegExp(`mirrors ${origin}`))
    const page = await (await fetch(url, { headers: { accept: 'text/html' } })).text()
    assert.match(page, /<p>Words/)
    assert.doesNotMatch(page, /<script/)
    const token = readFileSync(join(folder, 'state', 'admin-token'), 'utf8').trim()
    assert.ok(out.includes(token))
    const children = descendants(child.pid ?? 0)
    assert.ok(children.length > 0, 'workerd is no child')
    child.kill('SIGTERM')
    assert.equal(await ended, 0)
    await allEnd(children)
  })

  test('ends with the npm that started it, which only tells a shell in between', linux, async () => {
    const { child, ended, url, err } = await start('npm', ['start'], { ORIGIN: origin })
    assert.ok(url, err)
    const children = descendants(child.pid ?? 0)
    child.kill('SIGTERM')
    await ended
    await allEnd(children)
  })

  test('says all that is in its way, and starts nothing', async () => {
    const { ended, err, url } = await start(process.execPath, ['scripts/start.ts'], {
      PORT: 'x',
      ORIGIN: 'ftp://x',
    })
    assert.equal(url, undefined)
    assert.equal(await ended, 1)
    assert.match(err, /^Heliograph cannot start:\n {2}PORT: "x" .*\n {2}ORIGIN: "ftp:" .*\n$/)
  })
})

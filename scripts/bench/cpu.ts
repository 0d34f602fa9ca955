import { readdirSync, readFileSync } from 'node:fs'

/** Reads how much CPU time a process has used, in milliseconds: all its threads, in the kernel's nanoseconds. */
export type CpuClock = () => number

/** A clock of the workerd that this process started last. */
export function newWorkerdClock(): CpuClock {
  const tasks = `/proc/${newWorkerd()}/task`
  return () => readdirSync(tasks).reduce((sum, task) => sum + onCpu(`${tasks}/${task}/schedstat`), 0) / 1e6
}

/** The first figure in schedstat. A thread that has ended since the folder was read counts no more. */
function onCpu(path: string): number {
  return Number(read(path)?.split(' ')[0] ?? 0)
}

const known = new Set<string>()

/** The workerd that this process started last, by its id. */
export function newWorkerd(): string {
  const pid = childrenCalled('workerd').find(child => !known.has(child))
  if (pid === undefined)
    throw new Error('a process is measured by /proc, so this runs on Linux only; use a container there')
  known.add(pid)
  return pid
}

/** What of a process has lain in memory at most since it was started, in bytes. */
export function peakMemory(pid: string): number {
  const status = read(`/proc/${pid}/status`) ?? ''
  return 1024 * Number(status.match(/^VmHWM:\s+(\d+) kB/m)?.[1] ?? Number.NaN)
}

function childrenCalled(name: string): string[] {
  return processes().filter(pid => {
    const stat = read(`/proc/${pid}/stat`)
    // "pid (name) state parent …", and the name may hold anything.
    const [, parent] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? []
    return parent === String(process.pid) && stat?.includes(`(${name})`)
  })
}

function processes(): string[] {
  try {
    return readdirSync('/proc').filter(entry => /^\d+$/.test(entry))
  } catch {
    return []
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

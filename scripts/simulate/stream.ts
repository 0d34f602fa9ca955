import { SLICE } from './paper.ts'

/**
 * How many of a process that begins at `begins` there have been by a time, in the mean.
 * @param requests sums at the end of each slice
 */
export function meanUntil(requests: Float64Array, begins: number, time: number): number {
  const slices = (time - begins) / SLICE
  if (slices <= 0) return 0
  const whole = Math.min(Math.floor(slices), requests.length)
  const before = whole === 0 ? 0 : (requests[whole - 1] ?? 0)
  const after = requests[Math.min(whole, requests.length - 1)] ?? before
  return before + (after - before) * Math.min(1, slices - whole)
}

/** When there have been so many in the mean; undefined where that is never. The other way round of `meanUntil`. */
export function timeOf(requests: Float64Array, begins: number, mean: number): number | undefined {
  if (mean >= (requests.at(-1) ?? 0)) return undefined
  let [low, high] = [0, requests.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((requests[middle] ?? 0) > mean) high = middle
    else low = middle + 1
  }
  const before = low === 0 ? 0 : (requests[low - 1] ?? 0)
  const inSlice = (requests[low] ?? 0) - before
  return begins + (low + (mean - before) / inSlice) * SLICE
}

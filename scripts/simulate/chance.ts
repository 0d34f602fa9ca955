import { newRandom } from '../fuzz/random.ts'

/** Chance that can be had again: the same seed gives the same day. */
export interface Chance {
  /** Above 0 and below 1. */
  uniform(): number
  /** Of mean 1. */
  exponential(): number
  /** Of median 1; `spread` is the standard deviation of its logarithm. */
  logNormal(spread: number): number
}

export function newChance(seed: number): Chance {
  const random = newRandom(seed)
  const uniform = () => (random.below(4_294_967_296) + 0.5) / 4_294_967_296
  return {
    uniform,
    exponential: () => -Math.log(uniform()),
    logNormal: spread =>
      Math.exp(spread * Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())),
  }
}

/** The numbers from 0 to `count` - 1 in an order of chance. */
export function shuffled(count: number, { uniform }: Chance): number[] {
  const numbers = Array.from({ length: count }, (_, index) => index)
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(uniform() * (last + 1))
    const [a = 0, b = 0] = [numbers[last], numbers[other]]
    numbers[last] = b
    numbers[other] = a
  }
  return numbers
}

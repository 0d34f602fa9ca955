/** A landscape drawn from a name: the same name always gives the same picture, as SVG or as pixels. */
export interface Scene {
  /** Sky from top to horizon, then the sun, then the ridges from far to near: each [red, green, blue]. */
  sky: [Colour, Colour]
  sun: { x: number; y: number; radius: number; colour: Colour }
  ridges: { colour: Colour; height: (x: number) => number }[]
}

export type Colour = [number, number, number]

/** FNV-1a: small, and good enough to spread names over colours. */
export function hash(name: string): number {
  let sum = 0x811c9dc5
  for (let i = 0; i < name.length; i++) sum = Math.imul(sum ^ name.charCodeAt(i), 0x01000193)
  return sum >>> 0
}

/** Numbers between 0 and 1 that follow from the name alone. */
function dice(name: string): () => number {
  let state = hash(name)
  return () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9
    const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39)
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
  }
}

function hsl(hue: number, saturation: number, light: number): Colour {
  const channel = (n: number): number => {
    const k = (n + hue / 30) % 12
    const swing = saturation * Math.min(light, 1 - light)
    return Math.round(255 * (light - swing * Math.max(-1, Math.min(k - 3, 9 - k, 1))))
  }
  return [channel(0), channel(8), channel(4)]
}

/** One ridge: hills from two waves, or (every third picture) the steps of a town's roofs. */
function ridge(roll: () => number, base: number, rise: number, town: boolean): (x: number) => number {
  const [first, second] = [roll() * 7, roll() * 7]
  const [slow, quick] = [3 + roll() * 4, 9 + roll() * 8]
  return x => {
    const at = town ? Math.floor(x * 22) / 22 : x
    return (
      base - rise * (0.6 * Math.sin(at * slow + first) + 0.3 * Math.sin(at * (town ? 97 : quick) + second))
    )
  }
}

export function scene(stem: string): Scene {
  const roll = dice(stem)
  const hue = roll() * 360
  const warm = (hue + 150 + roll() * 60) % 360
  const town = roll() < 0.34
  return {
    sky: [hsl(hue, 0.45, 0.48), hsl(warm, 0.6, 0.82)],
    sun: {
      x: 0.15 + roll() * 0.7,
      y: 0.22 + roll() * 0.2,
      radius: 0.05 + roll() * 0.05,
      colour: hsl(warm, 0.9, 0.93),
    },
    ridges: [0, 1, 2].map(n => ({
      colour: hsl(hue + n * 9, 0.32, 0.47 - n * 0.13),
      height: ridge(roll, 0.58 + n * 0.14, 0.1 - n * 0.015, town && n === 1),
    })),
  }
}

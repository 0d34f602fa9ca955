const UNITS = { s: 1, m: 60, h: 3600, d: 86_400 } as const

/** A year: what is meant to last longer is a mistake in a unit. */
const LONGEST = 365 * 86_400

/** Reads "90s", "5m", "2h", "7d" or a number of seconds. Returns seconds, or nothing for anything else. */
export function parseDuration(given: string | number): number | undefined {
  if (typeof given === 'number') return given >= 0 && given <= LONGEST ? given : undefined
  const [, digits, unit] = /^(\d{1,9})([smhd])$/.exec(given) ?? []
  if (!digits || !unit) return undefined
  const seconds = Number(digits) * UNITS[unit as keyof typeof UNITS]
  return seconds <= LONGEST ? seconds : undefined
}

/** What to write where `parseDuration` returned nothing. */
export const DURATION_HINT =
  'write a duration as "90s", "5m", "2h", "7d" or a number of seconds, at most a year'

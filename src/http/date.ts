const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const TIME = '(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)'
const MONTH = `(?<month>${MONTHS.join('|')})`
/** The three forms of RFC 9110 §5.6.7: the one that is written today, RFC 850's, and that of C's asctime(). */
const FORMS = [
  `(?:mon|tue|wed|thu|fri|sat|sun), (?<day>\\d\\d) ${MONTH} (?<year>\\d{4}) ${TIME} gmt`,
  `(?:mon|tues|wednes|thurs|fri|satur|sun)day, (?<day>\\d\\d)-${MONTH}-(?<short>\\d\\d) ${TIME} gmt`,
  `(?:mon|tue|wed|thu|fri|sat|sun) ${MONTH} (?<day>[ \\d]\\d) ${TIME} (?<year>\\d{4})`,
].map(form => new RegExp(`^${form}$`, 'i'))

/**
 * An HTTP-date (RFC 9110 §5.6.7) as ms since the epoch, or undefined where it is none. Letters may be of either case,
 * and a zone other than GMT makes it none (RFC 9111 §4.2).
 * @param now ms since the epoch: a year of two digits is never more than 50 years ahead of it
 */
export function instant(field: string | null, now: number): number | undefined {
  const text = field?.trim() ?? ''
  for (const form of FORMS) {
    const parts = form.exec(text)?.groups
    if (parts) return at(parts, now)
  }
  return undefined
}

function at(parts: Record<string, string | undefined>, now: number): number | undefined {
  const number = (name: string) => Number(parts[name])
  const year = parts.short === undefined ? number('year') : wholeYear(number('short'), now)
  const [day, hour, minute, second] = [number('day'), number('hour'), number('minute'), number('second')]
  if (day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) return undefined
  return Date.UTC(year, MONTHS.indexOf(parts.month?.toLowerCase() ?? ''), day, hour, minute, second)
}

/** "More than 50 years in the future" is the most recent past year with these digits. */
function wholeYear(short: number, now: number): number {
  const today = new Date(now).getUTCFullYear()
  const year = today - (today % 100) + short
  return year > today + 50 ? year - 100 : year
}

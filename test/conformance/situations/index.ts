import type { Situation } from '../situation.ts'
import { ages } from './ages.ts'
import { conditions } from './conditions.ts'
import { directives } from './directives.ts'
import { fields } from './fields.ts'
import { freshness } from './freshness.ts'
import { messages } from './messages.ts'
import { requests } from './requests.ts'
import { stale } from './stale.ts'
import { statuses } from './statuses.ts'
import { targeted } from './targeted.ts'
import { updates } from './updates.ts'
import { vary } from './vary.ts'

export const SITUATIONS: readonly Situation[] = [
  ...[freshness, directives, targeted, ages, statuses, requests],
  ...[conditions, updates, vary, fields, stale, messages],
].flat()

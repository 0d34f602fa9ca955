import type { AnyCosmeticRule, AnyRule } from '@adguard/agtree'
import { classifyNetwork } from './classify-network.ts'
import type { At, Item } from './item.ts'

/** What a parsed rule is to a mirror. @param rule nothing where the line is no rule */
export function classify(rule: AnyRule | undefined, at: At): Item {
  if (!rule) return { type: 'skip', at, group: 'blocking', reason: 'not valid' }
  if (rule.category === 'Cosmetic') return classifyCosmetic(rule, at)
  if (rule.category === 'Network' && rule.type === 'NetworkRule') return classifyNetwork(rule, at)
  return { type: 'skip', at, group: 'blocking', reason: 'not valid' }
}

function classifyCosmetic(rule: AnyCosmeticRule, at: At): Item {
  const domains = rule.domains.children
    .map(({ value, exception }) => `${exception ? '~' : ''}${value.toLowerCase()}`)
    .join()
  const specific = rule.domains.children.some(({ exception }) => !exception)
  const group = rule.exception ? 'exception' : specific ? 'specific' : 'generic'
  const skip = (reason: Extract<Item, { type: 'skip' }>['reason']): Item => ({
    type: 'skip',
    at,
    group,
    reason,
    ...(specific ? { domains } : {}),
  })
  if (rule.modifiers && rule.modifiers.children.length > 0) return skip('for some pages of a site only')
  const hide = (selector: string): Item => ({ type: 'hide', at, except: rule.exception, domains, selector })
  switch (rule.type) {
    case 'ElementHidingRule': {
      const selector = rule.body.selectorList.value
      return rule.separator.value.includes('?') && PROCEDURAL.test(selector)
        ? skip('procedural (no browser knows it)')
        : hide(selector)
    }
    case 'HtmlFilteringRule':
      return rule.body.type === 'Value' &&
        !/^\s*script|["\]]\s*\[(?:tag-content|wildcard|max-length|min-length)/.test(rule.body.value)
        ? hide(rule.body.value)
        : skip('for scripts, frames or requests that no mirrored page makes')
    case 'CssInjectionRule':
      return rule.body.remove && rule.body.selectorList.value
        ? hide(rule.body.selectorList.value)
        : skip('changes styles or text')
    default:
      return skip('scriptlet or snippet')
  }
}

/** `#?#` rules may be plain CSS all the same, such as `:has()`. */
const PROCEDURAL =
  /:-abp-|:(?:contains|has-text|matches-|upward|xpath|min-text|watch|nth-ancestor|remove|others)/

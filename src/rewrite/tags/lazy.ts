/** Attributes under which scripts leave a picture's real address, the more telling first. */
const ADDRESSES = [
  ...['data-src', 'data-lazy-src', 'data-original', 'data-original-src', 'data-lazy', 'data-actualsrc'],
  ...['data-echo', 'data-defer-src', 'data-hi-res-src', 'data-full-src'],
]
/** Attributes that hold many things. A picture without an address of its own takes a picture's from them. */
const PERHAPS = ['data-url', 'data-image', 'data-img', 'data-bg', 'data-href']
const SETS = ['data-srcset', 'data-lazy-srcset', 'data-original-set', 'data-srcset-lazy']

/** A class that a style sheet hides a picture by until a script has loaded it. */
const HIDING_CLASS = /(^|\s)(b-)?(lazy|lozad|unveil)[\w-]*(?=\s|$)/gi

/** An address in a lazy attribute, told from the flags, names and JSON that share those names. */
const LIKE_PICTURE = /^\s*[^\s{}[\]<>]+\.(jpe?g|png|gif|webp|avif|svg)\b/i
const LIKE_ADDRESS = /^\s*((https?:)?\/\/|\.{0,2}\/)\S/i

export interface Lazy {
  src?: string
  srcset?: string
  /** The attributes that have done their work. */
  spent: string[]
}

/**
 * What a lazy picture shows once its script has run.
 * @param attributes the picture's own, decoded
 * @param extra the site's own attribute names
 */
export function lazyPicture(attributes: ReadonlyMap<string, string>, extra: readonly string[]): Lazy {
  const spent: string[] = []
  const first = (names: readonly string[], test: (value: string) => boolean) => {
    let found: string | undefined
    for (const name of names) {
      const value = attributes.get(name)
      if (value === undefined || !test(value)) continue
      spent.push(name)
      found ??= value
    }
    return found
  }
  const own = attributes.get('src') ?? ''
  const waiting = own.trim() === '' || own.startsWith('data:')
  const isAddress = (value: string) => LIKE_ADDRESS.test(value) || LIKE_PICTURE.test(value)
  const [byOwn, usual] = [first(extra, isAddress), first(ADDRESSES, isAddress)]
  const src = byOwn ?? usual ?? (waiting ? first(PERHAPS, value => LIKE_PICTURE.test(value)) : undefined)
  const srcset = first(SETS, value => /\S/.test(value))
  return { ...(src === undefined ? {} : { src }), ...(srcset === undefined ? {} : { srcset }), spent }
}

/** A picture's classes without those that hide it. */
export const shown = (classes: string) => classes.replace(HIDING_CLASS, '$1').trim()

import { SENTINEL } from './sentinel.ts'

/** What becomes of an element, by its name alone. */
export type Fate =
  /** What it is and its attributes decide. */
  | 'treated'
  /** It goes with all that it holds, which is text to a browser. */
  | 'dropped'
  /** Its tags go, and what it holds stays: often never closed, it would take the rest of the page along. */
  | 'hollow'
  /** Only AMP's script fills it: on AMP's pages its tags go. */
  | 'amp'
  /** A style sheet. */
  | 'style'
  /** What it holds becomes part of the page, on which no script runs. */
  | 'noscript'
  /** Its text is shown as it is written. */
  | 'verbatim'
  /** A drawing. */
  | 'drawing'
  /** Text in which character references count. */
  | 'words'
  /** It says something of the page as a whole. */
  | 'page'

const NAMES: Readonly<Record<Fate, string>> = {
  treated:
    'object frameset framesex base link meta form img image source video audio track input use feimage ' +
    'amp-img amp-anim amp-video amp-audio',
  dropped: 'script iframe noframes noembed',
  // An animation could give a link any address after all were looked at; and a formula is words.
  hollow: 'embed frame math set animate applet portal fencedframe model amp-iframe',
  amp: 'amp-youtube amp-vimeo amp-dailymotion amp-video-iframe amp-twitter amp-instagram amp-facebook i-amphtml-sizer',
  style: 'style',
  noscript: 'noscript',
  verbatim: 'xmp plaintext',
  drawing: 'svg',
  words: 'title textarea',
  page: 'html head body',
}

const FATES: ReadonlyMap<string, Fate> = new Map(
  Object.entries(NAMES).flatMap(([fate, names]) =>
    names.split(' ').map(name => [name, fate as Fate] as const),
  ),
)

/** @param name in lower case. @returns nothing where its name means nothing */
export const fateOf = (name: string): Fate | undefined => FATES.get(name)

/** Elements that are never written, so that their end tags mean nothing either. */
const UNWRITTEN = new Set([
  'object',
  'frameset',
  'framesex',
  'noscript',
  'plaintext',
  'amp-img',
  'amp-anim',
  'amp-video',
  'amp-audio',
])

/** Whether an element's end tags go wherever they stand. */
export function losesEnd(name: string): boolean {
  const fate = FATES.get(name)
  return fate === 'dropped' || fate === 'hollow' || UNWRITTEN.has(name)
}

const SIZE = 2048
/** Names' lengths, first letters and last, which tell of nearly every other element that its name means nothing. */
const SHAPES = new Uint8Array(SIZE)
const shapeOf = (first: number, second: number, last: number, length: number) =>
  ((first | 32) * 131 + (second | 32) * 31 + (last | 32) * 7 + length) & (SIZE - 1)

/** Names that are told apart elsewhere. */
const TOLD = ['select', 'selecx', 'template', 'desc', 'foreignobject', SENTINEL]
for (const name of [...FATES.keys(), ...TOLD])
  SHAPES[shapeOf(name.charCodeAt(0), name.charCodeAt(1), name.charCodeAt(name.length - 1), name.length)] = 1

/** Whether a tag's name may mean something; true of a few that do not. */
export function mayMean(text: string, from: number, end: number): boolean {
  const length = end - from
  if (length < 3) return false
  return (
    SHAPES[shapeOf(text.charCodeAt(from), text.charCodeAt(from + 1), text.charCodeAt(end - 1), length)] === 1
  )
}

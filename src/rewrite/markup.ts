import { type Collected, collectBody, type Instead, type Second } from '../delivery.ts'
import { type Encoding, encodingOf, knownLabel } from '../http/charset.ts'
import { charsetParameter } from '../http/media.ts'
import { joined, peek, streamOf } from '../stream.ts'
import { continued, endOfAll, gaveUp, isBeginning, withoutAmbiguity } from './ambiguity.ts'
import type { Original, Rewritten } from './body.ts'
import { checksBrowsers, isGarbage, isTiny, LONGEST, mayCheck } from './challenge.ts'
import { rewriteHtml } from './html.ts'
import { isRelocated, type Source } from './page.ts'
import type { ArticleText } from './pass/article-length.ts'
import { bytesOf, latin1 } from './pass/bytes.ts'
import { CLOSING } from './pass/sentinel.ts'
import { plainRest } from './plain.ts'
import { hasRules } from './site-rules.ts'

const encoder = new TextEncoder()
/** As far as the HTML standard looks for a page's own declaration of its encoding, in bytes. */
const SNIFFED = 1024
/** How long a page's beginning is waited for: longer where a wrong guess at its encoding would garble all of it. */
const PATIENCE_MS = { declared: 150, undeclared: 400, nobody: 20_000 }

/** Rewrites a page, in its own encoding where the rewriter can work in that. */
export async function rewriteMarkup(original: Original): Promise<Rewritten> {
  const { url, site, tags, filters, done, patient, report, expected } = original
  const header = knownLabel(charsetParameter(original.contentType))
  const usual = header === undefined ? PATIENCE_MS.undeclared : PATIENCE_MS.declared
  const patience = patient ? PATIENCE_MS.nobody : usual
  /** Whether a page's beginning is all that its encoding is looked for in. */
  const isTelling = (prelude: Uint8Array) =>
    header === undefined ? prelude.length >= SNIFFED : prelude.length > 3
  let encoding: Encoding | undefined
  /** @param prelude always as much of the beginning */
  const encodingBy = (prelude: Uint8Array) => {
    encoding ??= encodingOf(header, prelude.subarray(0, SNIFFED))
    return encoding
  }
  const isEnough = (prelude: Uint8Array) =>
    isTelling(prelude) &&
    (expected !== true ||
      prelude.length >= LONGEST ||
      (prelude.length >= SNIFFED && !mayCheck(latin1(prelude))))
  const peeked = await peek(original.body, isEnough, {
    silenceMs: site.deadlineMs,
    patienceMs: patience,
    ending: prelude => encoder.encode(encodingBy(prelude).kind === 'transcode' ? '' : CLOSING),
  })
  if (peeked.kind === 'silent') return { kind: 'timeout' }
  if (peeked.kind === 'broken') return { kind: 'broken' }
  const { prelude } = peeked
  if (prelude.length === 0) return { kind: 'empty' }
  const { kind, label } = encodingBy(prelude)
  const transcoded = kind === 'transcode'
  let article: ArticleText | undefined
  const source: Source = {
    url,
    site,
    ...(tags ? { tags } : {}),
    ...(filters ? { filters } : {}),
    ...(report ? { report } : {}),
    measured: seen => {
      article = seen
    },
    charset: transcoded ? 'UTF-8' : label,
    relocated: isRelocated(url, site),
    whole: true,
  }
  if (expected && !transcoded) {
    if (isGarbage(prelude)) return { kind: 'garbage' }
    const none = peeked.whole && (await noPage(prelude, source, patient === true))
    if (none) return { kind: none }
  }
  const bytes = transcoded ? transcode(peeked.stream, label) : peeked.stream
  const contentType = `text/html; charset=${source.charset}`
  // Only the parser gives up on pages, and they are begun again then.
  const [first, other] = hasRules(source) ? bytes.tee() : [bytes]
  const spare = other && spareOf(other, site.maxPageBytes)
  const body = rewriteHtml(first, spare ? { ...source, parsed: spare.parsed } : source, done)
  const guessed =
    peeked.late === true && (!isTelling(prelude) || (expected === true && mayCheck(latin1(prelude))))
  const second: Instead | undefined = spare && ((error, sent) => carefully(error, sent, spare, source))
  const found = { kind: 'rewritten' as const, body, contentType, guessed, article: () => article }
  return second ? { ...found, second } : found
}

/** What the parser might give up on, for beginning it again. */
interface Spare {
  readonly parsed: (bytes: number) => void
  readonly collected: () => Promise<Collected>
}

/** A branch that nobody reads holds so much of the page without a call into JavaScript, in bytes. */
const UNREAD = 262_144

/** Of a large page it is taken as it comes, up to `most`: a branch that nobody reads would hold all of it. */
function spareOf(branch: ReadableStream<Uint8Array>, most: number): Spare {
  let [passed, taken]: [number, Promise<Collected> | undefined] = [0, undefined]
  const collected = () => {
    taken ??= collectBody(branch, most)
    return taken
  }
  const parsed = (bytes: number) => {
    passed += bytes
    if (passed > UNREAD) void collected()
  }
  return { parsed, collected }
}

/**
 * A page that the parser gave up on: without what it stumbles over, or else as nothing but its words. These are also
 * what a reader gets who has a beginning that the page no longer has: where a rule names what was renamed.
 */
async function carefully(
  error: unknown,
  sent: Uint8Array,
  spare: Spare,
  source: Source,
): Promise<Second | undefined> {
  const page = gaveUp(error) ? await spare.collected() : undefined
  if (page?.kind !== 'whole') return undefined
  const whole = await again(page.bytes, source)
  if (whole === undefined) return { rest: words(page.bytes, sent, source.charset) }
  const rest = isBeginning(sent, whole) ? continued(whole, sent.length) : words(whole, sent, source.charset)
  return { rest, whole }
}

/**
 * Why a short page is none of the paper's; undefined where it is one, above all where it has the article.
 * @param hasCopy whether what is next to nothing can be told by what there was before
 */
async function noPage(
  page: Uint8Array,
  source: Source,
  hasCopy: boolean,
): Promise<'challenge' | 'tiny' | undefined> {
  const markup = latin1(page)
  const { article } = source.site
  const isTinyHere = () => !hasCopy && article !== undefined && isTiny(markup)
  const none = checksBrowsers(markup) ? 'challenge' : isTinyHere() ? 'tiny' : undefined
  if (none === undefined || article === undefined) return none
  return (await hasArticle(page, source)) ? undefined : none
}

/** Whether a page has a word of the site's article. */
async function hasArticle(page: Uint8Array, { report: _, ...source }: Source): Promise<boolean> {
  const closing = bytesOf(CLOSING)
  let article: ArticleText | undefined
  const measured = (seen: ArticleText) => {
    article = seen
  }
  await again(joined([page, closing], page.length + closing.length), { ...source, measured })
  return article !== undefined && article.bytes > 0
}

/** The page made again; undefined where that cannot be done. */
async function again(page: Uint8Array, source: Source): Promise<Uint8Array | undefined> {
  try {
    const html = rewriteHtml(streamOf(withoutAmbiguity(page)), source)
    return new Uint8Array(await new Response(html).arrayBuffer())
  } catch {
    return undefined
  }
}

/** The words that a page goes on with, after whatever of its markup its reader has got. */
function words(page: Uint8Array, sent: Uint8Array, charset: string): Uint8Array {
  const decoder = new TextDecoder(charset)
  const rest = plainRest(decoder.decode(page).replace(CLOSING, ''), decoder.decode(sent))
  return new TextEncoder().encode(endOfAll(sent) + rest)
}

function transcode(stream: ReadableStream<Uint8Array>, label: string): ReadableStream<Uint8Array> {
  return (
    stream
      .pipeThrough(new TextDecoderStream(label) as ReadableWritablePair<string, Uint8Array>)
      // Behind what it is decoded to: a page may end in half a character.
      .pipeThrough(new TransformStream<string, string>({ flush: pipe => pipe.enqueue(CLOSING) }))
      .pipeThrough(new TextEncoderStream())
  )
}

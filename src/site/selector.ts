import {
  type CSSToken,
  isTokenComma,
  isTokenDelim,
  isTokenEOF,
  isTokenFunction,
  isTokenHash,
  isTokenIdent,
} from '@csstools/css-tokenizer'
import { readAttribute, readNth } from './selector-parts.ts'
import { SelectorReader } from './selector-reader.ts'
import { namedReason, unexpectedReason } from './selector-reasons.ts'

/**
 * Says why HTMLRewriter would not match a selector as a browser does, and what to do; nothing where it does.
 *
 * A list of what is allowed, each item measured in workerd against Chromium: HTMLRewriter refuses most of the rest
 * with an error, and *misreads* some of it without one, which is worse: `:not(.a.b)` as `:not(.a):not(.b)`.
 * One difference is the page's and not the selector's: tags that a page leaves out (`</li>`, `<tbody>`) are not
 * put in, so `>`, `:nth-child()` and `:nth-of-type()` count what is written.
 */
export function selectorProblem(selector: string): string | undefined {
  if (!selector.trim()) return 'it is empty: write a selector, such as ".advert"'
  const reader = new SelectorReader(selector)
  return reader.problem(() => {
    do readComplex(reader)
    while (reader.take(isTokenComma))
    if (!reader.at(isTokenEOF)) reader.refuse(unexpectedReason(reader.next))
  })
}

/** Compounds joined by a space or ">". */
function readComplex(reader: SelectorReader): void {
  reader.skip()
  readCompound(reader)
  for (;;) {
    const apart = reader.skip()
    const child = reader.takeDelim('>')
    if (child) reader.skip()
    else if (!apart || reader.at(isTokenComma) || reader.at(isTokenEOF)) return
    readCompound(reader)
  }
}

/** Tests of one element, such as `p.a[b]`. A tag's name can only stand first. */
function readCompound(reader: SelectorReader): void {
  const typed = readTag(reader) || reader.takeDelim('*')
  let tests = 0
  while (readTest(reader, false)) tests++
  if (!typed && tests === 0) reader.refuse(unexpectedReason(reader.next))
}

/** HTMLRewriter compares short names by a hash in which "1li" is "li": no tag begins so, and no selector may. */
function readTag(reader: SelectorReader): boolean {
  const name = reader.take(isTokenIdent)?.[4].value
  if (name === undefined) return false
  if (!/^[a-z]/i.test(name))
    reader.refuse(`no tag is called "${name}": a tag's name begins with a letter from a to z`)
  return true
}

/** One test that is not a tag's name. Returns false where none stands. */
function readTest(reader: SelectorReader, negated: boolean): boolean {
  const hash = reader.take(isTokenHash)
  if (hash) {
    const id = hash[4].value
    if (hash[4].type !== 'id') reader.refuse(`an id that begins with a digit is written [id="${id}"]`)
    return true
  }
  if (reader.takeDelim('.')) {
    if (!reader.take(isTokenIdent)) reader.refuse('after "." comes a class: letters, digits, "-", "_"')
    return true
  }
  return readAttribute(reader) || readPseudo(reader, negated)
}

function readPseudo(reader: SelectorReader, negated: boolean): boolean {
  if (!reader.takeColon()) return false
  if (reader.takeColon())
    reader.refuse('`::` names a part that a browser makes, not an element: leave it out')
  const ident = reader.take(isTokenIdent)
  if (ident) {
    const name = ident[4].value.toLowerCase()
    if (name !== 'first-child' && name !== 'first-of-type') reader.refuse(namedReason(name))
    return true
  }
  const call = reader.take(isTokenFunction)
  const name = call?.[4].value.toLowerCase() ?? ''
  if (name === 'nth-child' || name === 'nth-of-type') readNth(reader, name)
  else if (name === 'not' && !negated) readNot(reader)
  else reader.refuse(call ? namedReason(name, negated) : 'after ":" comes a name, such as "first-child"')
  return true
}

/** `:not()` of a list in which each item is one test: of anything longer HTMLRewriter makes something else. */
function readNot(reader: SelectorReader): void {
  do {
    reader.skip()
    if (reader.at(isStar)) reader.refuse('`*` in `:not()` matches nothing or is misread: leave it out')
    if (!readTag(reader) && !readTest(reader, true)) reader.refuse(unexpectedReason(reader.next))
    const apart = reader.skip()
    if (reader.closes() || reader.at(isTokenComma)) continue
    if (reader.at(isTokenEOF)) reader.refuse('"(" is not closed: add ")"')
    reader.refuse(
      apart || (reader.at(isTokenDelim) && !reader.atDelim('.'))
        ? '`:not()` with a combinator inside is not something HTMLRewriter knows: name the element by one of its own attributes'
        : '`:not()` of several tests at once is misread: `:not(.a.b)` counts as `:not(.a):not(.b)`; leave one',
    )
  } while (reader.take(isTokenComma))
  reader.takeClose()
}

const isStar = (token?: CSSToken | null): token is CSSToken => isTokenDelim(token) && token[4].value === '*'

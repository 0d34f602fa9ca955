/** In lower case as far as it is ASCII; in some encodings a letter is the second byte of another one. */
const lower = (text: string) => text.replace(/[A-Z]+/g, letters => letters.toLowerCase())

/** "广告", "廣告" and "広告" in UTF-8, GBK, Big5, Shift_JIS and EUC-JP: no text of another encoding is these bytes. */
const EASTERN = [
  ...[
    'e5b9bfe5918a',
    'e5bba3e5918a',
    'e5ba83e5918a',
    'b9e3b8e6',
    '8f56b8e6',
    'bc73a769',
    '8d4c8d90',
    'b9adb9f0',
  ],
  // "赞助内容" and "贊助內容", "赞助", "贊助"
  ...['e8b59ee58aa9e58685e5aeb9', 'e8b48ae58aa9e585a7e5aeb9', 'd4ded6fac4dac8dd', 'c3d9a755a4bae565'],
].map(hex => lower(hex.replace(/../g, byte => String.fromCharCode(Number.parseInt(byte, 16)))))

/** What an advertisement is called above or below it, in bytes and in lower case. */
const LABELS = [
  ...['advertisement', 'advertisements', 'advertising', 'ad', 'ads', 'sponsored', 'sponsored content'],
  ...['sponsored links', 'story continues below advertisement', 'article continues below advertisement'],
  ...[
    'anzeige',
    'werbung',
    'publicite',
    'publicit\xc3\xa9',
    'publicit\xe9',
    'publicidad',
    'pubblicit\xc3\xa0',
  ],
  ...EASTERN,
]
const KNOWN = new Set(LABELS)
/** Longer than any, with room for what stands around it, in bytes. */
const LONGEST = 200
const MOST_BLANK = 4096

/** White space, dashes and colons, in UTF-8, GBK and Big5. */
const BLANK =
  /[\t\n\f\r \u002d:]+|&nbsp;?|&#160;|&[mn]dash;|\xc2[\xa0\xb7]|\xe2\x80[\x90-\x95]|\xef\xbc\x9a|\xe3\x80\x80|\xa1[\xaa\xa1\x40\x58]|\xa3\xba/g

/** A label, or nothing; a text that is neither as it is. */
const said = (text: string) => lower(text.replace(BLANK, ' ').replace(/^[ ([]+|[ )\]:]+$/g, ''))

/** Whether a text between tags holds nothing to read but what an advertisement is called. */
export const holdsNothing = (text: string): boolean => isBlank(text) || isLabelled(text)

const isBlank = (text: string) => text.length <= MOST_BLANK && text.replace(BLANK, '') === ''

export const isLabelled = (text: string): boolean => text.length <= LONGEST && KNOWN.has(said(text))

/** Whether a text that may go on may come to be such a one. */
export function mayHoldNothing(text: string): boolean {
  if (holdsNothing(text)) return true
  if (text.length > LONGEST) return false
  const begun = said(
    text.replace(/&[nbspmdah#160]{0,5}$|(?:\xc2|\xe2\x80?|\xef\xbc?|\xe3\x80?|[\xa1\xa3])$/, ''),
  )
  return LABELS.some(label => label.startsWith(begun))
}

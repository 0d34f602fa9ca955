/** An edition of the demo paper: the language it is written in and its folder in every address. */
export type Edition = 'gb' | 'b5' | 'en'

export type Section = 'world' | 'science' | 'life'

/** A run of text inside a paragraph: plain, or a link within the paper (by tag or article) or to another site. */
export type Run =
  | string
  | { text: string; tag: string }
  | { text: string; article: string }
  | { text: string; href: string }

export type Block =
  | { kind: 'paragraph'; runs: Run[] }
  | { kind: 'heading'; text: string }
  | { kind: 'quote'; text: string; by: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'picture'; picture: string; caption: string }

/** One invented article. `id` is unique in the paper; the address is /<edition>/<yyyy>/<mm>/<dd>/<id>.html. */
export interface Article {
  id: string
  edition: Edition
  section: Section
  title: string
  deck: string
  author: string
  /** ISO 8601, with zone. */
  published: string
  tags: string[]
  /** Blocks by page: one array for an ordinary article, two for one that goes on on a second page. */
  pages: Block[][]
  /** The encoding it is served in; UTF-8 when left out. */
  charset?: 'gbk' | 'big5'
}

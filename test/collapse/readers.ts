/** One reader, who has got the first bytes of a page. */
export interface Reader {
  readonly status: string
  /** All of the page; rejects where it breaks off. */
  rest(): Promise<string>
  leave(): Promise<void>
}

/** Asks for a page, and waits for its first bytes. */
export async function reader(url: string, headers: Record<string, string> = {}): Promise<Reader> {
  const gone = new AbortController()
  const response = await fetch(url, {
    headers: { 'accept-encoding': 'identity', ...headers },
    signal: gone.signal,
  })
  const body = (response.body as ReadableStream<Uint8Array>).getReader()
  const decoder = new TextDecoder()
  const first = await body.read()
  let text = decoder.decode(first.value, { stream: true })
  return {
    status: response.headers.get('cache-status') ?? '',
    async rest() {
      for (;;) {
        const { done, value } = await body.read()
        if (done) return text
        text += decoder.decode(value, { stream: true })
      }
    },
    leave: async () => gone.abort(),
  }
}

/** Many who ask at once, in turns over the isolates. */
export const readers = (many: number, isolates: readonly string[], path: string) =>
  Promise.all(Array.from({ length: many }, (_, n) => reader(isolates[n % isolates.length] + path)))

/** What all of them got: the different pages, and how many had none. */
export async function outcomes(all: readonly Reader[]) {
  const settled = await Promise.allSettled(all.map(one => one.rest()))
  const pages = settled.flatMap(one => (one.status === 'fulfilled' ? [one.value] : []))
  return { whole: pages.length, broken: all.length - pages.length, pages: new Set(pages) }
}

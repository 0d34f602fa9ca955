/// <reference types="@cloudflare/vitest-plugin/types" />

declare namespace Cloudflare {
  interface Env {
    PAGES: KVNamespace
    PURGES: DurableObjectNamespace<import('../src/store/purge-queue.ts').PurgeQueue>
    DEMO_ORIGIN: Fetcher
    COLLAPSE: DurableObjectNamespace
  }
  interface GlobalProps {
    mainModule: typeof import('../src/index.ts')
  }
}

declare module '*?raw' {
  const text: string
  export default text
}

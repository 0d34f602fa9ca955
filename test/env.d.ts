declare namespace Cloudflare {
  interface Env {
    PAGES: KVNamespace
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

/** wrangler's Data rule gives an ArrayBuffer, esbuild's binary loader a Uint8Array. */
declare module '*.webp' {
  const bytes: ArrayBuffer | Uint8Array<ArrayBuffer>
  export default bytes
}

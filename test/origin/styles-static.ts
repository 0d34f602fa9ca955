/** What static.lantern.example serves under /css/ and /font/. */
export const staticFiles: Record<string, { body: string; type: string }> = {
  'css/theme.css': {
    type: 'text/css; charset=utf-8',
    body: `@import "fonts.css";
@import url(colours.css) screen;
@import url( '//www.lantern.example/css/print.css' ) print;
/* An old rule, kept as a note: .top { background: url("https://ads.adnet.example/old.gif") } */
.theme { background: url("../img/band.svg") }
.theme-quote { background: url(  'https://img.lantern.example/pic/lantern wall.svg'  ) }
.theme-quoted { background-image: url("https://img.lantern.example/pic/harbour\\2d lights.svg") }
.theme-data { background: url(data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==) }
.theme-set { background-image: image-set("https://img.lantern.example/pic/rain-320.png" 1x, url(//img.lantern.example/pic/rain-640.png) 2x) }
.theme-ad::before { content: url(https://cdn.taboola.com/badge.png) }
.theme-string::after { content: "url(https://pixel.stats.example/in-a-string.gif)" }
`,
  },
  'css/fonts.css': {
    type: 'text/css; charset=utf-8',
    // The range holds no letter, so that browsers do not load what is not a real font.
    body: `@font-face { font-family: "Lantern Signs"; src: local("Lantern Signs"), url(../font/lantern.woff2?v=2#signs) format("woff2"),
  url('https://static.lantern.example/font/lantern.woff') format('woff'); unicode-range: U+E000-E0FF }
`,
  },
  'css/colours.css': {
    type: 'text/css; charset=utf-8',
    body: `:root { --red: #b3261e; --gold: #d8a21b }
.nav .here a { border-bottom: 2px solid var(--gold) }
`,
  },
  'font/lantern.woff2': { type: 'font/woff2', body: 'wOF2 (a stand-in, not a font)' },
  'font/lantern.woff': { type: 'font/woff', body: 'wOFF (a stand-in, not a font)' },
  'img/band.svg': {
    type: 'image/svg+xml',
    body: '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><path d="M0 8 8 0" stroke="#d8cfbd"/></svg>',
  },
}

/** /css/main.css: how the paper looks, with the kinds of url() a mirror has to follow; -9999px keeps some out of sight. */
export const mainCss = `@charset "utf-8";
@import "print.css" print;
@import url(https://ads.adnet.example/fonts.css?family=Lantern);
/* Not a request: url(https://pixel.stats.example/in-a-comment.gif) and @import "nothing.css"; */
* { box-sizing: border-box }
body { margin: 0; background: #fbf8f1 url(../pic/paper-grain.svg) no-repeat -9999px 0; color: #222;
  font: 17px/1.75 Georgia, "Noto Serif CJK SC", "Songti SC", serif }
body:lang(zh-TW) { font-family: Georgia, "Noto Serif CJK TC", "Songti TC", serif }
body:lang(en), :lang(en) { font-family: Georgia, "Liberation Serif", "DejaVu Serif", "Times New Roman", serif }
a { color: #8e1616; text-decoration: none } a:hover { text-decoration: underline }
img { max-width: 100%; height: auto; vertical-align: middle }
table { border-spacing: 0 }
.header, .layout, .footer, .banner-ad, .nav ul { max-width: 1120px; margin: 0 auto; padding: 0 16px }
.masthead { padding: 18px 0 10px; font-size: 14px; color: #666 }
.masthead TD { padding: 0 }
.masthead .logo { display: inline-flex; align-items: center; gap: 12px; color: #222 }
.masthead .logo b { font-size: 42px; line-height: 1.1; letter-spacing: .06em; font-weight: 700 }
.masthead .logo:hover { text-decoration: none }
.masthead .motto { display: block; font-size: 14px; color: #777; letter-spacing: .12em }
.masthead .tools { text-align: right }
.masthead input { font: inherit; padding: 4px 8px; border: 1px solid #bbb; background: #fff; width: 150px }
.masthead button { font: inherit; padding: 4px 10px; border: 0; background: #8e1616; color: #fff }
.nav { border-top: 3px double #8e1616; border-bottom: 1px solid #d8cfbd; background: #fffdf8 }
.nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 26px; padding-top: 7px; padding-bottom: 7px }
.nav a { color: #222; font-weight: 700 } .nav .here a { color: #b3261e }
.nav .edition { margin-left: auto } .nav .edition ~ .edition { margin-left: 0 } .nav .edition a { font-weight: 400 }
.banner-ad { margin-top: 14px }
.layout { margin-top: 18px }
.layout > tbody > tr > td { padding: 0; vertical-align: top }
.layout .right { width: 316px; padding-left: 34px }
h1 { font-size: 34px; line-height: 1.3; margin: 4px 0 10px } h2 { font-size: 22px; margin: 28px 0 8px; line-height: 1.4 }
.breadcrumb, .byline, .caption, .source, .pages, .tags { font-size: 14px; color: #777 }
.deck { font-size: 19px; color: #555; margin: 0 0 10px }
.byline { border-bottom: 1px solid #d8cfbd; padding-bottom: 10px; margin-bottom: 16px }
.byline .share { float: right } .share a { margin-left: 10px }
.article_body p { margin: 0 0 1.1em }
.article_body center { margin: 14px 0 }
.article_body blockquote { margin: 20px 0; padding: 2px 20px; border-left: 4px solid #b3261e; color: #444; font-size: 19px }
.article_body blockquote cite { display: block; font-size: 14px; color: #777; font-style: normal }
.photo { margin: 0 0 18px } .photo img { width: 100% } .caption { padding-top: 6px; line-height: 1.5 }
.photo-box { display: block; width: 100%; aspect-ratio: 16 / 9 }
.teaser { display: flow-root; padding: 16px 0 4px; border-bottom: 1px solid #e4dccb }
.teaser:first-of-type { padding-top: 0 }
.teaser h2, .teaser h3 { margin: 0 0 4px; font-size: 21px; line-height: 1.4 } .teaser a { color: #222 }
.teaser .thumb { float: left; width: 200px; margin: 4px 18px 20px 0 }
.teaser p { margin: 0 0 10px; color: #555; font-size: 15px; line-height: 1.65 }
.teaser time { color: #999; font-size: 13px }
.lead { border-bottom: 3px double #d8cfbd; padding-bottom: 18px }
.lead .thumb { float: none; width: 100%; margin: 0 0 12px; display: block } .lead h2 { font-size: 30px }
.block { margin-bottom: 26px } .block > h3 { font-size: 17px; border-top: 3px solid #8e1616; padding-top: 6px; margin: 0 0 6px }
.hot-picks { margin: 0; padding-left: 1.5em } .hot-picks li { padding: 4px 0; line-height: 1.5; font-size: 15px }
.hot-picks a { color: #222 } .newsletter input { width: 170px; padding: 5px; border: 1px solid #bbb }
.tags a { display: inline-block; background: #f0e8d8; padding: 0 10px; margin: 0 6px 6px 0 }
.membership { background: #fff6dd; border: 1px dashed #d8a21b; padding: 12px 18px; font-size: 15px }
.footer { border-top: 3px double #8e1616; margin-top: 34px; padding: 14px 16px 40px; font-size: 14px; color: #777 }
.logo img { background: url( "https://img.lantern.example/pic/logo.svg?halo=1" ) no-repeat -9999px 0 }
.icon-print { background: url('//img.lantern.example/pic/icon-print-320.png') no-repeat 0 50% / 16px 16px; padding-left: 20px }
.neighbours { list-style: none; padding: 10px 0; border-top: 1px solid #e4dccb; border-bottom: 1px solid #e4dccb; font-size: 15px }
.section-head { border-top: 3px solid #8e1616; padding-top: 6px; margin-top: 34px } .section-head small { float: right; font-size: 14px; font-weight: 400 }
.sponsored { background: URL(https://ads.adnet.example/stripe.gif) }
@media (max-width: 760px) {
  body { font-size: 18px }
  .layout, .layout > tbody, .layout > tbody > tr, .layout > tbody > tr > td,
  .masthead, .masthead tbody, .masthead tr, .masthead td { display: block; width: 100% !important }
  .layout .right { padding-left: 0; margin-top: 30px } .masthead .tools { text-align: left; margin-top: 10px }
  h1 { font-size: 27px } .teaser .thumb { width: 112px } .nav .edition { margin-left: 0 }
}
`

export const printCss = `.nav, .banner-ad, .right, .footer form { display: none }
body { background: none; color: #000 }
.article_body { background: url(/pic/paper-grain.svg) no-repeat -9999px 0 }
`

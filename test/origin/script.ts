/** /js/main.js: without it the lazy pictures stay placeholders, as in many a real paper. */
export const mainJs = `function init() {
  document.querySelectorAll('img[data-src], img[data-original]').forEach(function (img) {
    if (img.dataset.srcset) img.srcset = img.dataset.srcset
    img.src = img.dataset.src || img.dataset.original
  })
}
`

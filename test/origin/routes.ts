import { type IRequest, IttyRouter } from 'itty-router'
import { type Answer, asset, plain, redirect } from './answer.ts'
import type { Article, Edition, Section } from './article.ts'
import { articlePage } from './article-page.ts'
import { atom, rss, sitemap } from './feed.ts'
import { home } from './home.ts'
import { sectionPage, tagPage } from './list-page.ts'
import { mobileArticle, mobileHome, mobileSection } from './mobile.ts'
import { membershipPage, notFound, robots } from './other-pages.ts'
import { articleById, articlePath, homePath, isEdition, isSection } from './paper.ts'
import { favicon, membershipBanner, picture } from './pictures.ts'
import { mainJs } from './script.ts'
import { searchPage } from './search.ts'
import { mainCss, printCss } from './styles.ts'
import { staticFiles } from './styles-static.ts'

/** A handler answers, or gives undefined and so leaves the request to the next route. */
type Found = Answer | undefined | Promise<Answer | undefined>

const text = (request: IRequest, name: string): string => {
  try {
    return decodeURIComponent(request.params[name] ?? '')
  } catch {
    return ''
  }
}

/** Runs a handler that wants an edition, for a path that begins with one. */
const forEdition =
  (handle: (edition: Edition, request: IRequest) => Found) =>
  (request: IRequest): Found => {
    const name = text(request, 'edition')
    return isEdition(name) ? handle(name, request) : undefined
  }

/** A home page, at its own address only: /en and /gb/ lead there. */
const forHome = (handle: (edition: Edition) => Answer) =>
  forEdition((edition, request) => {
    const path = homePath(edition)
    return new URL(request.url).pathname === path ? handle(edition) : redirect(301, path)
  })

const forSection = (handle: (edition: Edition, section: Section) => Found) =>
  forEdition((edition, request) => {
    const name = text(request, 'section')
    return isSection(name) ? handle(edition, name) : undefined
  })

/** Runs a handler for `<id>.html` and `<id>_2.html`, if the address is the article's own and it has that page. */
const forArticle =
  (handle: (article: Article, page: number) => Answer) =>
  (request: IRequest): Found => {
    const [id = '', number = '1'] = text(request, 'file').split('_')
    const article = articleById(id)
    const path = new URL(request.url).pathname
    if (!article?.pages[Number(number) - 1] || articlePath(article, Number(number)) !== path) return undefined
    return handle(article, Number(number))
  }

const script = 'text/javascript; charset=utf-8'
const css = 'text/css; charset=utf-8'

const www = IttyRouter()
www
  .get('/', () => home('gb'))
  .get('/:edition', forHome(home))
  .get(
    '/:edition/search',
    forEdition((edition, request) => searchPage(edition, new URL(request.url).searchParams.get('q') ?? '')),
  )
  .get(
    '/:edition/tag/:tag',
    forEdition((edition, request) => tagPage(edition, text(request, 'tag'))),
  )
  .get('/:edition/:section.html', forSection(sectionPage))
  .get('/:edition/:section.xml', forSection(rss))
  .get('/:edition/:year/:month/:day/:file.html', forArticle(articlePage))
  .get('/go/:id', request => {
    const article = articleById(text(request, 'id'))
    return article && redirect(301, articlePath(article))
  })
  .get('/atom.xml', atom)
  .get('/sitemap.xml', sitemap)
  .get('/robots.txt', () => asset(robots, 'text/plain; charset=utf-8'))
  .get('/css/main.css', () => asset(mainCss, css))
  .get('/css/print.css', () => asset(printCss, css))
  .get('/js/main.js', () => asset(mainJs, script))
  .get('/kzgd/subscribe.html', membershipPage)
  .get('/kzgd/ad/membership_728.png', membershipBanner)

/** The mobile edition has the same addresses; what it has not made simpler, it shows as www does. */
const mobile = IttyRouter()
mobile
  .get('/', () => mobileHome('gb'))
  .get('/:edition', forHome(mobileHome))
  .get('/:edition/:section.html', forSection(mobileSection))
  .get('/:edition/:year/:month/:day/:file.html', forArticle(mobileArticle))
  .get('*', request => www.fetch(request))

const pictures = IttyRouter()
pictures
  .get('/pic/:file+', request => picture(text(request, 'file')))
  .get('/photos/:file+', request => picture(text(request, 'file')))
  .get('/favicon.ico', favicon)

const statics = IttyRouter()
statics.get('/:file+', request => {
  const file = staticFiles[text(request, 'file')]
  return file && asset(file.body, file.type)
})

/** The ad server: what the paper's style sheet imports from it is there, or the paper's own console would complain. */
const adverts = IttyRouter()
adverts.get('/fonts.css', () => asset('.lantern-ad { font-family: "Lantern Signs" }\n', css))

const hosts: Record<string, { fetch: (request: Request) => Promise<Answer | undefined> }> = {
  'm.lantern.example': mobile,
  'img.lantern.example': pictures,
  'static.lantern.example': statics,
  'pictures.agency.example': pictures,
  'ads.adnet.example': adverts,
}

/** The answer before any fault. A host that is not the paper's own is taken for www, pictures and all. */
export async function answerTo(request: Request, url: URL): Promise<Answer> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, '', { Allow: 'GET, HEAD' })
  const asGet = new Request(request.url, { headers: request.headers })
  const host = hosts[url.hostname]
  const answer = await (host ?? www).fetch(asGet)
  return answer ?? (await pictures.fetch(asGet)) ?? notFound(url.pathname)
}

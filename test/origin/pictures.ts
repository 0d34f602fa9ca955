import { type Answer, asset } from './answer.ts'
import { png } from './png.ts'
import { hash } from './scene.ts'
import { lantern, svg } from './svg.ts'
import dawn from './webp/dawn.webp'
import dusk from './webp/dusk.webp'
import noon from './webp/noon.webp'
import rain from './webp/rain.webp'

/** Real WebP files. There is no encoder here, so a stem picks one of them by its hash. */
const webps = [dawn, noon, dusk, rain].map(file => new Uint8Array(file))

/** Drawing a PNG takes some milliseconds, so the last drawn are kept. */
const drawn = new Map<string, Uint8Array<ArrayBuffer>>()

async function drawnPng(stem: string, width: number, height: number): Promise<Uint8Array<ArrayBuffer>> {
  const key = `${stem} ${width} ${height}`
  const known = drawn.get(key)
  if (known) return known
  const file = await png(stem, width, height)
  if (drawn.size >= 100) drawn.clear()
  drawn.set(key, file)
  return file
}

/** An icon file is a directory of pictures; this one holds a single PNG. */
async function icon(): Promise<Uint8Array<ArrayBuffer>> {
  const picture = await drawnPng('lantern', 32, 32)
  const file = new Uint8Array(22 + picture.length)
  const view = new DataView(file.buffer)
  file.set([0, 0, 1, 0, 1, 0, 32, 32, 0, 0, 1, 0, 32, 0])
  view.setUint32(14, picture.length, true)
  view.setUint32(18, 22, true)
  file.set(picture, 22)
  return file
}

export const favicon = async (): Promise<Answer> => asset(await icon(), 'image/x-icon')

/** /kzgd/ad/membership_728.png: the banner of the membership advert. */
export const membershipBanner = async (): Promise<Answer> =>
  asset(await drawnPng('membership', 728, 90), 'image/png')

/** `<stem>.<kind>` or `<stem>-320.<kind>`, `-640`. Names that begin with "missing" have no picture, for tests. */
export async function picture(file: string): Promise<Answer | undefined> {
  const match = /^(?!missing)([a-z0-9][a-z0-9 _-]*?)(?:-(320|640))?\.(png|webp|svg)$/.exec(file)
  if (!match) return undefined
  const [, stem = '', suffix = '800', kind] = match
  const width = Number(suffix)
  const height = Math.round((width * 9) / 16)
  if (kind === 'png') return asset(await drawnPng(stem, width, height), 'image/png')
  if (kind === 'svg') return asset(stem === 'logo' ? lantern : svg(stem, width, height), 'image/svg+xml')
  return asset(webps[hash(stem) % webps.length] ?? new Uint8Array(), 'image/webp')
}

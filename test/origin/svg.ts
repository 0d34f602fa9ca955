import { esc } from './html.ts'
import { type Colour, scene } from './scene.ts'

const rgb = (colour: Colour): string => `rgb(${colour.join(' ')})`

/** The landscape of a stem as SVG, with its stem as the caption, so that a picture can be told by looking at it. */
export function svg(stem: string, width: number, height: number): string {
  const { sky, sun, ridges } = scene(stem)
  const hills = ridges.map(ridge => {
    const points = Array.from({ length: 89 }, (_, n) => {
      const x = n / 88
      return `${Math.round(x * width)},${Math.round(ridge.height(x) * height)}`
    })
    return `<polygon fill="${rgb(ridge.colour)}" points="0,${height} ${points.join(' ')} ${width},${height}"/>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="${rgb(sky[0])}"/><stop offset=".65" stop-color="${rgb(sky[1])}"/></linearGradient></defs>
<rect width="${width}" height="${height}" fill="url(#sky)"/>
<circle cx="${Math.round(sun.x * width)}" cy="${Math.round(sun.y * height)}" r="${Math.round(sun.radius * width)}" fill="${rgb(sun.colour)}"/>
${hills.join('\n')}
<text x="${width - 10}" y="${height - 12}" text-anchor="end" font-family="sans-serif" font-size="${Math.round(width / 36)}" fill="#fff" fill-opacity=".8">${esc(stem)}</text>
</svg>
`
}

/** The paper's mark: a red paper lantern. */
export const lantern = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 64 64">
<path d="M32 2v8M25 54h14M32 54v8M28 56v5M36 56v5" stroke="#b8860b" stroke-width="2.5" stroke-linecap="round"/>
<rect x="24" y="9" width="16" height="5" rx="1.5" fill="#b8860b"/><rect x="24" y="50" width="16" height="5" rx="1.5" fill="#b8860b"/>
<ellipse cx="32" cy="32" rx="25" ry="19" fill="#c62828"/>
<path d="M32 13c-9 9-9 29 0 38M32 13c9 9 9 29 0 38M20 15c-12 9-12 25 0 34M44 15c12 9 12 25 0 34" fill="none" stroke="#8e1616" stroke-width="1.6"/>
<ellipse cx="32" cy="32" rx="10" ry="13" fill="#ffcf5c" fill-opacity=".55"/>
</svg>
`

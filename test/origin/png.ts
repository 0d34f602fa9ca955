import { type Colour, scene } from './scene.ts'

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c
})

function crc(bytes: Uint8Array): number {
  let c = 0xffffffff
  for (const byte of bytes) c = (crcTable[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8)
  return ~c >>> 0
}

/** A PNG chunk: length, name, data, checksum of name and data. */
function chunk(name: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, data.length)
  bytes.set(new TextEncoder().encode(name), 4)
  bytes.set(data, 8)
  view.setUint32(data.length + 8, crc(bytes.subarray(4, data.length + 8)))
  return bytes
}

function header(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(13)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  // Eight bits a pixel, colour by palette; the rest is zero.
  bytes.set([8, 3], 8)
  return bytes
}

async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'))
  return new Uint8Array(await new Response(packed).arrayBuffer())
}

const skySteps = 120

/** Palette numbers, row by row, each row behind the zero that names its (absent) filter. */
function pixels(
  stem: string,
  width: number,
  height: number,
): { palette: Colour[]; rows: Uint8Array<ArrayBuffer> } {
  const { sky, sun, ridges } = scene(stem)
  const blend = (n: number): Colour =>
    [0, 1, 2].map(i =>
      Math.round((sky[0][i] ?? 0) + ((sky[1][i] ?? 0) - (sky[0][i] ?? 0)) * (n / skySteps)),
    ) as Colour
  const palette = [
    ...Array.from({ length: skySteps }, (_, n) => blend(n)),
    sun.colour,
    ...ridges.map(ridge => ridge.colour),
  ]
  const tops = ridges.map(ridge =>
    Float64Array.from({ length: width }, (_, x) => ridge.height(x / width) * height),
  )
  const rows = new Uint8Array(height * (width + 1))
  for (let y = 0; y < height; y++) {
    const air = Math.min(skySteps - 1, Math.floor((y / height / 0.65) * skySteps))
    for (let x = 0; x < width; x++) {
      let colour = air
      if (Math.hypot(x - sun.x * width, y - sun.y * height) < sun.radius * width) colour = skySteps
      for (const [n, top] of tops.entries()) if (y >= (top[x] ?? 0)) colour = skySteps + 1 + n
      rows[y * (width + 1) + 1 + x] = colour
    }
  }
  return { palette, rows }
}

/** The landscape of a stem as a real PNG file. */
export async function png(stem: string, width: number, height: number): Promise<Uint8Array<ArrayBuffer>> {
  const { palette, rows } = pixels(stem, width, height)
  const parts = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header(width, height)),
    chunk('PLTE', Uint8Array.from(palette.flat())),
    chunk('IDAT', await deflate(rows)),
    chunk('IEND', new Uint8Array()),
  ]
  const file = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    file.set(part, at)
    at += part.length
  }
  return file
}

import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A secret that stays the same over restarts: the file's own text, or a new random one that only this user can
 * read. Bookmarks of the admin pages and the tags in stored pages hold as long as the folder does.
 */
export function keptSecret(folder: string, name: string): string {
  const path = join(folder, name)
  mkdirSync(folder, { recursive: true })
  try {
    const kept = readFileSync(path, 'utf8').trim()
    if (kept) return kept
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const made = randomBytes(24).toString('base64url')
  writeFileSync(path, `${made}\n`, { mode: 0o600 })
  return made
}

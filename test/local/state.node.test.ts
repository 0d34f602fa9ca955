import assert from 'node:assert/strict'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { portTrouble } from '../../scripts/local/port.ts'
import { keptSecret } from '../../scripts/local/secrets.ts'

const folder = mkdtempSync(join(tmpdir(), 'state-'))
after(() => rmSync(folder, { recursive: true }))

describe('a kept secret', () => {
  test('is made once, in a folder made for it, and then stays', () => {
    const state = join(folder, 'a', 'b')
    const made = keptSecret(state, 'admin-token')
    assert.match(made, /^[\w-]{32}$/)
    assert.equal(keptSecret(state, 'admin-token'), made)
    assert.equal(readFileSync(join(state, 'admin-token'), 'utf8'), `${made}\n`)
    assert.notEqual(keptSecret(state, 'asset-key'), made)
  })

  test('can be read by nobody else', () => {
    keptSecret(folder, 'mode')
    assert.equal(statSync(join(folder, 'mode')).mode & 0o777, 0o600)
  })

  test('is the operator’s own where one was written down', () => {
    writeFileSync(join(folder, 'own'), '  my secret\n\n')
    assert.equal(keptSecret(folder, 'own'), 'my secret')
  })

  test('is made anew where the file is empty', () => {
    writeFileSync(join(folder, 'empty'), '\n')
    const made = keptSecret(folder, 'empty')
    assert.match(made, /^[\w-]{32}$/)
    assert.equal(keptSecret(folder, 'empty'), made)
  })

  test('that cannot be kept is an error, not another secret each time', () => {
    writeFileSync(join(folder, 'file'), '')
    chmodSync(join(folder, 'file'), 0o600)
    assert.throws(() => keptSecret(join(folder, 'file'), 'token'), /EEXIST|ENOTDIR/)
    assert.throws(() => keptSecret(folder, 'a'), /EISDIR/)
  })
})

describe('a port', () => {
  test('that is taken is told, with another one to choose; once it is free there is no trouble', async () => {
    const server = createServer()
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const { port } = server.address() as AddressInfo
    const trouble = await portTrouble(port)
    assert.match(trouble ?? '', new RegExp(`^PORT: ${port} is in use; .* PORT=${port + 1} npm start$`))
    await once(server.close(), 'close')
    assert.equal(await portTrouble(port), undefined)
  })
})

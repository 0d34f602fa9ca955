import { createServer } from 'node:net'

/** Why nothing can listen on a port of this machine, or undefined when it is free. */
export async function portTrouble(port: number): Promise<string | undefined> {
  const server = createServer()
  const { promise, resolve } = Promise.withResolvers<string | undefined>()
  server.once('error', (error: NodeJS.ErrnoException) => resolve(explain(error, port)))
  server.listen(port, '127.0.0.1', () => server.close(() => resolve(undefined)))
  return promise
}

function explain({ code, message }: NodeJS.ErrnoException, port: number): string {
  if (code === 'EADDRINUSE')
    return `PORT: ${port} is in use; stop what listens there, or choose another: PORT=${port + 1} npm start`
  if (code === 'EACCES') return `PORT: ${port} needs root; choose another: PORT=8787 npm start`
  return `PORT: nothing can listen on ${port} (${message}); choose another: PORT=8787 npm start`
}

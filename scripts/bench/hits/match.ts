/** What a hit is held against: a Worker that only matches. A PUT keeps what it is to answer with. */
export default {
  async fetch(request: Request): Promise<Response> {
    const cache = caches.default
    if (request.method === 'PUT') {
      const { body, headers } = request
      await cache.put(request.url, new Response(body, { headers }))
      return new Response(null, { status: 204 })
    }
    const found = await cache.match(request)
    return found ?? new Response('nothing is kept under this address', { status: 404 })
  },
}

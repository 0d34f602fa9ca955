/** The least that a Worker can be: what its start costs is workerd's own. */
export default { fetch: () => new Response('{}') }

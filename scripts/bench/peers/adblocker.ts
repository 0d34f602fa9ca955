import { benchWorker } from '../harness.ts'
import { compile, hide } from './hide.ts'

async function takeLists(request: Request): Promise<Response> {
  compile(await request.text())
  return new Response('compiled')
}

export default benchWorker({ variants: { adblocker: hide }, routes: { '/lists': takeLists } })

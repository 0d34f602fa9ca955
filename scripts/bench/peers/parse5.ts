import { benchWorker } from '../harness.ts'
import { relink } from './relink.ts'

export default benchWorker({ variants: { parse5: relink } })

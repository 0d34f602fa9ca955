import type { Article } from '../article.ts'
import { b5 } from './b5.ts'
import { en } from './en.ts'
import { gb } from './gb.ts'
import { pictureStems } from './pictures.ts'

export const articles: Article[] = [...gb, ...b5, ...en]

export const pictures: string[] = [...pictureStems]

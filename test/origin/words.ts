import type { Edition, Section } from './article.ts'
import { b5 } from './words-b5.ts'
import { en } from './words-en.ts'

const gb = {
  lang: 'zh-CN',
  paper: '灯笼报',
  motto: '把灯举高一点',
  self: '简体',
  home: '首页',
  sections: { world: '世界', science: '科学', life: '生活' },
  ad: '广告',
  sponsored: '赞助内容',
  hot: '热门推荐',
  latest: '最新消息',
  otherEditions: '其他版本',
  more: '更多',
  search: '搜索',
  searchHint: '输入关键词',
  found: '条结果',
  nothing: '没有找到相关文章。',
  tag: '标签',
  by: '记者',
  source: '来源',
  shortAddress: '本文短网址',
  rights: '版权所有，转载请注明出处',
  share: '分享',
  print: '打印本文',
  next: '下一页',
  previous: '上一页',
  newer: '下一篇',
  older: '上一篇',
  text: '正文',
  member: '荣誉会员',
  memberCall: '【征集会员】一盏灯照不远，一万盏灯就是一条街。请成为灯笼报的',
  memberText: '会员每年付一份订阅费，编辑部就能多派一名记者出门。这一页和这个故事一样，是演示用的虚构内容。',
  newsletter: '每日邮件',
  subscribe: '订阅',
  missing: '这一页不在了',
  missingText: '它可能搬了家，也可能从来没有登过报。',
  about: '灯笼报是一份虚构的演示报纸，文章、人物与机构均属虚构。',
  correction: '更正：本文较早的版本写错了一个数字，现已改正。',
}

export type Words = typeof gb & { sections: Record<Section, string> }

export const words: Record<Edition, Words> = { gb, b5, en }

/** The date as a reader of this edition writes it, taken from the address's own yyyy-mm-dd. */
export function dateLine(edition: Edition, iso: string): string {
  const [year = 0, month = 1, day = 1] = iso.slice(0, 10).split('-').map(Number)
  if (edition !== 'en') return `${year}年${month}月${day}日`
  return `${day} ${new Date(Date.UTC(year, month - 1, day)).toLocaleString('en', { month: 'long', timeZone: 'UTC' })} ${year}`
}

import { about, type Situation } from '../situation.ts'

const must = about('required', '9213 §2.2')
const may = about('optional', '9213 §2.2')
const form = about('required', '9213 §2.1')
const mayForm = about('optional', '9213 §2.1')
const both = (cdn: string, all: string) => ({ 'cdn-cache-control': cdn, 'cache-control': all })

export const targeted: Situation[] = [
  may.hit('CDN-Cache-Control alone keeps a response', { 'cdn-cache-control': 'max-age=600' }),
  may.hit('CDN-Cache-Control counts before max-age=0', both('max-age=600', 'max-age=0')),
  may.hit('CDN-Cache-Control counts before no-store', both('max-age=600', 'no-store')),
  may.hit('CDN-Cache-Control counts before no-cache', both('max-age=600', 'no-cache')),
  may.hit('CDN-Cache-Control counts before private', both('max-age=600', 'private')),
  may.hit('CDN-Cache-Control counts before Expires', { 'cdn-cache-control': 'max-age=600', expires: '0' }),
  must.miss(
    'CDN-Cache-Control of max-age=0 counts before a longer max-age',
    both('max-age=0', 'max-age=600'),
  ),
  must.miss('CDN-Cache-Control of no-store counts before max-age', both('no-store', 'max-age=600')),
  must.miss('CDN-Cache-Control of no-cache counts before max-age', both('no-cache', 'max-age=600')),
  must.miss('CDN-Cache-Control of private counts before max-age', both('private', 'max-age=600')),
  must.miss('CDN-Cache-Control of no-store counts before Expires', {
    'cdn-cache-control': 'no-store',
    expires: '{+600}',
  }),
  must.miss('CDN-Cache-Control hides max-age where it says something else', both('none', 'max-age=600')),
  must.miss('CDN-Cache-Control hides Expires where it says something else', {
    'cdn-cache-control': 'none',
    expires: '{+600}',
  }),
  must.miss('CDN-Cache-Control is over', both('max-age=60', 'max-age=600'), { later: 61 }),
  may.hit('CDN-Cache-Control with an s-maxage', both('s-maxage=600, max-age=0', 'max-age=0')),
  mayForm.hit('CDN-Cache-Control with a parameter that means nothing', both('max-age=600;x=1', 'max-age=0')),
  mayForm.hit('CDN-Cache-Control in two lines', {
    'cdn-cache-control': ['public', 'max-age=600'],
    'cache-control': 'no-store',
  }),
  mayForm.hit('CDN-Cache-Control: the last of two counts', both('max-age=0, max-age=600', 'max-age=0')),
  form.miss(
    'CDN-Cache-Control: the last of two counts, also where it is 0',
    both('max-age=600, max-age=0', 'max-age=600'),
  ),
  mayForm.hit('an empty CDN-Cache-Control is not there', both('', 'max-age=600')),
  form.miss('an empty CDN-Cache-Control hides no no-store', both('', 'no-store, max-age=600')),
  mayForm.hit('a CDN-Cache-Control in capitals is no structured field', both('MAX-AGE=0', 'max-age=600')),
  form.miss('a CDN-Cache-Control in capitals hides no no-store', both('MAX-AGE=600', 'no-store')),
  mayForm.hit('a broken CDN-Cache-Control is not there', both('max-age=0, &&&', 'max-age=600')),
  form.miss('a broken CDN-Cache-Control hides no no-store', both('max-age=600, &&&', 'no-store')),
  form.miss(
    'a CDN-Cache-Control with a comma at its end hides no no-store',
    both('max-age=600,', 'no-store'),
  ),
  form.miss('CDN-Cache-Control with text for a number', both('max-age="600"', 'max-age=600')),
  form.miss('CDN-Cache-Control with a decimal', both('max-age=600.0', 'max-age=600')),
  mayForm.hit(
    'CDN-Cache-Control with a decimal of another name',
    both('max-age=600, x-max-age=600.0', 'max-age=0'),
  ),
  form.miss('CDN-Cache-Control below 0', both('max-age=-600', 'max-age=600')),
  form.miss('CDN-Cache-Control with max-age and no value', both('max-age', 'max-age=600')),
  form.miss('CDN-Cache-Control with a token for a number', both('max-age=a', 'max-age=600')),
  may.make(
    'stale-while-revalidate in CDN-Cache-Control',
    { answer: { fields: both('max-age=60, stale-while-revalidate=600', 'max-age=60') } },
    { later: 70, expect: { from: 'renewed behind' } },
  ),
  must.make(
    'CDN-Cache-Control leaves Cache-Control for others',
    {
      answer: { fields: both('max-age=600', 'max-age=5') },
      expect: { has: { 'cache-control': 'max-age=5' } },
    },
    { expect: { from: 'cache', has: { 'cache-control': 'max-age=5' } } },
  ),
]

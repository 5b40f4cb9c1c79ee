import { testRule } from '../testing/test-rule.ts';
import { responseDiffers } from './response-differs.rule.ts';

const declared = '/** Counts the orders. */\nfunction count_orders(): [|{ count: integer }|];';
const seen = (response: { [key: string]: number | string }) => [
  { function: 'count_orders', response, source: 'run.jsonl:3' },
];

testRule(responseDiffers, {
  bad: [{ input: declared, observations: seen({ count: 'three' }), message: '(run.jsonl:3)' }],
  good: [
    { input: declared.replace('[|', '').replace('|]', ''), observations: seen({ count: 3 }) },
    { input: declared.replace('[|', '').replace('|]', ''), observations: seen({ error: 'no such shop' }) },
  ],
});

import { type NameStyle, nameStyle, restyle } from '../../english/index.ts';
import { message } from '../message.ts';
import { type Buckets, defineRule } from '../rule.ts';
import { offer } from '../support/fixes.ts';
import { isTask } from '../support/lists.ts';
import { rename } from '../support/rename.ts';

const STYLES: readonly NameStyle[] = ['snake_case', 'camelCase', 'PascalCase', 'kebab-case', 'UPPER_CASE'];
/** Names of several words a catalog must have before it has a style. */
const ENOUGH = 6;
/** Share of them from which a style is the catalog's own. */
const MAJORITY = 0.75;

export const nameStyleMixed = defineRule({
  code: 'name-style-mixed',
  family: 'clear',
  severity: 'hint',
  title: 'A function named in another style than the rest.',
  message: message`Most functions here are named in ${'usual'}; ${'name'} is ${'style'}. In ${'usual'} it is \`${'better'}\`.`,
  docs: {
    what: 'A function name in another style (`snake_case`, `camelCase`, …) than three quarters of the catalog. Names of one word have no style.',
    why: 'Models generalise over a tool list: where the style wavers they write names that do not exist.',
    bad: `/** A. */ function list_orders(): string; /** B. */ function get_order(): string; /** C. */ function pay_order(): string;
/** D. */ function send_order(): string; /** E. */ function track_order(): string; /** F. */ function find_order(): string;
/** G. */ function [|cancelOrder|](): string;`,
    good: `/** A. */ function list_orders(): string; /** B. */ function get_order(): string; /** C. */ function pay_order(): string;
/** D. */ function send_order(): string; /** E. */ function track_order(): string; /** F. */ function find_order(): string;
/** G. */ function cancel_order(): string;`,
  },
  catalog: {
    keys: (signature) => {
      const style = nameStyle(signature.name);
      return style === undefined ? [] : [style];
    },
    summary: usualStyle,
    check({ entry, signature }, [style], buckets, report) {
      const usual = usualOf(buckets);
      if (usual === '' || style === undefined || style === usual || isTask(entry)) return;
      const better = restyle(signature.name, usual);
      report({ part: ['name'], data: { usual, name: `\`${signature.name}\``, style, better } });
    },
  },
  fixes: (context) => offer(`Rename to "${context.data.better}"`, rename(context, context.data.better)),
});

/** The buckets stay the same until the next catalog: one count for all of its functions. */
function usualOf(buckets: Buckets): NameStyle | '' {
  const known = counted.get(buckets) ?? (usualStyle(buckets) as NameStyle | '');
  counted.set(buckets, known);
  return known;
}

const counted = new WeakMap<Buckets, NameStyle | ''>();

function usualStyle(buckets: Buckets): string {
  const counts = STYLES.map((style) => buckets.size(style));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const most = Math.max(...counts);
  return total >= ENOUGH && most < total && most >= total * MAJORITY ? (STYLES[counts.indexOf(most)] ?? '') : '';
}

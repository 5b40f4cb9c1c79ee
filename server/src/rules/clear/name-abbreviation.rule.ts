import { splitWords, wordsOfName } from '../../english/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { textOf } from '../support/schema.ts';

/** Short forms that everybody reads: words of the trade, units, formats. */
const KNOWN = new Set(
  (
    'id ids url urls uri api http https html css xml json csv pdf sql ssh ftp tls ssl dns gps sms mms usd eur gbp jpy mph kph rpm km cm mm kg lb ' +
    'lbs ml mg db tv vs nth gdp ip tcp udp cpu gpu ram ssd hdd usb ui ux os pc vm vpn lan wan rss js ts py sh md txt svg png jpg mp3 mp4 dvd cd ' +
    'dna rna ph ppm sku crm erp hr cv ceo nyc uk us eu un nfl nba mlb nhl nfc bmi hsv rgb cmyk pid ttl utc gmt dst bp bpm fps dpi hd ' +
    'jwt mfa sso ssn ein vat gst llc ltd inc pr mr mrs ms dr st rd th nd qr pin psi nhs ngo std ctx cc bcc by my try dry fly sky cry spy pry'
  ).split(' '),
);

export const nameAbbreviation = defineRule({
  code: 'name-abbreviation',
  family: 'clear',
  severity: 'hint',
  title: 'An abbreviation that nothing explains.',
  message: message`Nothing explains the abbreviation "${'short'}" in ${'name'}.`,
  docs: {
    what: "A part of a parameter's name without a vowel (`qty`, `dst`, `cfg`) for which the description has no word that it could be short for. Short forms that everybody reads (`id`, `url`, `km`) are fine.",
    why: 'Several words fit most abbreviations; the model takes the one it has seen more often.',
    bad: `/** Adds a product to the cart. @param product Product to add. @param qty As wanted by the customer. */
function add_to_cart(product: string, [|qty|]: integer): boolean;`,
    good: `/** Adds a product to the cart. @param product Product to add. @param qty Quantity, as wanted by the customer. */
function add_to_cart(product: string, qty: integer): boolean;`,
  },
  checkProperty(node, subject, report) {
    if (node.shared) return;
    const short = wordsOfName(node.name).find(isAbbreviation);
    if (short === undefined) return;
    const schema = subject.resolve(node);
    const text = `${textOf(schema, 'description')} ${textOf(schema, 'title')} ${subject.signature.description}`;
    if (splitWords(text).some((word) => word === short || standsFor(short, word))) return;
    report({ part: partOf(node), what: 'key', data: { short, name: `\`${node.name}\`` } });
  },
});

function isAbbreviation(word: string): boolean {
  return word.length >= 2 && word.length <= 5 && /^[bcdfghjklmnpqrstvwxz]+y?$/.test(word) && !KNOWN.has(word);
}

/** `qty` for quantity: the same first letter, the others in order. */
function standsFor(short: string, word: string): boolean {
  if (word[0] !== short[0] || word.length <= short.length) return false;
  let at = 0;
  for (const letter of short) {
    at = word.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

import { isSpeltOut } from '../../../../english/index.ts';

/** Letters with a vowel among them that are spelt out all the same. */
const SPELT =
  /^(?:isbn|issn|iban|bic|vin|vat|gtin|ean|upc|sku|url|uri|ip|gps|api|cpu|ram|csv|json|id|imo|ocr|eta|etd|usb|gpu|iot|api|ai|ui|seo|roi|kpi|faq|ceo|isin|ocr|doi|orcid)$/;

/** "isbn" → "ISBN": letters that are spelt out and not spoken. */
export function inCapitals(noun: string): string {
  return noun.replace(/(?<![\p{L}])[a-z]{2,4}(?![\p{L}])/gu, (word) =>
    SPELT.test(word) || isSpeltOut(word) ? word.toUpperCase() : word,
  );
}

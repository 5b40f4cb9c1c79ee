/** "isbn" → "ISBN": letters that are spelt out and not spoken. */
export function inCapitals(noun: string): string {
  return noun.replace(
    /(?<![\p{L}])(?:isbn|issn|iban|bic|vin|vat|gtin|ean|upc|sku|url|uri|ip|sms|gps|sql|api|dns|ssl|tls|ssh|cpu|ram|pin|csv|pdf|html|json|xml|id)(?![\p{L}])/gu,
    (word) => word.toUpperCase(),
  );
}

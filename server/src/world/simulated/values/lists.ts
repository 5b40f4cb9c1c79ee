/** Small lists of believable values, ours. They stand in for the data a real service would hold. */

export const FIRST_NAMES = [
  'Ana',
  'Ben',
  'Chloe',
  'Daniel',
  'Elif',
  'Farid',
  'Grace',
  'Hiro',
  'Ines',
  'Jonas',
  'Karin',
  'Liam',
  'Maya',
  'Nils',
  'Olga',
  'Priya',
  'Quentin',
  'Rosa',
  'Samir',
  'Tara',
  'Uma',
  'Viktor',
  'Wanda',
  'Yuki',
] as const;

export const LAST_NAMES = [
  'Ruiz',
  'Meyer',
  'Okafor',
  'Tanaka',
  'Lindgren',
  'Rossi',
  'Novak',
  'Silva',
  'Haddad',
  'Kowalski',
  'Brandt',
  'Nguyen',
  'Fischer',
  'Costa',
  'Andersen',
  'Mehta',
  'Dubois',
  'Walsh',
  'Moreau',
  'Ivanova',
  'Park',
  'Santos',
  'Keller',
  'Ahmed',
] as const;

export interface City {
  readonly name: string;
  readonly country: string;
  readonly code: string;
  readonly airport: string;
  readonly currency: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly timezone: string;
}

const city = (
  name: string,
  country: string,
  code: string,
  airport: string,
  currency: string,
  latitude: number,
  longitude: number,
  timezone: string,
): City => ({ name, country, code, airport, currency, latitude, longitude, timezone });

export const CITIES: readonly City[] = [
  city('Lisbon', 'Portugal', 'PT', 'LIS', 'EUR', 38.72, -9.14, 'Europe/Lisbon'),
  city('Oslo', 'Norway', 'NO', 'OSL', 'NOK', 59.91, 10.75, 'Europe/Oslo'),
  city('Vienna', 'Austria', 'AT', 'VIE', 'EUR', 48.21, 16.37, 'Europe/Vienna'),
  city('Dublin', 'Ireland', 'IE', 'DUB', 'EUR', 53.35, -6.26, 'Europe/Dublin'),
  city('Zurich', 'Switzerland', 'CH', 'ZRH', 'CHF', 47.38, 8.54, 'Europe/Zurich'),
  city('Boston', 'United States', 'US', 'BOS', 'USD', 42.36, -71.06, 'America/New_York'),
  city('Denver', 'United States', 'US', 'DEN', 'USD', 39.74, -104.99, 'America/Denver'),
  city('Seattle', 'United States', 'US', 'SEA', 'USD', 47.61, -122.33, 'America/Los_Angeles'),
  city('Toronto', 'Canada', 'CA', 'YYZ', 'CAD', 43.65, -79.38, 'America/Toronto'),
  city('Osaka', 'Japan', 'JP', 'KIX', 'JPY', 34.69, 135.5, 'Asia/Tokyo'),
  city('Singapore', 'Singapore', 'SG', 'SIN', 'SGD', 1.35, 103.82, 'Asia/Singapore'),
  city('Sydney', 'Australia', 'AU', 'SYD', 'AUD', -33.87, 151.21, 'Australia/Sydney'),
  city('Nairobi', 'Kenya', 'KE', 'NBO', 'KES', -1.29, 36.82, 'Africa/Nairobi'),
  city('Santiago', 'Chile', 'CL', 'SCL', 'CLP', -33.45, -70.67, 'America/Santiago'),
  city('Prague', 'Czechia', 'CZ', 'PRG', 'CZK', 50.08, 14.44, 'Europe/Prague'),
  city('Athens', 'Greece', 'GR', 'ATH', 'EUR', 37.98, 23.73, 'Europe/Athens'),
];

export const STREETS = [
  'Harbour Street',
  'Mill Lane',
  'Station Road',
  'Garden Avenue',
  'Market Square',
  'Chestnut Street',
  'Park Row',
  'Bridge Road',
] as const;

export const COMPANIES = [
  'Northwind Labs',
  'Bluefin Logistics',
  'Cedar & Co',
  'Harbor Analytics',
  'Summit Foods',
  'Lumen Energy',
  'Orchard Media',
  'Atlas Freight',
] as const;

export const TICKERS = ['NWL', 'BFL', 'CDR', 'HBA', 'SMF', 'LMN', 'ORC', 'ATF'] as const;

export const PRODUCTS = [
  'wireless headphones',
  'desk lamp',
  'trail running shoes',
  'coffee grinder',
  'travel backpack',
  'mechanical keyboard',
  'water bottle',
  'rain jacket',
] as const;

export const TOPICS = [
  'quarterly budget',
  'garden project',
  'team offsite',
  'release plan',
  'customer survey',
  'travel schedule',
  'kitchen renovation',
  'reading list',
] as const;

export const COLORS = ['blue', 'green', 'black', 'white', 'red', 'grey'] as const;
export const LANGUAGES = ['en', 'es', 'de', 'fr', 'ja', 'pt'] as const;
export const GENRES = ['jazz', 'drama', 'science fiction', 'folk', 'comedy', 'history'] as const;
export const WEATHER = ['sunny', 'partly cloudy', 'light rain', 'overcast', 'windy', 'clear'] as const;
export const CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'CAD', 'AUD', 'NOK'] as const;
export const EXTENSIONS = ['txt', 'md', 'csv', 'pdf', 'json'] as const;
export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

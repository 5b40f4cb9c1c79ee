/** Small lists of believable values, ours. They stand in for the data a real service would hold. */

/** Each of the first words with each of the second. */
function combined(first: string, second: string): string[] {
  return first.split(' ').flatMap((one) => second.split(' ').map((two) => `${one} ${two}`));
}

/** First and last names that go together, by where they are at home. */
export const PEOPLE: readonly { readonly first: readonly string[]; readonly last: readonly string[] }[] = [
  people('Ana Ines Rosa Joao Marta Pedro Lucia Diego', 'Ruiz Silva Costa Santos Moreno Pereira Vega Navarro'),
  people('Ben Grace Liam Chloe Oliver Emma Noah Ruby', 'Walsh Carter Hughes Bennett Foster Reid Marsh Ellis'),
  people('Daniel Jonas Karin Nils Lena Felix Clara Moritz', 'Meyer Brandt Fischer Keller Vogel Lorenz Albrecht Winter'),
  people(
    'Quentin Camille Hugo Elise Lucas Manon Jules Adele',
    'Dubois Moreau Laurent Girard Rousseau Fontaine Mercier Blanc',
  ),
  people('Hiro Yuki Sakura Kenji Aiko Ren Haruto Mei', 'Tanaka Suzuki Watanabe Kobayashi Yamada Sato Mori Ueda'),
  people('Priya Uma Arjun Rohan Anika Vikram Meera Sanjay', 'Mehta Sharma Iyer Kapoor Reddy Nair Joshi Desai'),
  people('Farid Samir Layla Omar Yasmin Karim Nadia Hassan', 'Haddad Ahmed Mansour Khalil Nasser Saleh Aziz Farouk'),
  people('Amara Kofi Zola Tendai Ngozi Abebe Wanjiru Sipho', 'Okafor Mensah Dlamini Kamau Abiola Bekele Otieno Moyo'),
  people(
    'Olga Viktor Katya Pavel Zofia Marek Irina Tomas',
    'Ivanova Novak Kowalski Petrov Dvorak Horvat Sokolov Zielinski',
  ),
  people('Elif Tara Maya Emre Selin Deniz Leyla Kerem', 'Yilmaz Demir Kaya Arslan Aydin Polat Celik Sahin'),
  people('Astrid Erik Freja Lars Ingrid Mikkel Saga Anders', 'Lindgren Andersen Berg Holm Nyberg Dahl Strand Eriksen'),
  people('Minh Linh Wei Jia Soo Jun Hana Tuan', 'Nguyen Park Chen Tran Kim Wong Lee Zhang'),
];

function people(first: string, last: string) {
  return { first: first.split(' '), last: last.split(' ') };
}

export const FIRST_NAMES: readonly string[] = PEOPLE.flatMap(({ first }) => first);
export const LAST_NAMES: readonly string[] = PEOPLE.flatMap(({ last }) => last);

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
  city('London', 'United Kingdom', 'GB', 'LHR', 'GBP', 51.51, -0.13, 'Europe/London'),
  city('Edinburgh', 'United Kingdom', 'GB', 'EDI', 'GBP', 55.95, -3.19, 'Europe/London'),
  city('Paris', 'France', 'FR', 'CDG', 'EUR', 48.86, 2.35, 'Europe/Paris'),
  city('Lyon', 'France', 'FR', 'LYS', 'EUR', 45.76, 4.84, 'Europe/Paris'),
  city('Berlin', 'Germany', 'DE', 'BER', 'EUR', 52.52, 13.4, 'Europe/Berlin'),
  city('Hamburg', 'Germany', 'DE', 'HAM', 'EUR', 53.55, 9.99, 'Europe/Berlin'),
  city('Madrid', 'Spain', 'ES', 'MAD', 'EUR', 40.42, -3.7, 'Europe/Madrid'),
  city('Valencia', 'Spain', 'ES', 'VLC', 'EUR', 39.47, -0.38, 'Europe/Madrid'),
  city('Rome', 'Italy', 'IT', 'FCO', 'EUR', 41.9, 12.5, 'Europe/Rome'),
  city('Milan', 'Italy', 'IT', 'MXP', 'EUR', 45.46, 9.19, 'Europe/Rome'),
  city('Amsterdam', 'Netherlands', 'NL', 'AMS', 'EUR', 52.37, 4.9, 'Europe/Amsterdam'),
  city('Brussels', 'Belgium', 'BE', 'BRU', 'EUR', 50.85, 4.35, 'Europe/Brussels'),
  city('Copenhagen', 'Denmark', 'DK', 'CPH', 'DKK', 55.68, 12.57, 'Europe/Copenhagen'),
  city('Stockholm', 'Sweden', 'SE', 'ARN', 'SEK', 59.33, 18.07, 'Europe/Stockholm'),
  city('Helsinki', 'Finland', 'FI', 'HEL', 'EUR', 60.17, 24.94, 'Europe/Helsinki'),
  city('Warsaw', 'Poland', 'PL', 'WAW', 'PLN', 52.23, 21.01, 'Europe/Warsaw'),
  city('Budapest', 'Hungary', 'HU', 'BUD', 'HUF', 47.5, 19.04, 'Europe/Budapest'),
  city('Istanbul', 'Turkey', 'TR', 'IST', 'TRY', 41.01, 28.98, 'Europe/Istanbul'),
  city('Cairo', 'Egypt', 'EG', 'CAI', 'EGP', 30.04, 31.24, 'Africa/Cairo'),
  city('Casablanca', 'Morocco', 'MA', 'CMN', 'MAD', 33.57, -7.59, 'Africa/Casablanca'),
  city('Cape Town', 'South Africa', 'ZA', 'CPT', 'ZAR', -33.92, 18.42, 'Africa/Johannesburg'),
  city('Accra', 'Ghana', 'GH', 'ACC', 'GHS', 5.6, -0.19, 'Africa/Accra'),
  city('Dubai', 'United Arab Emirates', 'AE', 'DXB', 'AED', 25.2, 55.27, 'Asia/Dubai'),
  city('Mumbai', 'India', 'IN', 'BOM', 'INR', 19.08, 72.88, 'Asia/Kolkata'),
  city('Bangkok', 'Thailand', 'TH', 'BKK', 'THB', 13.76, 100.5, 'Asia/Bangkok'),
  city('Seoul', 'South Korea', 'KR', 'ICN', 'KRW', 37.57, 126.98, 'Asia/Seoul'),
  city('Tokyo', 'Japan', 'JP', 'HND', 'JPY', 35.68, 139.69, 'Asia/Tokyo'),
  city('Auckland', 'New Zealand', 'NZ', 'AKL', 'NZD', -36.85, 174.76, 'Pacific/Auckland'),
  city('Melbourne', 'Australia', 'AU', 'MEL', 'AUD', -37.81, 144.96, 'Australia/Melbourne'),
  city('Vancouver', 'Canada', 'CA', 'YVR', 'CAD', 49.28, -123.12, 'America/Vancouver'),
  city('Montreal', 'Canada', 'CA', 'YUL', 'CAD', 45.5, -73.57, 'America/Toronto'),
  city('Chicago', 'United States', 'US', 'ORD', 'USD', 41.88, -87.63, 'America/Chicago'),
  city('Austin', 'United States', 'US', 'AUS', 'USD', 30.27, -97.74, 'America/Chicago'),
  city('San Diego', 'United States', 'US', 'SAN', 'USD', 32.72, -117.16, 'America/Los_Angeles'),
  city('Mexico City', 'Mexico', 'MX', 'MEX', 'MXN', 19.43, -99.13, 'America/Mexico_City'),
  city('Bogota', 'Colombia', 'CO', 'BOG', 'COP', 4.71, -74.07, 'America/Bogota'),
  city('Lima', 'Peru', 'PE', 'LIM', 'PEN', -12.05, -77.04, 'America/Lima'),
];

export const STREETS: readonly string[] = [
  ...'Harbour Mill Station Garden Market Chestnut Park Bridge Church River Castle Orchard'
    .split(' ')
    .map((name) => `${name} Street`),
  ...'Willow Maple Linden Cedar Hill Lake Meadow School'.split(' ').map((name) => `${name} Lane`),
  ...'Victoria Central Kings Ocean'.split(' ').map((name) => `${name} Avenue`),
];

export const COMPANIES: readonly string[] = combined(
  'Northwind Bluefin Cedar Harbor Summit Lumen Orchard Atlas Meridian Juniper',
  'Labs Logistics Foods Energy Media Freight',
);

export const TICKERS: readonly string[] = 'NWL BFL CDR HBA SMF LMN ORC ATF MRD JNP QVT RDX TLS UMB VXN WYN'.split(' ');

export const PRODUCTS: readonly string[] = [
  'wireless headphones',
  'desk lamp',
  'trail running shoes',
  'coffee grinder',
  'travel backpack',
  'mechanical keyboard',
  'water bottle',
  'rain jacket',
  'yoga mat',
  'standing desk',
  'cast iron pan',
  'reading glasses',
  'camping tent',
  'bicycle helmet',
  'portable charger',
  'wool blanket',
  'kitchen scale',
  'garden hose',
  'board game',
  'picture frame',
  'leather wallet',
  'office chair',
  'bluetooth speaker',
  'electric kettle',
];

/** Names that a thing, a team or a house may have. */
export const GIVEN_NAMES: readonly string[] =
  'Aldora Kestrel Juniper Solara Marlow Tarvin Orion Beacon Cobalt Willow Summit Ember Halcyon Meridian Zephyr Lumen Pioneer Cascade Falcon Aurora Nimbus Vertex Sierra Maple Cedar Atlas Harbour Nova Onyx Pearl Quartz Raven Sage Topaz Vega Wren Yarrow Linden Heron Rowan'.split(
    ' ',
  );

/** Words that say how something is, whatever it is. */
export const MANNERS: readonly string[] =
  'standard regular mixed general special combined light classic modern compact plain simple full partial local common basic advanced'.split(
    ' ',
  );

export const TOPICS: readonly string[] = [
  'quarterly budget',
  'garden project',
  'team offsite',
  'release plan',
  'customer survey',
  'travel schedule',
  'kitchen renovation',
  'reading list',
  ...combined('spring summer autumn winter', 'festival workshop newsletter catalogue'),
  ...combined('annual monthly weekly', 'report review meeting forecast'),
  ...combined('school office library museum', 'tour opening calendar archive'),
  ...combined('product website safety hiring training', 'guide launch checklist roadmap'),
];

export const COLORS = [
  'blue',
  'green',
  'black',
  'white',
  'red',
  'grey',
  'yellow',
  'brown',
  'purple',
  'orange',
] as const;
export const LANGUAGES = ['en', 'es', 'de', 'fr', 'ja', 'pt'] as const;
export const GENRES = ['jazz', 'drama', 'science fiction', 'folk', 'comedy', 'history'] as const;
export const WEATHER = ['sunny', 'partly cloudy', 'light rain', 'overcast', 'windy', 'clear'] as const;
export const CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'CAD', 'AUD', 'NOK'] as const;
export const EXTENSIONS = ['txt', 'md', 'csv', 'pdf', 'json'] as const;
export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

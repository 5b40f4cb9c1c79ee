import { date, dateTime, email, hex, type Make, phone, slug, time, url, uuid } from './plain.ts';

export const FORMATS = new Map<string, Make>(
  Object.entries({
    date,
    'date-time': dateTime,
    datetime: dateTime,
    time: (request) => `${time(request)}:00Z`,
    email,
    'idn-email': email,
    uri: url,
    url,
    iri: url,
    'uri-reference': url,
    uuid,
    hostname: ({ profile }) => `${slug(profile.company)}.example.com`,
    ipv4: ({ random }) => `192.0.2.${1 + random.below(250)}`,
    ipv6: ({ random }) => `2001:db8::${hex(4, random)}`,
    duration: ({ random }) => `PT${1 + random.below(5)}H`,
    phone,
  }),
);

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildCatalog, editDocument, locate, parseDocument } from '../../../server/src/signature/index.ts';

const read = (text: string, uri = 'file:///tools.fsig') => buildCatalog([parseDocument(uri, text)]);

describe('a catalog read from .fsig', () => {
  it('reads the bundled example without a finding', () => {
    const text = readFileSync('examples/airline/airline.fsig', 'utf8');
    const catalog = read(text);
    expect(catalog.problems('file:///tools.fsig')).toEqual([]);
    expect(catalog.entries).toHaveLength(14);
    expect(catalog.get('airline.find_flights')?.signature).toMatchInlineSnapshot(`
      {
        "annotations": {
          "readOnly": true,
        },
        "category": "Travel",
        "description": "Finds flights between two airports, cheapest first.",
        "examples": [],
        "name": "find_flights",
        "namespace": "airline",
        "parameters": {
          "$defs": {
            "AirportCode": {
              "description": "IATA code of an airport.",
              "examples": [
                "SFO",
              ],
              "pattern": "^[A-Z]{3}$",
              "type": "string",
            },
          },
          "properties": {
            "cabin": {
              "default": "economy",
              "description": "Class of travel.",
              "enum": [
                "economy",
                "business",
              ],
              "type": "string",
            },
            "date": {
              "description": "Day of departure.",
              "format": "date",
              "type": "string",
            },
            "from": {
              "$ref": "#/$defs/AirportCode",
              "description": "Airport to leave from.",
            },
            "to": {
              "$ref": "#/$defs/AirportCode",
              "description": "Airport to arrive at.",
            },
          },
          "required": [
            "from",
            "to",
            "date",
          ],
          "type": "object",
        },
        "premises": [],
        "response": {
          "$defs": {
            "AirportCode": {
              "description": "IATA code of an airport.",
              "examples": [
                "SFO",
              ],
              "pattern": "^[A-Z]{3}$",
              "type": "string",
            },
            "Amount": {
              "description": "Amount of money, in the currency named beside it.",
              "minimum": 0,
              "type": "number",
            },
            "CurrencyCode": {
              "description": "ISO 4217 code of a currency.",
              "examples": [
                "EUR",
              ],
              "pattern": "^[A-Z]{3}$",
              "type": "string",
            },
            "Flight": {
              "description": "One departure that can be booked.",
              "properties": {
                "currency": {
                  "$ref": "#/$defs/CurrencyCode",
                },
                "departs": {
                  "description": "When it leaves, local time.",
                  "format": "date-time",
                  "type": "string",
                },
                "from": {
                  "$ref": "#/$defs/AirportCode",
                },
                "id": {
                  "$ref": "#/$defs/FlightId",
                },
                "price": {
                  "$ref": "#/$defs/Amount",
                },
                "to": {
                  "$ref": "#/$defs/AirportCode",
                },
              },
              "required": [
                "id",
                "from",
                "to",
                "departs",
                "price",
                "currency",
              ],
              "type": "object",
            },
            "FlightId": {
              "description": "Key of one departure, as \`find_flights\` returns it.",
              "type": "string",
            },
          },
          "items": {
            "$ref": "#/$defs/Flight",
          },
          "type": "array",
        },
        "source": {
          "dialect": "fsig",
          "uri": "file:///tools.fsig",
        },
        "throws": [],
        "toolClass": "flight search",
      }
    `);
  });

  it('finds the place of every part', () => {
    const text = readFileSync('examples/airline/airline.fsig', 'utf8');
    const entry = read(text).get('airline.find_flights');
    const at = (...part: (string | number)[]) => {
      const span = entry === undefined ? undefined : locate(entry, part);
      return span === undefined ? undefined : text.slice(span.start, span.end);
    };
    expect(at('name')).toBe('find_flights');
    expect(at('parameters', 'properties', 'cabin')).toBe('"economy" | "business"');
    expect(at('parameters', 'properties', 'cabin', 'default')).toBe('"economy"');
    expect(at('parameters', 'properties', 'cabin', 'enum', 1)).toBe('"business"');
    expect(at('parameters', 'properties', 'date', 'format')).toBe('date');
    expect(at('parameters', 'properties', 'date', 'description')).toBe('Day of departure.');
    expect(at('category')).toBe('Travel');
    expect(at('parameters', '$defs', 'AirportCode', 'pattern')).toBe('^[A-Z]{3}$');
    expect(at('response', '$defs', 'Flight', 'properties', 'departs', 'format')).toBe('date-time');
    expect(at('response', '$defs', 'Flight', 'nothing')).toBe('Flight');
  });
  it('finds a type of another file where it is used', () => {
    const text = 'import { Id } from "./types.fsig";\nfunction f(a: string, b: Id[]): void;';
    const catalog = buildCatalog([
      parseDocument('file:///a.fsig', text),
      parseDocument('file:///types.fsig', 'type Id = string;'),
    ]);
    const entry = catalog.get('f');
    const span = entry === undefined ? undefined : locate(entry, ['parameters', '$defs', 'Id', 'pattern']);
    expect(span === undefined ? '' : text.slice(span.start, span.end)).toBe('Id[]');
  });

  it('keeps the signatures an edit did not touch', () => {
    const text = readFileSync('examples/airline/airline.fsig', 'utf8');
    const before = parseDocument('file:///tools.fsig', text);
    const first = buildCatalog([before]);
    const at = text.indexOf('cheapest');
    const after = editDocument(before, [{ span: { start: at, end: at + 8 }, text: 'dearest' }]);
    const second = buildCatalog([after], first);
    const changed = second.entries.filter((entry, index) => entry.signature !== first.entries[index]?.signature);
    expect(changed.map((entry) => entry.id)).toEqual(['airline.find_flights']);
    expect(changed[0]?.signature.description).toBe('Finds flights between two airports, dearest first.');
  });
});

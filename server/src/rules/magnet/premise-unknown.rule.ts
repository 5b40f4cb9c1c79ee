import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { type NameFinder, nameFinder } from '../support/distance.ts';
import { offer } from '../support/fixes.ts';

/** Functions that a mistyped premise is compared with. */
const MAX_COMPARED = 2_000;

export const premiseUnknown = defineRule({
  code: 'premise-unknown',
  family: 'magnet',
  severity: 'error',
  title: 'A premise that names no function.',
  message: message`${'premise'} is no function here${'hint'}`,
  docs: {
    what: 'A `@requires` (or its JSON form) whose name no function of the catalog has.',
    why: 'The edge it should make is missing, and the simulated world cannot ask for it.',
    bad: `/** Books one seat. @param seat Seat to book. @requires [|find_flight|] */
function book_seat(seat: string): boolean;
/** Finds flights. @param to Where to. */
function find_flights(to: string): string[];`,
    good: `/** Books one seat. @param seat Seat to book. @requires find_flights */
function book_seat(seat: string): boolean;
/** Finds flights. @param to Where to. */
function find_flights(to: string): string[];`,
  },
  fingerprint: ({ name, namespace, premises }) => [namespace, name, ...premises].join('\n'),
  checkCatalog(catalog, report) {
    let closest: NameFinder | undefined;
    for (const { id, signature } of catalog.entries) {
      signature.premises.forEach((premise, index) => {
        if (catalog.lookup(premise, signature.namespace).length > 0) return;
        closest ??= nameFinder(
          [...new Set(catalog.entries.map((entry) => entry.signature.name))].slice(0, MAX_COMPARED),
        );
        const near = closest(premise);
        report(id, {
          part: ['premises', index],
          data: { premise: `\`${premise}\``, hint: near === undefined ? '.' : `; is \`${near}\` meant?` },
          ...(near === undefined ? {} : { fix: near }),
        });
      });
    }
  },
  fixes: ({ edit, part, fix }) => [
    ...(typeof fix === 'string' ? offer(`Change to ${fix}`, edit.replace(part, fix), { preferred: true }) : []),
    ...offer('Remove the premise', edit.remove(part)),
  ],
});

import { describe, expect, it } from 'vitest';
import { readDomain, statementProblems, statementsIn } from '../../../server/src/domain/index.ts';
import { domainOf, functionsOf } from './support.ts';

/** Names of the properties a function is predicted to answer with; those of the records where it lists. */
function answered(text: string, name: string): readonly string[] {
  const properties = domainOf(text).functions.find((one) => one.function === name)?.response.schema.properties ?? {};
  return Object.entries(properties).flatMap(([key, schema]) => {
    const items = schema?.items;
    const record = typeof items === 'object' && !Array.isArray(items) ? items.properties : undefined;
    return record === undefined ? [key] : Object.keys(record);
  });
}

describe('an identifier of which no text speaks', () => {
  const STUDIO = `
/** Start the transcription of a recording. */
function transcribe_recording(recording_id: string);
/** Recordings of the last week. */
function list_recordings();
/** Transcript of a finished job. */
function get_transcript(job_id: string);
/** Plays a song. */
function play_song(song_id: string);
/** Puts songs on a playlist. */
function add_song(playlist_id: string, song_ids: string[]);`;

  it('is given by the function that shares rare words with the one that takes it', () => {
    expect(answered(STUDIO, 'transcribe_recording')).toContain('job_id');
    expect(answered(STUDIO, 'list_recordings')).not.toContain('job_id');
  });

  it('is not given by what only works on another record of the same words', () => {
    expect(answered(STUDIO, 'play_song')).not.toContain('playlist_id');
  });
});

describe('a record that is called otherwise than its identifier', () => {
  it('is what the description says comes of the deed', () => {
    const text = `
/** Takes a kettle in and makes out a ticket. */
function take_in_kettle(fault: string);
/** Lodges a claim. It gets a case number. */
function lodge_claim(grounds: string);
/** A ticket and what is owed on it. */
function get_ticket(ticket_no: string);
/** A case with its papers. */
function peruse_case(case_no: string);`;
    const made = domainOf(text).functions.map(({ function: name, entity }) => `${name} ${entity}`);
    expect(made.slice(0, 2)).toEqual(['take_in_kettle ticket', 'lodge_claim case']);
    expect(answered(text, 'take_in_kettle')).toContain('ticket_no');
    expect(answered(text, 'lodge_claim')).toContain('case_no');
  });

  it('is made by the one function whose record nobody could ask for', () => {
    const text = `
/** Asks suppliers for a price. */
function submit_request(material: string);
/** Suppliers of a region. */
function list_suppliers(region: string);
/** The quotation that came back. */
function get_quotation(rfq_id: string);
/** Awards it. */
function award_quotation(rfq_id: string, supplier_id: string);`;
    expect(answered(text, 'submit_request')).toContain('rfq_id');
  });

  it('is what a proposal makes, where others take its identifier, and nothing where some are only shown', () => {
    const club = (suggest: string) => `
/** Search films. */
function search_films(query: string);
/** Get one film. */
function get_film(film_id: string);
/** Vote for a suggestion. */
function vote(suggestion_id: string);
${suggest}`;
    const reading = (suggest: string) =>
      domainOf(club(suggest)).functions.find(({ function: name }) => name.startsWith('suggest_'));
    const one = reading(
      '/** Suggest a film for the next season. */\nfunction suggest_film(title: string, year?: integer);',
    );
    expect(one).toMatchObject({ operation: 'create', entity: 'suggestion', writes: true });
    const some = reading('/** Suggest films of a genre. */\nfunction suggest_films(genre: string);');
    expect(some).toMatchObject({ operation: 'list', entity: 'film', writes: false });
  });

  it('is what is placed or filed, not what the description’s verb is done to', () => {
    const shop = `
/** Order breads for pickup. */
function place_order(customer_id: string, items: { bread_id: string; quantity: integer }[]);
/** Get an order. */
function get_order(order_id: string);
/** Show one bread. */
function get_bread(bread_id: string);
/** Claim damage of a parcel. */
function file_damage_claim(parcel_id: string, text: string);
/** Get a claim. */
function get_claim(claim_id: string);`;
    const readings = new Map(domainOf(shop).functions.map((one) => [one.function, one]));
    expect(readings.get('place_order')).toMatchObject({ operation: 'create', entity: 'order' });
    expect(readings.get('file_damage_claim')).toMatchObject({ operation: 'create', entity: 'claim' });
  });

  it('is one thing, whatever preposition stands before its name', () => {
    const text = `
/** Drawers of the strong room. */
function list_drawers();
/** Moves a parcel to another drawer. */
function move_parcel(parcel_id: string, from_drawer: string, to_drawer: string);
/** Finds customers. */
function find_customers(name: string);
/** Sets a parcel aside. */
function keep_parcel(parcel_id: string, for_customer_no: string);
/** A customer. */
function get_customer(customer_no: string);`;
    expect(answered(text, 'list_drawers')).toContain('drawer');
    expect(answered(text, 'list_drawers')).not.toContain('to_drawer');
    expect(answered(text, 'find_customers')).not.toContain('for_customer_no');
  });
});

describe('what a predicted answer holds', () => {
  it('is no filter, no limit and no half of a change', () => {
    const text = `
/** Read a file. */
function read_file(path: string, head?: integer, tail?: integer);
/** Replace a text of a file. */
function edit_file(path: string, old_text: string, new_text: string, dry_run?: boolean);
/** Find files that match a pattern. */
function search_files(pattern: string, exclude?: string[]);
/** Move a file. */
function move_file(source: string, destination: string);`;
    const held = answered(text, 'read_file');
    for (const name of ['head', 'tail', 'old_text', 'new_text', 'pattern', 'source', 'destination', 'it'])
      expect(held).not.toContain(name);
  });

  it('is a number where it is asked how many, and nothing that was left out', () => {
    const text = `
/** How many loyalty points a customer has. */
function get_loyalty_points(customer_id: string);
/** Turn loyalty points into a voucher. */
function redeem_points(customer_id: string, points: integer);
/** Get a customer. */
function get_customer(customer_id: string);
/** List the breads. */
function list_breads(without_allergen?: "gluten" | "nuts");
/** Show one bread. */
function get_bread(bread_id: string);`;
    expect(answered(text, 'get_loyalty_points')).toEqual(['customer_id', 'loyalty_points']);
    expect(answered(text, 'redeem_points')).not.toContain('status');
    expect(answered(text, 'get_customer')).not.toContain('status');
    expect(answered(text, 'get_bread')).not.toContain('without_allergen');
  });

  it('is how somebody is called who is found by it, and what one text is compared with', () => {
    const text = `
/** Find a member by name or e-mail. */
function find_member(name?: string, email?: string);
/** Search films by title or director. */
function search_films(query: string);
/** Get one film. */
function get_film(film_id: string);
/** Search the notices by keyword. */
function search_notices(query: string);
/** Reserve a seat for a member. */
function reserve_seat(member_id: string, row: string);`;
    expect(answered(text, 'find_member')).toEqual(['member_id', 'name', 'email']);
    expect(answered(text, 'search_films')).toEqual(['film_id', 'title']);
    expect(answered(text, 'get_film')).toEqual(['film_id', 'title', 'director']);
    expect(answered(text, 'search_notices')).not.toContain('keyword');
  });

  it('is whether it is so, where something is checked', () => {
    expect(
      answered(
        `
/** Check whether a name is free. */
function check_domain(domain: string);
/** Registers a domain. */
function register_domain(domain: string, owner: string);`,
        'check_domain',
      ),
    ).toEqual(['result']);
  });

  it('are the records that the text speaks of, where the name’s thing has no identifier', () => {
    expect(
      answered(
        `
/** Papers that cite this paper. */
function get_citations(paper_id: string);
/** Details of a paper. */
function get_paper(paper_id: string);`,
        'get_citations',
      ),
    ).toContain('paper_id');
  });

  it('is where a place lies, and what something costs where sums are converted', () => {
    const text = `
/** Find the coordinates of a town. */
function geocode(name: string);
/** Offers of a hotel. */
function list_rooms(hotel_id: string);
/** Convert an amount between currencies. */
function convert_currency(amount: number, from: string, to: string);`;
    expect(answered(text, 'geocode')).toEqual(expect.arrayContaining(['latitude', 'longitude']));
    expect(answered(text, 'list_rooms')).toContain('price');
    expect(answered(text.slice(0, text.indexOf('/** Convert')), 'list_rooms')).not.toContain('price');
  });

  it('has a state before the one that a deed leads to', () => {
    const status = domainOf(`
/** A membership. */
function get_membership(membership_id: string);
/** Closes a membership. */
function close_membership(membership_id: string);`).functions[0]?.response.schema.properties?.status;
    expect(status?.enum).toEqual(['active', 'closed']);
  });
});

describe('names', () => {
  it.each([
    ['get_me', 'Who is logged in.', 'get', 'user'],
    ['get_my_status', 'Unread messages and open tasks.', 'get', 'user'],
    ['connect_calendar', 'Connect the account in a browser.', 'session', undefined],
    ['respond_to_invitation', 'Accept or decline.', 'act', 'invitation'],
    ['forecast', 'Daily forecast at a location.', 'get', 'forecast'],
    ['get_current_time', 'The time in a zone.', 'get', undefined],
    ['manage_variants', 'Changes variants.', 'update', 'variant'],
  ])('%s (%s): %s %s', (name, description, operation, entity) => {
    const [reading] = domainOf(`/** ${description} */\nfunction ${name}();`).functions;
    expect(reading).toMatchObject({ operation });
    expect(reading?.entity).toBe(entity);
  });

  it('a verb that opens something makes a record where its answer has a new identifier', () => {
    const [open] = domainOf(
      '/** Opens a ticket. */\nfunction open_ticket(customer_id: string, subject: string): { ticket_id: string };',
    ).functions;
    expect(open).toMatchObject({ operation: 'create', entity: 'ticket' });
  });
});

it('an operation that does not exist is reported, not passed over', () => {
  const functions = functionsOf('/** Frees a booking. */\nfunction release(ref: string);');
  const statements = statementsIn({ functions: { release: { operation: 'vanish' } } });
  expect(statementProblems(functions, statements, readDomain(functions, statements))).toMatchObject([
    { about: 'release', message: expect.stringContaining('vanish is no operation') },
  ]);
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestClient } from './client.ts';
import { LIBRARY, OPENAI } from './texts.ts';

interface Hover {
  readonly contents: { readonly kind: string; readonly value: string };
}

describe('hover', () => {
  let client: TestClient;
  beforeAll(async () => {
    client = await TestClient.start();
  });
  afterAll(() => client.stop());

  async function hover(file: string, text: string): Promise<string | undefined> {
    const at = client.openAt(file, text);
    return (await client.rpc.request<Hover | null>('textDocument/hover', at))?.contents.value;
  }

  test('a function shows its signature, description, edges, cost and schema', async () => {
    const text = await hover('a.fsig', LIBRARY.replace('function lend_book', 'function lend_|book'));
    expect(text).toContain('function library.lend_book(book_id: BookId, reader: string): { due: string }');
    expect(text).toContain('Lends one book to a reader');
    expect(text).toMatch(/\*\*Fed by\*\* `library\.find_books`/);
    expect(text).toMatch(/about \d+ tokens in a prompt/);
    expect(text).toContain('"book_id"');
  });

  test('a parameter shows its type, what it means and who produces it', async () => {
    const text = await hover('a.fsig', LIBRARY.replace('lend_book(book_id', 'lend_book(book|_id'));
    expect(text).toContain('book_id: BookId');
    expect(text).toContain('Book to lend');
    expect(text).toMatch(/\*\*Produced by\*\* `library\.find_books`/);
  });

  test('a type shows its declaration', async () => {
    const text = await hover('a.fsig', LIBRARY.replace('words: string): Book[]', 'words: string): Bo|ok[]'));
    expect(text).toContain('interface Book { id: BookId; title: string }');
    expect(text).toContain('A book on the shelf');
  });

  test('a tag says what it does', async () => {
    expect(await hover('a.fsig', LIBRARY.replace('@requires find', '@req|uires find'))).toContain(
      'must have run before',
    );
  });

  test('a premise shows the function it names', async () => {
    const text = await hover('a.fsig', LIBRARY.replace('@requires find_books', '@requires find|_books'));
    expect(text).toContain('function library.find_books(words: string): Book[]');
  });

  test('a name and a property of a JSON function', async () => {
    expect(await hover('a.tools.json', OPENAI.replace('"find_books"', '"find|_books"'))).toContain(
      'function find_books(',
    );
    const property = await hover('a.tools.json', OPENAI.replace('"language"', '"lang|uage"'));
    expect(property).toContain('language: Language');
    expect(property).toContain('Code of a language');
  });

  test('a function says what the domain reads of it, and what the simulated world does', async () => {
    const hotel = `/** Books a room for a guest. */
function create_bo|oking(room_id: string, guest: string);
/** Cancels a booking. */
function cancel_booking(booking_id: string);
/** Finds rooms of a city. */
function search_rooms(city: string);`;
    const text = await hover('hotel.fsig', hotel);
    expect(text).toContain('**Read as** creates `booking` · returns its key `booking_id` (predicted)');
    expect(text).toMatch(/\*\*Simulated\*\* .*insert booking/);
    const cancel = await hover('hotel.fsig', hotel.replace('bo|oking', 'booking').replace('cancel_', 'can|cel_'));
    expect(cancel).toContain('acts on `booking`, which is `cancelled` then');
    client.close('hotel.fsig');
  });

  test('a documented response of a JSON function is called so', async () => {
    const tool = {
      name: 'create_ticket',
      description: 'Files a new ticket.',
      inputSchema: { type: 'object', properties: { subject: { type: 'string' } } },
      outputSchema: { type: 'object', properties: { ticket_id: { type: 'string' } } },
    };
    const text = await hover('desk.tools.json', JSON.stringify({ tools: [tool] }).replace('create_', 'crea|te_'));
    expect(text).toContain('creates `ticket` · returns its key `ticket_id` (documented)');
    client.close('desk.tools.json');
  });

  test('a description is text: nothing in it becomes markup', async () => {
    const text = await hover(
      'a.fsig',
      '/** Reads [this](command:evil) <img src=x> `x`. */\nfunction re|ad_it(): string;',
    );
    expect(text).not.toContain('[this](command');
    expect(text).not.toContain('<img');
    expect(text).toContain('\\[this\\]');
  });

  test('a field, a namespace, an imported file, a parameter named in a comment', async () => {
    const text = 'interface Ride { /** Where it ends. @pattern ^[A-Z] */ goal?: string }\n';
    const field = await hover('b.fsig', text.replace('goal', 'go|al'));
    expect(field).toContain('Ride.goal?: string');
    expect(field).toContain('Where it ends');
    expect(field).toContain('@pattern ^[A-Z]');
    const space = await hover('a.fsig', LIBRARY.replace('namespace lib', 'namespace l|ib'));
    expect(space).toContain('namespace library');
    expect(space).toContain('Tools of a lending library');
    expect(space).toContain('2 functions');
    client.open('library.fsig', LIBRARY);
    expect(await hover('b.fsig', 'import { library } from "./lib|rary.fsig";')).toContain('BookId, Book');
    client.close('library.fsig');
    const named = await hover('a.fsig', LIBRARY.replace('@param book_id', '@param bo|ok_id'));
    expect(named).toContain('book_id: BookId');
    expect(named).toContain('Book to lend');
  });

  test('a namespace in front of a type, and a member of an enum', async () => {
    client.open('library.fsig', LIBRARY);
    const user = 'import { library } from "./library.fsig";\ntype T = libr|ary.BookId;\n';
    const space = await hover('b.fsig', user);
    expect(space).toContain('namespace library');
    expect(space).toContain('Tools of a lending library');
    client.close('library.fsig');
    const member = await hover('b.fsig', 'enum Meal { /** With dessert. */ Fu|ll = "full" }');
    expect(member).toContain('Meal.Full = "full"');
    expect(member).toContain('With dessert');
  });

  test('a key of the dialect or of JSON Schema says what it is for', async () => {
    expect(await hover('a.tools.json', OPENAI.replace('"parameters"', '"param|eters"'))).toMatch(
      /JSON Schema of the arguments[\s\S]*openai-chat/,
    );
    expect(await hover('a.tools.json', OPENAI.replace('"required"', '"requ|ired"'))).toContain(
      'Names of the fields that must be there',
    );
    const hint =
      '{"tools": [{"name": "a", "inputSchema": {"type": "object"}, "annotations": {"readOnly|Hint": true}}]}';
    expect(await hover('b.tools.json', hint)).toContain('The tool changes nothing');
    // A parameter may have such a name too.
    expect(await hover('a.tools.json', OPENAI.replace('"words": {', '"requ|ired": {'))).toContain('required: string');
  });

  test('a client that shows no Markdown gets plain text', async () => {
    const plain = await TestClient.start({
      capabilities: { textDocument: { hover: { contentFormat: ['plaintext'] } } },
    });
    const at = plain.openAt('a.fsig', LIBRARY.replace('function lend_book', 'function lend|_book'));
    const { contents } = await plain.rpc.request<Hover>('textDocument/hover', at);
    expect(contents.kind).toBe('plaintext');
    expect(contents.value.split('\n').slice(0, 3)).toEqual([
      'function library.lend_book(book_id: BookId, reader: string): { due: string }',
      '',
      'Lends one book to a reader.',
    ]);
    expect(contents.value).toMatch(/^Fed by library\.find_books/m);
    expect(contents.value).not.toMatch(/[`*\\]/);
    await plain.stop();
  });

  test('in a text that breaks off', async () => {
    expect(await hover('b.fsig', 'type Ride = string;\nfunction go(a: Ri|de')).toContain('type Ride = string');
    const json =
      '[{"name": "go", "description": "Goes.", "input_schema": {"type": "object", "properties": {"go|al": {"type": "str';
    expect(await hover('b.tools.json', json)).toContain('goal: ');
  });

  test('nothing between things, and nothing in a file that is not ours', async () => {
    expect(await hover('a.fsig', `${LIBRARY}\n|\n`)).toBeUndefined();
    expect(await hover('package.json', '{ "na|me": "x" }')).toBeUndefined();
  });
});

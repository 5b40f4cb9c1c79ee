import { expect, test } from 'vitest';
import { CATEGORIES, classify, MISC } from '../../../server/src/graph/index.ts';
import { tool } from './support.ts';

test('tags win', () => {
  const { signature } = tool('get_weather', {}, undefined, { category: 'My Tools', toolClass: 'sky' });
  expect(classify(signature)).toEqual({ category: 'My Tools', toolClass: 'sky' });
});

test.each([
  ['get_current_weather', 'Tells the temperature and the chance of rain.', 'Weather'],
  ['bookFlight', 'Books a seat for a passenger.', 'Travel'],
  ['search_recipes', 'Finds recipes by ingredient.', 'Food'],
  ['square_root', 'Computes the root of a number.', 'Mathematics'],
  ['stock_price', 'Price of a share on the market.', 'Finance'],
  ['read_file', 'Reads a file from a directory.', 'Files'],
  ['create_pull_request', 'Opens a pull request on a repository branch.', 'Software Development'],
  // Words of several fields, and of none.
  ['count_stock', 'Counts what is left of an item in the warehouse.', 'Commerce'],
  ['count_stock', 'List what is stored.', 'Commerce'],
  ['reserve_table', 'Keeps a table for some guests at a restaurant.', 'Food'],
  ['track_parcel', 'Says where a parcel is.', 'Logistics'],
  ['book_court', 'Books a court for a match of two players.', 'Sports'],
  ['water_plant', 'Waters one of the pots on the balcony.', MISC],
  ['frobnicate', 'Does it.', MISC],
])('%s is filed under its field', (name, description, category) => {
  expect(classify(tool(name, {}, undefined, { description }).signature).category).toBe(category);
});

test('the tool class names the thing and the deed', () => {
  expect(classify(tool('list_open_orders', {}).signature).toolClass).toBe('open order list');
  expect(classify(tool('deleteUser', {}).signature).toolClass).toBe('user delete');
});

test('every category has a name of its own', () => {
  expect(new Set(CATEGORIES).size).toBe(CATEGORIES.length);
  expect(CATEGORIES.length).toBeGreaterThanOrEqual(49);
});

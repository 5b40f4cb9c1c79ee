import { describe, expect, it } from 'vitest';
import { first, listed, SEEDS, sessionOf } from './session.ts';

const FEW = SEEDS.slice(0, 3);

describe('a deed whose verb says nothing of making', () => {
  const LUTHIER = (name: string) => `
/** Somebody leaves a violin here. */
function ${name}(owner_name: string, fault: string, wanted_on: string): { order_no: string; status: string };
/** Shows an order. */
function get_order(order_no: string): { order_no: string; owner_name: string; fault: string; wanted_on: string; status: "waiting" | "in_repair" | "ready" | "collected"; strings: { string_id: string; quantity: integer; price: number }[]; strings_total: number };
/** Lists orders. */
function list_orders(status?: "waiting" | "in_repair" | "ready" | "collected"): { orders: { order_no: string; owner_name: string; status: string }[] };
/** Lists strings. */
function list_strings(): { strings: { string_id: string; name: string; price: number; in_stock: integer }[] };
/** Fits strings. */
function add_string_to_order(order_no: string, string_id: string, quantity: integer): { order_no: string; strings_total: number };
/** Starts the repair. */
function start_repair(order_no: string, luthier: string): { order_no: string; status: string };
/** Finishes the repair. */
function finish_repair(order_no: string): { order_no: string; status: string };
/** Hands the violin over. */
function hand_over_violin(order_no: string): { order_no: string; status: string };
`;
  const given = { owner_name: 'Ines Roth', fault: 'open seam', wanted_on: '2026-06-12' };

  it.each(['take_in_violin', 'accept_violin', 'check_in_violin', 'violin_intake'])(
    'makes what its answer has a new identifier of (%s)',
    (name) => {
      const { call } = sessionOf(LUTHIER(name), 'luthier');
      const { order_no } = call(name, given);
      expect(call('get_order', { order_no: order_no as string })).toMatchObject({ ...given, strings: [] });
      expect(listed(call('list_orders', { status: 'waiting' }))).toContainEqual(expect.objectContaining({ order_no }));
    },
  );

  it.each(['find_order', 'resolve_order'])('makes nothing where it asks which one is meant (%s)', (name) => {
    const { call } = sessionOf(LUTHIER(name), 'luthier');
    expect(call(name, given)).toEqual(call(name, given));
  });

  it.each(FEW)('states are reached in the order in which they are written, each once (%s)', (seed) => {
    const { call, refused } = sessionOf(LUTHIER('take_in_violin'), seed);
    const order_no = call('take_in_violin', given).order_no as string;
    expect(call('start_repair', { order_no, luthier: 'Ole' }).status).toBe('in_repair');
    expect(refused('start_repair', { order_no, luthier: 'Ole' })).toContain('in repair');
    expect(call('finish_repair', { order_no }).status).toBe('ready');
    expect(call('hand_over_violin', { order_no }).status).toBe('collected');
    expect(call('get_order', { order_no }).status).toBe('collected');
    expect(refused('hand_over_violin', { order_no })).toContain('collected');
  });

  it.each(FEW)('what goes into an order is in its sum, and no more on the shelf (%s)', (seed) => {
    const { call } = sessionOf(LUTHIER('take_in_violin'), seed);
    const order_no = call('take_in_violin', given).order_no as string;
    const { string_id, price, in_stock } = first(call('list_strings')) as {
      string_id: string;
      price: number;
      in_stock: number;
    };
    expect(call('get_order', { order_no }).strings_total).toBe(0);
    const { strings_total } = call('add_string_to_order', { order_no, string_id, quantity: 2 });
    expect(strings_total).toBeCloseTo(2 * price);
    expect(call('get_order', { order_no }).strings_total).toBe(strings_total);
    expect(first(call('list_strings')).in_stock).toBe(in_stock - 2);
  });

  it('makes one as well where nothing is documented and nothing else does', () => {
    const { call, refused } = sessionOf(
      `
/** Deposits a sample of wool. @param grams Weight in grams. */
function deposit_sample(breed: string, grams: number);
/** Shows a sample with its remaining weight in grams. */
function get_sample(sample_id: string);
/** Lists samples. */
function list_samples();
/** Takes grams of a sample out. */
function withdraw_wool(sample_id: string, grams: number);
/** Discards a sample. */
function discard_sample(sample_id: string);
`,
      'wool',
    );
    const sample_id = call('deposit_sample', { breed: 'Gotland', grams: 120 }).sample_id as string;
    expect(call('get_sample', { sample_id })).toMatchObject({ breed: 'Gotland', grams: 120 });
    call('withdraw_wool', { sample_id, grams: 20 });
    expect(call('get_sample', { sample_id }).grams).toBe(100);
    expect(refused('withdraw_wool', { sample_id, grams: 500 })).toContain('Not enough');
  });
});

describe('the mean of ratings', () => {
  const RECIPES = `
/** Lists recipes. */
function list_recipes(min_average_rating?: number): { recipes: { recipe_id: string; title: string; average_rating: number }[] };
/** Writes a recipe down. */
function add_recipe(title: string): { recipe_id: string };
/** Shows a recipe. */
function get_recipe(recipe_id: string): { recipe_id: string; title: string; average_rating: number; rating_count: integer };
/** Rates a recipe. */
function rate_recipe(recipe_id: string, stars: integer): { rating_id: string; average_rating: number };
/** Changes a rating. */
function change_rating(rating_id: string, stars: integer): { rating_id: string; stars: integer };
/** Takes a rating back. */
function delete_rating(rating_id: string): { deleted: boolean };
/** Ratings of a recipe. */
function list_ratings(recipe_id: string): { ratings: { rating_id: string; stars: integer }[] };
`;
  it.each(FEW)('is that of those that are listed, whatever becomes of them (%s)', (seed) => {
    const { call } = sessionOf(RECIPES, seed);
    const known = first(call('list_recipes')).recipe_id as string;
    const stars = listed(call('list_ratings', { recipe_id: known })).map((rating) => rating.stars as number);
    const mean = stars.reduce((sum, one) => sum + one, 0) / stars.length;
    if (stars.length > 0) expect(call('get_recipe', { recipe_id: known }).average_rating).toBeCloseTo(mean, 1);
    const recipe_id = call('add_recipe', { title: 'Plum cake' }).recipe_id as string;
    expect(call('get_recipe', { recipe_id })).toMatchObject({ average_rating: 0, rating_count: 0 });
    const { rating_id, average_rating } = call('rate_recipe', { recipe_id, stars: 5 });
    expect(average_rating).toBe(5);
    expect(call('rate_recipe', { recipe_id, stars: 2 }).average_rating).toBe(3.5);
    call('change_rating', { rating_id: rating_id as string, stars: 4 });
    expect(call('get_recipe', { recipe_id }).average_rating).toBe(3);
    call('delete_rating', { rating_id: rating_id as string });
    expect(call('get_recipe', { recipe_id })).toMatchObject({ average_rating: 2, rating_count: 1 });
    for (const recipe of listed(call('list_recipes', { min_average_rating: 2 })))
      expect(recipe.average_rating).toBeGreaterThanOrEqual(2);
  });
});

describe('what is known by its name alone', () => {
  const CELLAR = `
/** Lists the cheeses. */
function list_cheeses(): { cheeses: { name: string; milk: string; wheels: integer }[]; total_wheels: integer };
/** Shows a cheese. */
function get_cheese(cheese: string): { name: string; milk: string; wheels: integer; average_points: number };
/** Adds a cheese. */
function add_cheese(name: string, milk: string, wheels: integer): { name: string; wheels: integer };
/** Takes wheels out. */
function take_wheels(cheese: string, wheels: integer): { cheese: string; wheels_left: integer };
/** Puts wheels in. */
function store_wheels(cheese: string, wheels: integer): { cheese: string; wheels: integer };
/** Gives points. */
function score_cheese(cheese: string, points: integer, taster: string): { cheese: string; average_points: number };
/** Lists scores. */
function list_scores(cheese: string): { scores: { taster: string; points: integer }[] };
`;
  it.each(FEW)('is found by it, and its numbers move (%s)', (seed) => {
    const { call, refused } = sessionOf(CELLAR, seed);
    const known = first(call('list_cheeses'));
    expect(call('get_cheese', { cheese: known.name as string })).toMatchObject(known);
    const comte = { name: 'Comté', milk: 'cow', wheels: 12 };
    call('add_cheese', comte);
    expect(call('get_cheese', { cheese: 'Comté' })).toMatchObject(comte);
    expect(call('take_wheels', { cheese: 'Comté', wheels: 2 }).wheels_left).toBe(10);
    expect(call('store_wheels', { cheese: 'Comté', wheels: 5 }).wheels).toBe(15);
    expect(listed(call('list_cheeses'))).toContainEqual({ ...comte, wheels: 15 });
    expect(refused('take_wheels', { cheese: 'Comté', wheels: 99 })).toContain('Not enough');
    expect(refused('get_cheese', { cheese: 'Nowhere Blue' })).toBeDefined();
    call('score_cheese', { cheese: 'Comté', points: 90, taster: 'Ada' });
    expect(call('score_cheese', { cheese: 'Comté', points: 96, taster: 'Bo' }).average_points).toBe(93);
    expect(listed(call('list_scores', { cheese: 'Comté' }))).toContainEqual({ taster: 'Ada', points: 90 });
  });
});

describe('uses, spaces and dues', () => {
  const PARKING = `
/** Shows how full the yard is. */
function get_occupancy(): { total_bays: integer; occupied_bays: integer; free_bays: integer };
/** Lists bays. */
function list_bays(only_free?: boolean): { bays: { bay_id: string; occupied: boolean }[] };
/** Parks a van. */
function park_van(plate: string, bay_id: string): { ticket_id: string; entered_at: string };
/** Shows a ticket. */
function get_ticket(ticket_id: string): { ticket_id: string; plate: string; bay_id: string; entered_at: string; status: "parked" | "paid" | "left"; amount_due: number };
/** Pays a ticket. */
function pay_ticket(ticket_id: string): { ticket_id: string; amount_paid: number };
/** Lets the van out; the ticket has to be paid. */
function leave_yard(ticket_id: string): { ticket_id: string; status: string };
/** Sells a pass. */
function sell_pass(holder: string, entries: integer): { pass_id: string; entries_remaining: integer };
/** Uses one entry of a pass. */
function use_pass(pass_id: string, plate: string): { pass_id: string; entries_remaining: integer };
`;
  // Seeds with a free bay.
  it.each(['a', 'b', 'seed 1'])('agree with each other (%s)', (seed) => {
    const { call, refused } = sessionOf(PARKING, seed);
    const before = call('get_occupancy') as Record<string, number>;
    expect((before.occupied_bays ?? 0) + (before.free_bays ?? 0)).toBe(before.total_bays);
    const bay_id = first(call('list_bays', { only_free: true })).bay_id as string;
    const { ticket_id, entered_at } = call('park_van', { plate: 'KA 204', bay_id }) as Record<string, string>;
    const ticket = call('get_ticket', { ticket_id: ticket_id as string });
    expect(ticket).toMatchObject({ plate: 'KA 204', bay_id, entered_at, status: 'parked' });
    expect(call('get_occupancy').free_bays).toBe((before.free_bays ?? 0) - 1);
    expect(refused('park_van', { plate: 'KA 205', bay_id })).toContain('not available');
    expect(refused('leave_yard', { ticket_id: ticket_id as string })).toContain('paid');
    expect(call('pay_ticket', { ticket_id: ticket_id as string }).amount_paid).toBe(ticket.amount_due);
    expect(call('get_ticket', { ticket_id: ticket_id as string }).amount_due).toBe(0);
    call('leave_yard', { ticket_id: ticket_id as string });
    expect(call('get_occupancy')).toEqual(before);
    const pass_id = call('sell_pass', { holder: 'Ivo', entries: 1 }).pass_id as string;
    expect(call('use_pass', { pass_id, plate: 'KA 1' }).entries_remaining).toBe(0);
    expect(refused('use_pass', { pass_id, plate: 'KA 1' })).toContain('left');
  });

  it.each(FEW)('of downloads are counted down, and files of a record are no file system (%s)', (seed) => {
    const { call } = sessionOf(
      `
/** Lists scores of the shop. */
function list_scores(): { scores: { score_id: string; title: string }[] };
/** Buys a score. */
function buy_score(score_id: string, email: string): { purchase_id: string; downloads_remaining: integer };
/** Shows a purchase. */
function get_purchase(purchase_id: string): { purchase_id: string; downloads_remaining: integer; refunded: boolean };
/** Lists files of a score. */
function list_files(score_id: string): { files: { file_id: string; file_name: string }[] };
/** Downloads a file. */
function download_file(purchase_id: string, file_id: string): { url: string; downloads_remaining: integer };
/** Pays a purchase back. */
function refund_purchase(purchase_id: string): { purchase_id: string; refunded: boolean };
`,
      seed,
    );
    const score_id = first(call('list_scores')).score_id as string;
    const { purchase_id, downloads_remaining } = call('buy_score', { score_id, email: 'a@example.org' }) as {
      purchase_id: string;
      downloads_remaining: number;
    };
    const file_id = first(call('list_files', { score_id })).file_id as string;
    expect(file_id).not.toContain('/');
    expect(call('download_file', { purchase_id, file_id }).downloads_remaining).toBe(downloads_remaining - 1);
    expect(call('get_purchase', { purchase_id }).downloads_remaining).toBe(downloads_remaining - 1);
    call('refund_purchase', { purchase_id });
    expect(call('get_purchase', { purchase_id }).refunded).toBe(true);
  });
});

describe('a mean under the same name as what it is the mean of', () => {
  const HUTS = `
/** Lists huts. */
function list_huts(): { huts: { hut_id: string; name: string; rating: number }[] };
/** Shows a hut. */
function get_hut(hut_id: string): { hut_id: string; name: string; rating: number };
/** Lists the reviews of a hut. */
function list_reviews(hut_id: string): { reviews: { review_id: string; hut_id: string; rating: number; text: string }[] };
/** Writes a review of a hut. */
function create_review(hut_id: string, rating: number, text: string): { review_id: string; hut_id: string; rating: number };
`;
  it.each(SEEDS)('is that of the reviews, which do not take it over (%s)', (seed) => {
    const { call } = sessionOf(HUTS, seed);
    const { hut_id } = first(call('list_huts'));
    const id = String(hut_id);
    call('create_review', { hut_id: id, rating: 3, text: 'Cold.' });
    const ratings = listed(call('list_reviews', { hut_id: id })).map(({ rating }) => rating as number);
    const mean = ratings.reduce((sum, one) => sum + one, 0) / ratings.length;
    expect(ratings).toContain(3);
    expect(call('get_hut', { hut_id: id }).rating).toBeCloseTo(mean, 1);
  });
});

import { describe, expect, it } from 'vitest';
import { first, listed, SEEDS, sessionOf } from './session.ts';

describe('what so many of something come to', () => {
  const SEED_SHOP = `
/** Lists seed varieties. */
function list_varieties(): { varieties: { variety_id: string; name: string; price_per_packet: number }[] };
/** Orders seed. */
function order_seed(variety_id: string, packets: integer): { order_id: string; variety_id: string; packets: integer; total_cost: number };
/** Shows a seed order. */
function show_order(order_id: string): { order_id: string; variety_id: string; packets: integer; total_cost: number };
/** Changes the number of packets. */
function change_packets(order_id: string, packets: integer): { order_id: string; packets: integer; total_cost: number };
`;
  it.each(SEEDS)('is the price of one times the number, also when that changes (%s)', (seed) => {
    const { call } = sessionOf(SEED_SHOP, seed);
    const { variety_id, price_per_packet } = first(call('list_varieties')) as {
      variety_id: string;
      price_per_packet: number;
    };
    const { order_id, total_cost } = call('order_seed', { variety_id, packets: 6 }) as {
      order_id: string;
      total_cost: number;
    };
    expect(total_cost).toBeCloseTo(price_per_packet * 6);
    expect(call('show_order', { order_id }).total_cost).toBe(total_cost);
    expect(call('change_packets', { order_id, packets: 2 }).total_cost).toBeCloseTo(price_per_packet * 2);
    expect(call('show_order', { order_id }).total_cost).toBeCloseTo(price_per_packet * 2);
  });
});

describe('a discount', () => {
  const CABINS = `
/** Lists cabins. */
function list_cabins(): { cabins: { cabin_id: string; rate_per_night: number }[] };
/** Books a cabin for some nights. */
function book_cabin(cabin_id: string, nights: integer): { stay_id: string; cabin_id: string; nights: integer; total: number };
/** Uses a promo code on a stay. */
function apply_promo_code(stay_id: string, promo_code: string): { stay_id: string; discount: number; total: number };
/** Takes the promo code off again. */
function remove_promo_code(stay_id: string): { stay_id: string; total: number };
/** Shows a stay. */
function get_stay(stay_id: string): { stay_id: string; nights: integer; discount: number; total: number };
`;
  it.each(SEEDS)('of a code that says its percent takes so much off, until it is taken away (%s)', (seed) => {
    const { call } = sessionOf(CABINS, seed);
    const { cabin_id, rate_per_night } = first(call('list_cabins')) as { cabin_id: string; rate_per_night: number };
    const { stay_id, total } = call('book_cabin', { cabin_id, nights: 3 }) as { stay_id: string; total: number };
    expect(total).toBeCloseTo(rate_per_night * 3);
    const less = call('apply_promo_code', { stay_id, promo_code: 'SPRING20' });
    expect(less.total).toBeCloseTo(total * 0.8, 1);
    expect(less.discount).toBeCloseTo(total * 0.2, 1);
    expect(call('get_stay', { stay_id })).toMatchObject({ total: less.total, discount: less.discount });
    expect(call('remove_promo_code', { stay_id }).total).toBe(total);
    expect(call('get_stay', { stay_id })).toMatchObject({ total, discount: 0 });
  });

  const PIZZAS = `
/** Vouchers of a customer. */
function list_vouchers(): { vouchers: { voucher_code: string; amount_off: number }[] };
/** Lists pizzas. */
function list_pizzas(): { pizzas: { pizza_id: string; price: number }[] };
/** Starts an order. */
function start_order(phone: string): { order_id: string };
/** Adds a pizza. */
function add_pizza(order_id: string, pizza_id: string, quantity: integer): { order_id: string; items: { pizza_id: string; quantity: integer; price: number }[]; total: number };
/** Uses a voucher. */
function use_voucher(order_id: string, voucher_code: string): { order_id: string; total: number };
/** Shows an order. */
function get_order(order_id: string): { order_id: string; items: { pizza_id: string; quantity: integer; price: number }[]; total: number };
`;
  it.each(SEEDS)('of a voucher takes its amount off, also of what is added later (%s)', (seed) => {
    const { call } = sessionOf(PIZZAS, seed);
    const { pizza_id, price } = first(call('list_pizzas')) as { pizza_id: string; price: number };
    const { voucher_code, amount_off } = first(call('list_vouchers')) as { voucher_code: string; amount_off: number };
    const { order_id } = call('start_order', { phone: '+44 20 7946 0011' }) as { order_id: string };
    expect(call('add_pizza', { order_id, pizza_id, quantity: 2 }).total).toBeCloseTo(price * 2);
    const { total } = call('use_voucher', { order_id, voucher_code });
    expect(total).toBeCloseTo(Math.max(0, price * 2 - amount_off));
    expect(call('get_order', { order_id }).total).toBe(total);
    const more = call('add_pizza', { order_id, pizza_id, quantity: 1 }).total;
    expect(more).toBeCloseTo(Math.max(0, price * 3 - amount_off));
  });
});

describe('what is put on a bill', () => {
  const BAR = `
/** Opens a tab. */
function open_tab(name: string): { tab_id: string; name: string; balance: number };
/** Puts a drink on a tab. */
function add_drink(tab_id: string, drink: string, price: number): { line_id: string; tab_id: string; balance: number };
/** Shows a tab. */
function get_tab(tab_id: string): { tab_id: string; name: string; balance: number };
/** Lines of a tab. */
function list_lines(tab_id: string): { lines: { line_id: string; drink: string; price: number }[]; balance: number };
/** Takes a line off again. */
function void_line(line_id: string): { line_id: string; balance: number };
/** Takes a payment on a tab. */
function pay_tab(tab_id: string, amount: number): { tab_id: string; balance: number };
`;
  it.each(SEEDS)('is owed until it is paid or taken off (%s)', (seed) => {
    const { call } = sessionOf(BAR, seed);
    const { tab_id, balance } = call('open_tab', { name: 'Table 4' }) as { tab_id: string; balance: number };
    expect(balance).toBe(0);
    expect(call('add_drink', { tab_id, drink: 'Cider', price: 4.5 }).balance).toBe(4.5);
    const { line_id } = call('add_drink', { tab_id, drink: 'Stout', price: 5 }) as { line_id: string };
    expect(call('get_tab', { tab_id }).balance).toBe(9.5);
    expect(call('list_lines', { tab_id }).balance).toBe(9.5);
    expect(call('pay_tab', { tab_id, amount: 3 }).balance).toBe(6.5);
    expect(call('void_line', { line_id }).balance).toBe(1.5);
    expect(call('get_tab', { tab_id }).balance).toBe(1.5);
  });
});

describe('what is left of a number of uses', () => {
  const WASHES = `
/** Sells a card of washes. */
function sell_card(plate: string, washes: integer): { card_id: string; plate: string; washes_left: integer };
/** Shows a card. */
function get_card(card_id: string): { card_id: string; plate: string; washes_left: integer };
/** Uses one wash of a card. */
function use_wash(card_id: string): { card_id: string; washes_left: integer };
/** Tops a card up. */
function add_washes(card_id: string, washes: integer): { card_id: string; washes_left: integer };
`;
  it.each(SEEDS)('goes down with each, ends, and can be filled up (%s)', (seed) => {
    const { call, refused } = sessionOf(WASHES, seed);
    const { card_id, washes_left } = call('sell_card', { plate: 'BX 12 KLM', washes: 2 }) as {
      card_id: string;
      washes_left: number;
    };
    expect(washes_left).toBe(2);
    expect(call('use_wash', { card_id }).washes_left).toBe(1);
    expect(call('use_wash', { card_id }).washes_left).toBe(0);
    expect(refused('use_wash', { card_id })).toContain('no wash');
    expect(call('add_washes', { card_id, washes: 5 }).washes_left).toBe(5);
    expect(call('get_card', { card_id }).washes_left).toBe(5);
  });

  const THERAPY = `
/** A patient's referrals. */
function list_referrals(patient_id: string): { referrals: { referral_no: string; clinic: string; sessions_left: integer }[] };
/** Shows a referral. */
function get_referral(referral_no: string): { referral_no: string; clinic: string; sessions_left: integer };
/** Books a session on a referral. */
function book_session(referral_no: string, day: string): { session_id: string; referral_no: string; sessions_left: integer };
`;
  it.each(SEEDS)('goes down with what is made of it (%s)', (seed) => {
    const { call, refused } = sessionOf(THERAPY, seed);
    const { referral_no, sessions_left } = first(call('list_referrals', { patient_id: 'PT-1' })) as {
      referral_no: string;
      sessions_left: number;
    };
    for (let left = sessions_left - 1; left >= 0; left -= 1)
      expect(call('book_session', { referral_no, day: 'Monday' }).sessions_left).toBe(left);
    expect(refused('book_session', { referral_no, day: 'Monday' })).toContain('none left');
    expect(call('get_referral', { referral_no }).sessions_left).toBe(0);
  });
});

describe('what somebody holds of something', () => {
  const METALS = `
/** Lists accounts. */
function list_accounts(): { accounts: { account_id: string; owner: string }[] };
/** What an account holds. */
function list_positions(account_id: string): { positions: { metal: string; ounces: number; average_cost: number }[] };
/** Today's price of a metal. */
function get_price(metal: string): { metal: string; price: number };
/** Buys metal. */
function buy_metal(account_id: string, metal: string, ounces: number): { deal_id: string; metal: string; ounces: number; price: number };
/** Sells metal. */
function sell_metal(account_id: string, metal: string, ounces: number): { deal_id: string; metal: string; ounces: number; price: number };
/** The deals of an account. */
function list_deals(account_id: string): { deals: { deal_id: string; metal: string; ounces: number; kind: "buy" | "sell" }[] };
`;
  it.each(SEEDS)('grows and shrinks with each deal, which is in the history (%s)', (seed) => {
    const { call, refused } = sessionOf(METALS, seed);
    const { account_id } = first(call('list_accounts')) as { account_id: string };
    const { metal, ounces } = first(call('list_positions', { account_id })) as { metal: string; ounces: number };
    const held = () => listed(call('list_positions', { account_id })).find((one) => one.metal === metal)?.ounces;
    const { price } = call('get_price', { metal });
    const bought = call('buy_metal', { account_id, metal, ounces: 6 });
    expect(bought.price).toBe(price);
    expect(held()).toBe(ounces + 6);
    const sold = call('sell_metal', { account_id, metal, ounces: 2 });
    expect(held()).toBe(ounces + 4);
    expect(refused('sell_metal', { account_id, metal, ounces: 50_000 })).toContain('Not enough');
    const deals = listed(call('list_deals', { account_id }));
    expect(deals.find(({ deal_id }) => deal_id === bought.deal_id)).toMatchObject({ kind: 'buy', ounces: 6 });
    expect(deals.find(({ deal_id }) => deal_id === sold.deal_id)).toMatchObject({ kind: 'sell', ounces: 2 });
    call('sell_metal', { account_id, metal, ounces: ounces + 4 });
    expect(held()).toBeUndefined();
  });

  const STOCK = `
/** Lists tanks. */
function list_tanks(): { tanks: { tank_id: string; fuel: string; litres: number }[] };
/** Shows a tank. */
function get_tank(tank_id: string): { tank_id: string; fuel: string; litres: number };
/** Buys fuel for a tank. */
function buy(tank_id: string, litres: number): { movement_id: string; tank_id: string; litres: number; new_litres: number };
/** Sells fuel of a tank. */
function sell(tank_id: string, litres: number): { movement_id: string; tank_id: string; litres: number; new_litres: number };
/** Movements of a tank. */
function list_movements(tank_id: string): { movements: { movement_id: string; type: "buy" | "sell"; litres: number }[] };
`;
  it.each(SEEDS)('is told anew by each deal (%s)', (seed) => {
    const { call } = sessionOf(STOCK, seed);
    const { tank_id, litres } = first(call('list_tanks')) as { tank_id: string; litres: number };
    const bought = call('buy', { tank_id, litres: 40 });
    expect(bought).toMatchObject({ litres: 40, new_litres: litres + 40 });
    const sold = call('sell', { tank_id, litres: 15 });
    expect(sold.new_litres).toBeCloseTo(litres + 25);
    expect(call('get_tank', { tank_id }).litres).toBeCloseTo(litres + 25);
    const [last, before] = listed(call('list_movements', { tank_id }));
    expect(last).toMatchObject({ movement_id: sold.movement_id, type: 'sell', litres: 15 });
    expect(before).toMatchObject({ movement_id: bought.movement_id, type: 'buy', litres: 40 });
  });
});

describe('a percentage', () => {
  const FLATS = `
/** Lists flats. */
function list_flats(): { flats: { flat_id: string; monthly_fee: number }[] };
/** Shows a flat. */
function get_flat(flat_id: string): { flat_id: string; monthly_fee: number };
/** Lowers the fee of a flat by some percent. */
function reduce_fee(flat_id: string, percent: number): { flat_id: string; monthly_fee: number };
/** Raises the fee of a flat by some percent. */
function increase_fee(flat_id: string, percentage: number): { flat_id: string; monthly_fee: number };
`;
  it.each(SEEDS)('moves a number by a part of itself (%s)', (seed) => {
    const { call } = sessionOf(FLATS, seed);
    const { flat_id, monthly_fee } = first(call('list_flats')) as { flat_id: string; monthly_fee: number };
    const less = call('reduce_fee', { flat_id, percent: 20 }).monthly_fee as number;
    expect(less).toBeCloseTo(monthly_fee * 0.8, 1);
    expect(call('get_flat', { flat_id }).monthly_fee).toBe(less);
    expect(call('increase_fee', { flat_id, percentage: 50 }).monthly_fee).toBeCloseTo(less * 1.5, 1);
  });
});

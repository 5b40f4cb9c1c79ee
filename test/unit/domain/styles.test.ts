import { describe, expect, it } from 'vitest';
import type { Domain } from '../../../server/src/domain/index.ts';
import { domainOf } from './support.ts';

/** Name, description, required parameters (`#` behind a number). */
type Row = readonly [name: string, description: string, parameters?: string];

function domainOfTools(rows: readonly Row[]): Domain {
  const tools = rows.map(([name, description, parameters = '']) => {
    const names = parameters.split(' ').filter((one) => one !== '');
    const properties = Object.fromEntries(
      names.map((one) => [one.replace('#', ''), { type: one.endsWith('#') ? 'number' : 'string' }]),
    );
    return { name, description, inputSchema: { type: 'object', properties, required: Object.keys(properties) } };
  });
  return domainOf(JSON.stringify({ tools }), 'file:///tools.json');
}

function readingsOf(rows: readonly Row[]): Record<string, string> {
  const { functions } = domainOfTools(rows);
  return Object.fromEntries(functions.map((one) => [one.function, `${one.operation} ${one.entity ?? '-'}`]));
}

describe('names in styles of their own', () => {
  it('reads the deed behind a dot, and the thing before it', () => {
    expect(
      readingsOf([
        ['ticket.void', 'Voids a ticket.', 'ticket_id'],
        ['ticket.all', 'Tickets, newest first.'],
        ['ticket.one', 'A ticket with its seats.', 'ticket_id'],
        ['ticket.new', 'Draft of a ticket.', 'show_id'],
        ['ticket.add_extra', 'One more extra on a ticket.', 'ticket_id label'],
        ['rail.v1.DepotService.ListWagons', ''],
        ['rail.v1.DepotService.GetWagon', '', 'wagon'],
      ]),
    ).toMatchObject({
      'ticket.void': 'act ticket',
      'ticket.all': 'list ticket',
      'ticket.one': 'get ticket',
      'ticket.new': 'create ticket',
      'ticket.add_extra': 'update ticket',
      'rail.v1.DepotService.ListWagons': 'list wagon',
      'rail.v1.DepotService.GetWagon': 'get wagon',
    });
  });

  it('reads a thing that is as often a verb, where its deed stands behind it', () => {
    expect(
      readingsOf([
        ['claim_reopen', 'Puts a claim back on the desk of whoever decided it.', 'claim_ref'],
        ['claim_drop', 'Removes a claim.', 'claim_ref'],
        ['claim_scan', 'Claims that look alike.', 'text'],
        ['claim_get', 'One claim with its papers.', 'claim_ref'],
        ['order_taxi', 'Order a taxi to a place.', 'place'],
      ]),
    ).toMatchObject({
      claim_reopen: 'act claim',
      claim_drop: 'delete claim',
      claim_get: 'get claim',
      order_taxi: 'create taxi',
    });
  });

  it('reads a deed behind a dot that its description does not name, and what is asked for as what it works on', () => {
    expect(
      readingsOf([
        ['gate.close', 'No car may pass from now on.', 'gate'],
        ['gate.width', 'How wide a gate is.', 'gate'],
        ['gates', 'Gates of the park.'],
        ['gate.build', 'Puts up a gate.', 'gate'],
        ['gate.remove', 'Takes a gate down.', 'gate'],
      ]),
    ).toMatchObject({ 'gate.close': 'act gate', 'gate.width': 'get gate', gates: 'list gate' });
  });

  it('writes short forms out that the descriptions explain', () => {
    const rows: Row[] = [
      ['qry_shpmt', 'query shipments', 'whse'],
      ['upd_shpmt_prio', 'update priority of shipment', 'shpmt_no prio'],
      ['cncl_shpmt', 'cancel shipment', 'shpmt_no'],
      ['ins_plt', 'insert pallet', 'shpmt_no wgt#'],
    ];
    expect(readingsOf(rows)).toEqual({
      qry_shpmt: 'list shipment',
      upd_shpmt_prio: 'update shipment',
      cncl_shpmt: 'act shipment',
      ins_plt: 'create pallet',
    });
    const shipment = domainOfTools(rows).entities.find(({ name }) => name === 'shipment');
    expect(shipment?.identifiers.map(({ name }) => name)).toEqual(['shpmt_no']);
  });

  it('leaves words that descriptions use as they are', () => {
    expect(
      readingsOf([
        ['list_lab_tests', 'Tests that a laboratory offers; each lab has its own.'],
        ['get_lab', 'One lab of the laboratory group.', 'lab_id'],
      ]),
    ).toMatchObject({ get_lab: 'get lab' });
  });

  it('believes the description where a name says nothing', () => {
    expect(
      readingsOf([
        ['handle_request', 'Creates a tour for a guide.', 'guide_id day'],
        ['apply', 'Takes a fee off the bill of a tour.', 'fee_id'],
        ['perform_action', 'Changes the day of a tour.', 'tour_id day'],
        ['execute', 'Checks a guest in and hands over the key.', 'guest_id'],
        ['dispatch', 'Sends a text message to the guest.', 'guest_id text'],
        ['run_query', 'Lists the tours of a guide.', 'guide_id'],
        ['run_saved_query', 'Runs a saved query.', 'name'],
      ]),
    ).toMatchObject({
      handle_request: 'create tour',
      apply: 'delete fee',
      perform_action: 'update tour',
      execute: 'act guest',
      dispatch: 'send message',
      run_query: 'list tour',
    });
  });

  it('believes the descriptions of a catalog in another language', () => {
    expect(
      readingsOf([
        ['huur_aanmaken', 'Creates a rental.', 'fiets_id dagen#'],
        ['huur_lezen', 'Shows a rental.', 'huur_id'],
        ['huur_stoppen', 'Ends a rental.', 'huur_id'],
        ['fietsen_zoeken', 'Searches bikes.', 'plaats'],
        ['fiets_melden', 'Reports a bike as broken.', 'fiets_id'],
      ]),
    ).toMatchObject({
      huur_aanmaken: 'create rental',
      huur_lezen: 'get rental',
      huur_stoppen: 'act rental',
      fietsen_zoeken: 'list bike',
    });
  });

  it('reads sums that follow from numbers as computing, and amounts of a record as reading', () => {
    expect(
      readingsOf([
        ['fuel_cost', 'Cost of a trip.', 'kilometres# litres#'],
        ['unit_conversion', 'Value in another unit.', 'value# unit'],
        ['get_member', 'One member.', 'member_id'],
        ['member_earnings', 'What a member has earned in a month.', 'member_id month'],
      ]),
    ).toMatchObject({
      fuel_cost: 'compute -',
      unit_conversion: 'compute -',
      member_earnings: 'get member',
    });
  });

  it('tells a provider, a place that things go to, and an upsert apart', () => {
    expect(
      readingsOf([
        ['chatter_send_channel_message', 'Sends a message to a channel.', 'channel_id text'],
        ['sheets_create_table_row', 'Creates a row in a table.', 'table_id values'],
        ['sheets_update_table_row', 'Updates a row.', 'table_id row_id values'],
        ['list_add_update_reader', 'Adds a reader to a list or updates one.', 'list_id email'],
        ['assign_courier_to_order', 'Gives an order to a courier.', 'order_id courier_id'],
      ]),
    ).toMatchObject({
      chatter_send_channel_message: 'send message',
      sheets_create_table_row: 'create row',
      sheets_update_table_row: 'update row',
      assign_courier_to_order: 'update order',
    });
  });

  it('reads a verb of two words as one, in the name and in the description', () => {
    expect(
      readingsOf([
        ['take_in_kettle', 'Takes a kettle in for repair.', 'fault'],
        ['mark_down_kettle', 'Marks a kettle down.', 'kettle_id price#'],
        ['throw_out_kettle', 'Throws a kettle out.', 'kettle_id'],
        ['let_go_of_hold', 'Lets go of a hold.', 'hold_id'],
        ['hand_down_ruling', 'Hands down the ruling of a panel.', 'panel_id'],
        ['work_out_weight', 'Works out the weight of a load.', 'length# width#'],
      ]),
    ).toEqual({
      take_in_kettle: 'create kettle',
      mark_down_kettle: 'update kettle',
      throw_out_kettle: 'delete kettle',
      let_go_of_hold: 'act hold',
      hand_down_ruling: 'create ruling',
      work_out_weight: 'compute -',
    });
  });

  it('tells a deed from a plural by what follows, and a participle behind a plural from a noun', () => {
    expect(
      readingsOf([
        ['tender_exhibit', 'Tenders a piece of evidence.', 'label'],
        ['strike_exhibit', 'Strikes a piece of evidence.', 'exhibit_no'],
        ['exhibits_awaiting_review', 'Exhibits that nobody has looked at.'],
        ['visitors', 'Visitors a museum has had.', 'museum'],
        ['attest_delivery', 'Attests that the papers were delivered.', 'mandate_no'],
        ['exhibits.listOpen', 'Open ones.'],
      ]),
    ).toMatchObject({
      tender_exhibit: 'create exhibit',
      exhibits_awaiting_review: 'list exhibit',
      visitors: 'list visitor',
      attest_delivery: expect.stringMatching(/^act/),
      'exhibits.listOpen': 'list exhibit',
    });
  });
});

/** What people write about things of a kind: general knowledge, kept short. A text is one of each part, put together. */
export interface Family {
  /** Last words of what the texts are about. */
  readonly of: RegExp;
  readonly titles?: readonly (readonly string[])[];
  readonly descriptions?: readonly (readonly string[])[];
  readonly notes?: readonly (readonly string[])[];
  readonly messages?: readonly (readonly string[])[];
  readonly reasons?: readonly (readonly string[])[];
}

const one = (text: string) => [text.split('|')];

/** Something that does not work, or is wished for. */
const TROUBLE: Family = {
  of: /^(?:issue|ticket|bug|incident|defect|problem|case|fault|story|epic|complaint|outage|error)$/,
  titles: [
    'Export|Login|Search|Checkout|Password reset|Dark mode|Image upload|Monthly invoice|Mobile app|Settings page|Email digest|Date filter|Printer driver|Backup job'.split(
      '|',
    ),
    ' is slow| fails for new accounts| shows an error| times out after an update| ignores the time zone| needs a clearer label| breaks on small screens| stops halfway'.split(
      '|',
    ),
  ],
  descriptions: [
    'It started after the last update|Three customers reported it this morning|It only happens on older phones|We see it about twice a day|Nobody could reproduce it at first|It worked until Tuesday'.split(
      '|',
    ),
    '. A restart helps for an hour.|. The log shows nothing unusual.|, and there is no message on the screen.|. Steps: open the page, press save, wait.|, so please treat it as a regression.|. Trying again works in most cases.'.split(
      '|',
    ),
  ],
  notes: one(
    'I can reproduce this on the latest build.|Could you attach the log, please?|The fix is in review.|This also affects the mobile app.|Waiting for an answer from the customer.|Looks like a duplicate of an older one.|I will take a look tomorrow morning.|Tested again, and it is still there.|Rolled back the change for now.|We agreed to do this after the release.',
  ),
};

/** Somebody comes at a time. */
const VISIT: Family = {
  of: /^(?:appointment|visit|consultation|checkup|slot|viewing|inspection)$/,
  reasons: one(
    'annual check-up|follow-up on the last visit|first visit|second opinion|routine check|yearly service|blood test|a small accident|short consultation',
  ),
  notes: one(
    'Prefers the morning.|Will bring the earlier results.|First time here.|Please allow a little more time.|Needs a parking space close by.|Asked for the same person as last time.',
  ),
  messages: one(
    'We look forward to seeing you.|Please come ten minutes early.|Please bring your papers along.|Call us if you cannot make it.|Parking is behind the building.',
  ),
};

/** Care for a person or an animal. */
const CARE: Family = {
  of: /^(?:patient|prescription|medication|vaccination|diagnosis|treatment|animal|pet|resident|dose|admission)$/,
  notes: one(
    'Take with food.|No known allergies.|Check the weight again in two weeks.|Stop if there is a rash.|A little nervous around strangers.|Drink plenty of water.|Second course this year.|Finish the whole course.',
  ),
  descriptions: one(
    'Recovering well.|Comes in twice a year.|Sensitive to loud noise.|Eats and sleeps normally.|Under observation since last week.',
  ),
};

/** What is paid for. */
const CHARGE: Family = {
  of: /^(?:invoice|bill|charge|line item|fee|receipt|expense|payment|quote|estimate|refund|transaction)$/,
  descriptions: one(
    'Consultation|Materials and supplies|Two hours of labour|Delivery|Basic fee|Cleaning|Extra copies|Spare parts|Weekend surcharge|Monthly service|Inspection|Small parts',
  ),
  notes: one(
    'Paid at the front desk.|The rest follows next month.|Please send a copy to the office.|Split between two accounts.|Agreed on the phone.',
  ),
};

/** Goods that are kept, sent or sold. */
const GOODS: Family = {
  of: /^(?:item|product|article|stock|shipment|delivery|parcel|package|receipt|consignment|pallet|order|return|material|part|batch)$/,
  descriptions: [
    'Sturdy|Light|Compact|Foldable|Hard-wearing|Hand-finished'.split('|'),
    ' model in two sizes.| version with a spare part.| everyday model.| set for two people.| design for small rooms.'.split(
      '|',
    ),
  ],
  notes: one(
    'One carton has a dent.|Two labels are missing.|Leave it at the back door.|The seal was broken.|Fragile, keep upright.|Counted twice.|Arrived a day early.|One box short.',
  ),
};

/** People meet. */
const EVENT: Family = {
  of: /^(?:event|meeting|session|class|workshop|lesson|course|lecture|tour|call|concert|booking|reservation)$/,
  descriptions: one(
    'A short look at what changed, then questions.|Bring your own laptop.|Everybody is welcome, no experience needed.|We go through the open points.|Doors open half an hour before.|Coffee and cake afterwards.',
  ),
  notes: one(
    'One of us will be late.|A table by the window, please.|We need a projector.|Two vegetarians among us.|Wheelchair access, please.',
  ),
};

/** What is written to somebody. */
const MESSAGE: Family = {
  of: /^(?:reminder|message|notification|email|mail|sms|text|alert)$/,
  messages: one(
    'Just a short reminder for tomorrow.|Everything is ready on our side.|We had to move it by half an hour.|Please reply with yes or no.|Thank you for your patience.|You can reach us until six.|The papers are at the front desk.',
  ),
  descriptions: one('See you on Thursday.|It is all set.|Please call back when you can.|The plan has not changed.'),
};
/** What is added to something: it could stand under anything. */
const COMMENT: Family = {
  of: /^(?:comment|note|reply|remark|review|feedback)$/,
  notes: one(
    'Thanks, this helps a lot.|I will take a look tomorrow morning.|Waiting for an answer from the customer.|Done on my side.|Could somebody double-check this?|We agreed to do this after the release.|This one is more urgent than it looks.|I talked to the team, and they are fine with it.|Please see the attached picture.|No change since last week.|Let us wait until Monday.|I added the missing details.',
  ),
};
/** What somebody made to be looked at, read or heard. */
const WORK: Family = {
  of: /^(?:exhibit|artwork|artefact|artifact|painting|sculpture|photograph|photo|print|piece|work|book|novel|poem|play|movie|film|album|song|track|episode|podcast|exhibition)$/,
  titles: [
    'Harbour|River|Lantern|Orchard|Letter|Garden|Boats|Winter|Bridge|Shore|Islands|Tower|Mirror|Meadow'.split('|'),
    ' at Dusk| in Blue| of Glass| by Night| and Rain| without Words| in Three Parts|, Early Morning| of the North'.split(
      '|',
    ),
  ],
  descriptions: one(
    'Made in a small workshop near the coast.|One of a series of four.|Shown to the public for the first time.|Praised for its quiet tone.|Begun in spring and finished a year later.',
  ),
};
/** What is found or done when something is looked after. */
const UPKEEP: Family = {
  of: /^(?:report|condition|damage|repair|maintenance|service|servicing|survey|assessment|audit|check)$/,
  notes: one(
    'Small scratch on the left side.|The edges are worn.|No change since the last time.|Some dust, otherwise clean.|One screw is loose.|Needs cleaning before it is used again.|Slight fading of the colours.|Two parts should be replaced soon.|Everything works as it should.',
  ),
};

export const FAMILIES: readonly Family[] = [CHARGE, TROUBLE, VISIT, CARE, GOODS, EVENT, MESSAGE, COMMENT, WORK, UPKEEP];

/** Why something is undone: whatever it is, and what was bought. */
export const UNDOING: readonly string[] = [
  'My plans have changed.',
  'Something came up at work.',
  'It is no longer needed.',
  'The dates no longer suit me.',
  'It was entered twice.',
  'I found another way.',
  'We decided against it.',
  'I picked the wrong one.',
];
export const UNDOING_GOODS: readonly string[] = [
  'I ordered the wrong size.',
  'I found a better offer.',
  'It arrived too late.',
  'There was a mistake in the order.',
  'It was ordered twice.',
  'It does not look like the picture.',
];
/** Why something is asked for or changed. */
export const ASKING: readonly string[] = [
  'We agreed on it last week.',
  'A customer asked for it.',
  'The old one was out of date.',
  'It was a mistake in the first entry.',
  'The manager wants it this way.',
  'It came up in the last review.',
  'It makes the planning easier.',
];

/** Names that animals have. */
export const PETS: readonly string[] =
  'Bella Rocky Luna Milo Coco Simba Daisy Oscar Nala Charlie Molly Felix Rosie Balu Pepper Mia Leo Biscuit Maple Otto Kiwi Hazel Archie Poppy Loki Ziggy'.split(
    ' ',
  );

/** What things are marked with. */
export const TAGS: readonly string[] =
  'urgent|internal|customer|later|documentation|review|mobile|security|summer|important|blocked|quick win|archive|draft'.split(
    '|',
  );

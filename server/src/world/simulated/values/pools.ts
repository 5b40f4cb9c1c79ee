/** Believable values by what a name ends with: general knowledge, kept short. Words are as `keyWords` writes them. */

const POOLS_BY_WORDS: Readonly<Record<string, string>> = {
  'department|division': 'Sales|Finance|Engineering|Support|Marketing|Operations|Legal|Research',
  'team|squad|group': 'Platform|Design|Field Service|Growth|Data|Logistics|Quality|Partnerships',
  'role|occupation|profession|job|job title|position title':
    'project manager|nurse|software engineer|teacher|accountant|electrician|designer|analyst',
  'skill|expertise': 'negotiation|data analysis|welding|copywriting|first aid|carpentry|public speaking|accounting',
  'industry|sector': 'healthcare|retail|education|manufacturing|transport|agriculture|energy|tourism',
  'course|subject area|major|discipline':
    'biology|modern history|statistics|economics|chemistry|linguistics|architecture|music theory',
  'school|university|college':
    'Northgate College|Lakeside University|Harbour School|Hillview Academy|Riverside Institute',
  institution:
    'City Museum|Northgate College|Lakeside University|Harbour Library|Riverside Institute|Hillview Hospital|Old Town Archive',
  'financial institution|bank': 'Northgate Bank|Lakeside Savings Bank|Harbour Credit Union|Hillview Bank',
  'hospital|clinic': 'Northgate Clinic|Lakeside Hospital|Harbour Medical Centre|Hillview Hospital',
  'symptom|complaint|condition|diagnosis|disease|illness':
    'headache|fever|back pain|dry cough|fatigue|sore throat|nausea|rash',
  'medication|medicine|drug|prescription|treatment':
    'ibuprofen|paracetamol|amoxicillin|cetirizine|omeprazole|metformin',
  'dosage|dose': '200 mg|500 mg|10 ml|1 tablet|2 tablets',
  'specialty|speciality|specialisation|specialization':
    'cardiology|dermatology|family medicine|orthopaedics|neurology|paediatrics',
  allergy: 'peanuts|pollen|penicillin|dust mites|shellfish',
  'blood type|blood group': 'A+|A-|B+|AB+|O+|O-',
  'species|animal|pet': 'dog|cat|rabbit|horse|parrot|goldfish|tortoise|hedgehog',
  breed: 'Labrador|beagle|border collie|Siamese|Persian|terrier',
  'plant|flower|tree|crop': 'tomato|lavender|oak|maize|rosemary|sunflower|apple tree|basil',
  'food|dish|meal|recipe|menu item':
    'lentil soup|grilled salmon|mushroom risotto|vegetable curry|apple pie|chicken salad|rice bowl',
  'ingredient|allergen': 'flour|olive oil|garlic|tomatoes|rice|butter|onions|chickpeas',
  'cuisine|diet|dietary preference|dietary restriction':
    'Italian|Thai|vegetarian|Mexican|Japanese|vegan|Indian|Lebanese',
  'drink|beverage': 'green tea|orange juice|mineral water|espresso|lemonade',
  'restaurant|cafe|bar':
    'The Blue Olive|Corner Table|Harbour Kitchen|Saffron House|Little Lantern|Olive and Thyme|The Copper Pot|Mill House Kitchen|Bistro Anker|Green Lemon|The Long Table',
  'hotel|accommodation|property name':
    'Hotel Meridian|Lakeside Inn|The Old Mill|Grand Harbour Hotel|Garden Court|Park View Hotel|The Lindenhof|Hotel Bellevue|Seaside Lodge|Station Hotel|Villa Rosa',
  'movie|film|show|series':
    'The Quiet Harbour|Northern Lights|A Winter Letter|The Last Orchard|Paper Boats|The Ninth Room|Salt and Honey|Tomorrow in Lisbon|The Clockmaker|Under the Bridge|Snow on Sunday',
  'song|track':
    'Morning Tide|Paper Lanterns|Long Way Home|Silver Rain|Open Windows|Blue Window|Last Train Out|Stay a Little|Copper Sky|Half the Sea|Slow River',
  'album|playlist': 'Evening Walks|Road Trip|Focus|Sunday Morning|Summer Nights',
  'artist|band|singer|musician':
    'The Paper Kites Club|Lina Moreau|Northern Echo|Blue Harbour Trio|Sam Okafor|The Velvet Tides|Juniper Road|Marta Solano|Glasshouse Choir|Ravi Anand|The Night Postmen|Copper Lane',
  'book|novel|publication':
    'The Glass River|A Field Guide to Clouds|Letters from Osaka|The Salt Road|Small Hours|The Winter Orchard|Nine Letters Home|The Cartographer|Bread and Weather|A House by the Lock|Quiet Machines',
  'publisher|journal|magazine|newspaper': 'Harbour Press|Lantern Books|The Weekly Ledger|Field Notes|Northgate Journal',
  'game|sport|activity|exercise|hobby|workout|interest':
    'tennis|chess|swimming|hiking|football|cycling|yoga|basketball',
  'league|tournament|competition|championship':
    'Spring Cup|Coastal League|City Championship|Winter Open|Harbour Trophy|Northern League|Summer Masters|Junior Open|Valley Cup',
  'venue|arena|stadium|hall|site':
    'Harbour Hall|Riverside Arena|City Museum|Garden Theatre|Old Market Hall|Northside Arena|Mill Street Hall|The Old Depot|Riverside Pavilion|Union Hall|Lakeside Stage',
  'landmark|attraction|sight': 'Old Lighthouse|City Museum|Castle Hill|Botanical Garden|Harbour Bridge',
  continent: 'Europe|Asia|Africa|North America|South America|Oceania',
  'planet|celestial body': 'Mercury|Venus|Mars|Jupiter|Saturn|Neptune',
  'element|chemical|compound|substance': 'hydrogen|carbon|oxygen|sodium chloride|iron|ethanol|copper',
  'material|fabric': 'cotton|oak|steel|glass|wool|leather|aluminium|linen',
  shape: 'circle|square|triangle|rectangle|hexagon',
  'style|theme|design|template': 'modern|classic|minimal|rustic|light|dark',
  season: 'spring|summer|autumn|winter',
  'mood|emotion|feeling|sentiment': 'happy|calm|excited|tired|curious|neutral',
  'gender|sex': 'female|male|non-binary',
  'marital status|relationship': 'single|married|divorced|partner|sibling|friend',
  'payment method|payment type|payment option': 'credit card|bank transfer|PayPal|debit card|cash',
  'card type|card brand|card network': 'Visa|Mastercard|American Express',
  'shipping method|delivery method|shipping option|carrier|courier': 'standard|express|pickup|overnight|economy',
  'priority|urgency|severity|importance': 'low|medium|high|urgent',
  'level|difficulty|grade|tier|plan|membership|subscription': 'basic|standard|premium|beginner|advanced|intermediate',
  'programming language|code language': 'Python|TypeScript|Java|Go|Rust',
  'framework|library|dependency|package': 'react|express|numpy|django|lodash|pandas',
  'operating system|platform': 'Linux|Windows|macOS|Android|iOS',
  browser: 'Firefox|Chrome|Safari|Edge',
  'device|device name|device type|hardware':
    'living room lamp|thermostat|tablet|front door sensor|laptop|smart speaker',
  'room|area|zone name|location in house': 'kitchen|living room|bedroom|office|hallway|garage',
  'method|technique|algorithm|approach|strategy': 'linear|average|random|greedy|weighted|stratified',
  'format|file type|extension|file format|output format': 'json|csv|pdf|txt|xml',
  encoding: 'utf-8|ascii|base64',
  'branch|git branch': 'main|develop|feature/login|release/2.4|fix/timeout',
  'repository|repo|project': 'garden-planner|billing-service|field-notes|weather-station|photo-archive',
  'environment|stage|deployment': 'production|staging|development|test',
  'cluster|datacenter|availability zone': 'eu-west-1|us-east-1|eu-central-1|ap-south-1',
  'namespace|service|service name|component|module|application|app':
    'billing|search|catalog|notifications|accounts|scheduler',
  'host|server|hostname|machine|node': 'web-01|db-02|cache-01|build-03|mail-01',
  'domain|domain name': 'example.com|example.org|shop.example.net|mail.example.com',
  'command|cmd|shell': 'ls -la|git status|npm test|df -h|uptime',
  'sql|sql query|statement': 'SELECT * FROM orders LIMIT 10|SELECT name FROM customers|SELECT count(*) FROM visits',
  'table|dataset|schema|database|collection': 'orders|customers|visits|products|invoices',
  'column|field|attribute|property|metric|dimension|feature|variable|parameter':
    'name|price|created_at|quantity|country|revenue|duration',
  'selector|css selector|xpath|locator': '#submit|.result-row|button.primary|input[name=email]',
  'event|event type|activity type|trigger': 'concert|workshop|conference|exhibition|lecture|market',
  'frequency|interval|recurrence|cadence': 'daily|weekly|monthly|every two weeks',
  'period|time range|timeframe|range|duration|time period|window': 'last 7 days|last month|this year|1 week|3 months',
  'account type|account': 'checking|savings|business|joint',
  'transaction type|entry type': 'deposit|withdrawal|transfer|payment|refund',
  'insurance|policy|coverage|policy type': 'health|travel|home|car|life',
  'vehicle|car|vehicle type|car type': 'sedan|station wagon|van|bicycle|electric car|motorcycle',
  'make|manufacturer|car make|brand name': 'Toyota|Volvo|Ford|Skoda|Honda|Renault',
  'model|car model|model name': 'Corolla|V60|Focus|Octavia|Civic|Megane',
  'fuel|fuel type|energy source': 'petrol|diesel|electric|hybrid',
  'mode of transport|transport|travel mode|transport mode': 'train|bus|car|bicycle|walking|ferry',
  mode: 'automatic|manual|standard|eco',
  'route|line|itinerary': 'Red Line|Harbour Loop|Route 12|Coastal Line|Airport Express',
  'station|stop|depot|terminal name': 'Central Station|Harbour Gate|Mill Street|North Park|City Hall',
  instrument: 'piano|violin|guitar|flute|cello',
  'benefit|perk|amenity|facility|equipment|feature list':
    'parking|wireless internet|swimming pool|breakfast|gym|air conditioning',
  'ethnicity|nationality name': 'Portuguese|Japanese|Nigerian|Canadian|Norwegian',
  'religion|holiday|occasion|festival': 'Easter|New Year|Diwali|Midsummer|Thanksgiving|birthday',
  'goal|objective|purpose|target goal|intent':
    'save for a holiday|learn a language|run a marathon|reduce costs|finish the report',
  'task|todo|step|action|action item|chore':
    'call the supplier|water the plants|review the contract|book the venue|update the price list',
  'issue|problem|bug|incident|error description|fault':
    'login page does not load|payment was charged twice|printer is offline|parcel arrived damaged',
  'gift|prize|reward': 'gift card|concert tickets|flowers|cookbook',
  'direction|orientation': 'north|south|east|west|left|right',
  'size|shirt size|clothing size': 'S|M|L|XL',
  'permission|scope|access level|right|privilege': 'read|write|admin|viewer|editor',
  'channel|slack channel|chat|forum|room name': 'general|announcements|support|random|project-updates',
  'law|statute|regulation|legislation': 'consumer protection|data protection|labour law|tenancy law',
  'crime|offence|offense|violation': 'burglary|fraud|speeding|vandalism',
  'court|jurisdiction': 'District Court|Court of Appeal|Small Claims Court',
  'evidence|exhibit': 'fingerprints|security footage|witness statement|receipts',
  'asset|security|fund|investment|instrument name': 'government bonds|index fund|gold|real estate fund',
  'coin|cryptocurrency|crypto|token symbol': 'BTC|ETH|LTC|ADA',
  'sample|specimen|tissue': 'blood|saliva|soil|water',
  'gene|protein': 'BRCA1|TP53|EGFR|APOE|CFTR',
};

/** By the words that end a name. */
export const POOLS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(POOLS_BY_WORDS).flatMap(([names, values]) => {
    const pool = values.split('|');
    return names.split('|').map((name) => [name, pool] as const);
  }),
);

/** Longest name of a pool, in words. */
const MAX_LENGTH = 3;

/** The pool for the longest ending of a name that has one. */
export function poolFor(words: readonly string[]): readonly string[] | undefined {
  for (let length = Math.min(MAX_LENGTH, words.length); length > 0; length -= 1) {
    const found = POOLS.get(words.slice(-length).join(' '));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What people say of what they used. */
export const OPINIONS: readonly string[] = [
  'Works well and arrived on time.',
  'Good quality for the price.',
  'Friendly service, I would come again.',
  'It does what it should, but setting it up took a while.',
  'A little smaller than I expected.',
  'Very helpful, thank you.',
  'The second part could be clearer.',
];

/** What people ask for besides. */
export const REQUESTS: readonly string[] = [
  'Please confirm by email.',
  'Please call before you come.',
  'Nothing before nine in the morning.',
  'Somewhere quiet, if possible.',
  'We may be an hour late.',
  'Please leave it at the front desk.',
  'It is a birthday surprise.',
  'One of us cannot climb stairs.',
];

/**
 * The categories of functions: about the fields that public API markets sort by, which is where the paper's functions
 * come from (sec. 3.4 speaks of 49 and `misc`), each with words of our own that speak for it. Words are written as
 * `nameWords` writes them: singular, abbreviations spelled out.
 */
const PROFILES: Readonly<Record<string, string>> = {
  Advertising: 'advertising advertisement ad campaign audience impression banner sponsor adset creative bid promotion',
  'Artificial Intelligence':
    'ai model prompt embedding llm chatbot completion inference train neural classifier predict token generation vector',
  Business:
    'company business lead customer crm invoice vendor supplier contract proposal deal client partner quote case ticket',
  'Business Software': 'workspace project task kanban board sprint wiki notebook page block spreadsheet form workflow',
  Commerce:
    'order cart checkout product shop store catalog inventory purchase refund return item warehouse coupon sku stock',
  Communication: 'message chat channel call voice conversation contact notification room thread reply inbox',
  Cryptography: 'encrypt decrypt hash signature cipher key certificate rsa sha digest salt password',
  Cryptocurrency: 'crypto coin bitcoin ethereum wallet blockchain token nft exchange block transaction gas defi',
  Cybersecurity: 'vulnerability threat malware scan phishing breach firewall exploit security cve risk attack',
  Data: 'dataset record statistic analytics report metric series chart aggregate census query csv',
  Database: 'table row column database sql schema query index collection document insert select record',
  Devices: 'device sensor iot thermostat light switch camera firmware smart printer appliance gateway',
  Education: 'course student lesson school teacher grade exam quiz university class homework curriculum tutor',
  Email: 'email mail mailbox inbox smtp attachment recipient subject newsletter draft unsubscribe',
  Energy: 'energy power electricity solar wind grid fuel battery gas meter turbine emission carbon renewable',
  Entertainment: 'joke celebrity meme trivia fun horoscope quote show anime comic',
  Events: 'event ticket venue concert calendar meeting schedule attendee rsvp appointment reservation conference',
  Files: 'file directory folder path upload download storage copy archive backup attachment disk',
  Finance:
    'stock price market share bond portfolio currency exchange dividend trade symbol fund investment index forex account balance interest loan',
  Food: 'recipe food restaurant meal ingredient menu drink nutrition cook diet dish calorie wine beer table order',
  Gaming: 'game player match score level quest character guild tournament lobby achievement item league',
  'Health and Fitness': 'workout exercise fitness calorie weight heart sleep step health yoga bmi gym diet',
  'Human Resources':
    'employee payroll salary leave benefit department hire appraisal attendance recruit onboarding staff',
  Jobs: 'job resume vacancy candidate applicant career employer hiring interview skill salary',
  Law: 'law legal court case contract regulation compliance license patent trademark statute',
  Location: 'location address city country zip latitude longitude geocode coordinate region ip timezone state',
  Logistics: 'shipment shipping parcel delivery tracking carrier freight courier package route warehouse track',
  Mapping: 'map route direction distance tile navigation waypoint isochrone elevation place',
  Marketing: 'marketing seo keyword backlink brand subscriber newsletter conversion engagement promotion segment',
  Mathematics:
    'number sum subtract multiply divide average mean root power logarithm calculate equation matrix integral percent',
  Media: 'media gif photo gallery stream podcast radio episode channel broadcast clip',
  Medical:
    'patient doctor drug disease symptom diagnosis hospital medical medicine prescription clinic treatment vaccine',
  Monitoring: 'monitor uptime alert log metric incident status ping latency endpoint health trace dashboard',
  Movies: 'movie film actor imdb cinema tv series season episode director cast trailer',
  Music: 'song track artist album playlist lyric music chord genre audio band concert',
  News: 'news article headline journalist newspaper press publisher story editorial feed',
  Payments: 'payment charge card invoice refund payout subscription checkout bank transfer balance stripe account',
  'Real Estate': 'property house rent apartment listing mortgage estate landlord tenant room bedroom',
  Reward: 'reward loyalty point coupon voucher gift redeem membership bonus referral',
  SMS: 'sms text phone number carrier verification otp mms',
  Science:
    'physics chemistry planet star space molecule genome species experiment element telescope research earthquake',
  Search: 'search result query web engine suggestion autocomplete crawl page ranking',
  Social: 'post tweet follower user profile like comment hashtag feed friend social share story follow mention',
  'Software Development':
    'repository commit branch issue pull merge code build deploy release pipeline bug git package compile function browser',
  Sports:
    'team match league player score season fixture standing goal tournament athlete coach football tennis court track',
  Storage: 'bucket object storage blob upload download quota volume snapshot backup',
  'Text Analysis':
    'text sentiment language keyword summarize grammar entity sentence word paraphrase spell readability',
  Tools: 'convert generate qr barcode format validate url shorten random uuid color unit encode decode parse',
  Translation: 'translate translation language dictionary interpret locale transliterate synonym',
  Transportation: 'train bus vehicle car driver engine tire parking traffic road metro station ride taxi fleet brake',
  Travel:
    'flight hotel booking airport trip travel passenger airline itinerary seat visa tour destination guest luggage room',
  'Video and Images': 'image video photo resize crop thumbnail ocr face pixel background watermark caption frame',
  Weather: 'weather forecast temperature rain humidity storm climate snow precipitation pollution uv tide',
};

/** Names of all categories; a function that fits none is `misc`. */
export const CATEGORIES: readonly string[] = Object.keys(PROFILES);

/** What a function is filed under that fits no category. */
export const MISC = 'misc';

/** Word → the categories it speaks for, with its share: a word of many fields says little of each. */
export const CATEGORY_WORDS: ReadonlyMap<string, readonly { readonly category: string; readonly weight: number }[]> =
  (() => {
    const found = new Map<string, string[]>();
    for (const [category, words] of Object.entries(PROFILES)) {
      for (const word of new Set(words.split(' '))) found.set(word, [...(found.get(word) ?? []), category]);
    }
    return new Map(
      [...found].map(([word, categories]) => [
        word,
        categories.map((category) => ({ category, weight: 1 / Math.sqrt(categories.length) })),
      ]),
    );
  })();

/**
 * Small catalogs of other trades, in the language of signatures: data only. What people ask for there, no agent of another
 * trade can do. Every function looks or makes something plain; values are such that a person says them.
 */
export const OUTSIDE_CATALOGS = `
namespace weather {
  /** Gets the weather forecast for a town. @readonly */
  function get_forecast(/** @example "Leeds" @example "Porto" */ town: string, /** @format date */ date: string): { summary: string };
  /** Gets the pollen level of a region. @readonly */
  function get_pollen_level(/** @example "the Lake District" @example "Tuscany" */ region: string): { level: string };
}
namespace kitchen {
  /** Finds recipes that use an ingredient. @readonly */
  function find_recipes(/** @example "leeks" @example "chickpeas" @example "plums" */ ingredient: string, /** @minimum 2 @maximum 12 */ servings: number): { title: string }[];
  /** Orders a cake for a day. */
  function order_cake(flavour: "chocolate" | "lemon" | "carrot", /** @format date */ pickup_date: string): { price: number };
}
namespace music {
  /** Finds songs by an artist. @readonly */
  function find_songs(/** @example "The Paper Kites" @example "Nina Simone" */ artist: string): { title: string; year: number }[];
  /** Buys concert tickets in a city. */
  function buy_concert_tickets(/** @example "Ghent" @example "Bilbao" */ city: string, /** @minimum 2 @maximum 6 */ seats: number): { total: number };
}
namespace health {
  /** Books an appointment with a dentist. */
  function book_dentist(patient_name: string, /** @format date */ date: string): { time: string };
  /** Gets the calories of a meal. @readonly */
  function get_meal_calories(/** @example "lentil soup" @example "apple pie" */ meal: string, /** @minimum 80 @maximum 600 */ grams: number): { calories: number };
}
namespace parcels {
  /** Tracks a parcel. @readonly */
  function track_parcel(/** @example "4471-2280" @example "9015-7734" */ parcel_number: string): { place: string; due: string };
  /** Schedules the pickup of a parcel. */
  function schedule_parcel_pickup(/** @example "12 Mill Lane" @example "5 Harbour Road" */ street: string, /** @format date */ date: string): { window: string };
}
namespace sports {
  /** Gets the league table of a league. @readonly */
  function get_league_table(/** @example "the Northern League" @example "the hockey premier division" */ league: string): { team: string }[];
  /** Reserves a tennis court. */
  function reserve_tennis_court(/** @format date */ date: string, /** @minimum 2 @maximum 4 */ players: number): { court: number };
}
namespace language {
  /** Translates a sentence into another language. @readonly */
  function translate_sentence(/** @example "Where is the station?" @example "See you tomorrow." */ sentence: string, language: "Spanish" | "Japanese" | "Polish"): { translation: string };
  /** Finds rhymes for a word. @readonly */
  function find_rhymes(/** @example "lantern" @example "meadow" */ word: string): string[];
}
namespace garden {
  /** Gets watering advice for a plant. @readonly */
  function get_watering_advice(/** @example "basil" @example "a rubber plant" */ plant: string): { advice: string };
  /** Orders seeds. */
  function order_seeds(/** @example "spinach" @example "beetroot" */ vegetable: string, /** @minimum 2 @maximum 9 */ packets: number): { price: number };
}
namespace cars {
  /** Books a tyre change for a car. */
  function book_tyre_change(/** @example "KX21 VDB" @example "BN68 TYC" */ licence_plate: string, /** @format date */ date: string): { time: string };
  /** Gets the fuel price in a town. @readonly */
  function get_fuel_price(/** @example "Dundee" @example "Graz" */ town: string, fuel: "diesel" | "petrol"): { price: number };
}
namespace home {
  /** Sets the heating of a room to a temperature. */
  function set_heating(/** @example "nursery" @example "hall" */ room: string, /** @minimum 16 @maximum 24 */ degrees: number): { done: boolean };
  /** Finds a plumber near a street. @readonly */
  function find_plumber(/** @example "Chestnut Street" @example "Maple Lane" */ street: string): { name: string; phone: string }[];
}
namespace astronomy {
  /** Gets the time of sunrise in a town. @readonly */
  function get_sunrise(/** @example "Tromso" @example "Cadiz" */ town: string, /** @format date */ date: string): { time: string };
  /** Gets the phase of the moon on a day. @readonly */
  function get_moon_phase(/** @format date */ date: string): { phase: string };
}
namespace cinema {
  /** Lists films shown in a cinema. @readonly */
  function list_films(/** @example "the Astoria" @example "the Kino Nord" */ cinema: string, /** @format date */ date: string): { title: string }[];
  /** Gets the rating of a film. @readonly */
  function get_film_rating(/** @example "Paper Boats" @example "A Winter Letter" */ film: string): { rating: number };
}
`;

/** How people wish for each, from the verb on; for the teacher that writes without a model. */
export const OUTSIDE_WISHES: Readonly<Record<string, readonly string[]>> = {
  get_forecast: ['check if it will rain in {town} on {date}', 'tell me what the weather does in {town} on {date}'],
  get_pollen_level: ['check how bad the pollen is in {region}', 'tell me if there is much pollen in {region} today'],
  find_recipes: [
    'find me something to cook with {ingredient} for {servings}',
    'suggest a dinner with {ingredient} for {servings} people',
  ],
  order_cake: [
    'get me a {flavour} cake for {pickup_date}',
    'order a {flavour} cake that I can collect on {pickup_date}',
  ],
  find_songs: ['find me some songs by {artist}', 'put together a few songs by {artist}'],
  buy_concert_tickets: ['get {seats} seats for a concert in {city}', 'buy {seats} tickets for some concert in {city}'],
  book_dentist: [
    'get {patient_name} in to see a dentist on {date}',
    'make a dental appointment for {patient_name} on {date}',
  ],
  get_meal_calories: [
    'work out the calories in {grams} grams of {meal}',
    'tell me how many calories {grams} grams of {meal} have',
  ],
  track_parcel: ['find out where parcel {parcel_number} is', 'see when parcel {parcel_number} gets here'],
  schedule_parcel_pickup: [
    'have a parcel collected at {street} on {date}',
    'send somebody to {street} on {date} for a parcel',
  ],
  get_league_table: ['tell me who leads {league}', 'check how {league} stands'],
  reserve_tennis_court: [
    'get us a tennis court for {players} on {date}',
    'find a free tennis court on {date} for {players} players',
  ],
  translate_sentence: ['put "{sentence}" into {language}', 'tell me how to say "{sentence}" in {language}'],
  find_rhymes: ['think of something that rhymes with {word}', 'give me a few rhymes for {word}'],
  get_watering_advice: ['tell me how often to water {plant}', 'find out how much water {plant} needs'],
  order_seeds: ['get {packets} packets of {vegetable} seeds', 'order some {vegetable} seeds, {packets} packets'],
  book_tyre_change: [
    'get the winter tyres put on {licence_plate} on {date}',
    'find a garage to change the tyres of {licence_plate} on {date}',
  ],
  get_fuel_price: ['see what {fuel} costs in {town}', 'find the cheapest {fuel} in {town}'],
  set_heating: ['make it {degrees} degrees in the {room}', 'turn the {room} up to {degrees} degrees'],
  find_plumber: ['find me a plumber near {street}', 'get somebody to look at a leak on {street}'],
  get_sunrise: ['tell me when the sun comes up in {town} on {date}', 'look up sunrise in {town} for {date}'],
  get_moon_phase: ['see if there is a full moon on {date}', 'check the moon for {date}'],
  list_films: ['see what is on at {cinema} on {date}', 'tell me what {cinema} shows on {date}'],
  get_film_rating: ['find out if "{film}" is any good', 'see how people rate "{film}"'],
};

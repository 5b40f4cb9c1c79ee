/** What one function is about. */
export interface Subject {
  /** Noun of the entity; undefined where the function is about none. */
  readonly noun: string | undefined;
  readonly certainty: number;
  readonly because: string;
  /** The verb makes a new record of this noun (`book_flight` makes a booking). */
  readonly makes?: boolean;
  /** The thing named was an attribute: `read_sensor_battery` is about the sensor. */
  readonly attribute?: string;
  /** Many of it are shown: by a directory, a chart. */
  readonly view?: boolean;
  /** The noun is what something is put into. */
  readonly into?: boolean;
}

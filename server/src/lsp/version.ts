import { version } from '../../../package.json';

/** The extension's version, as the server tells it in `serverInfo`. */
export const VERSION: string = version;

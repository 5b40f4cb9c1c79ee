/** Pages that a person opens in a browser or a panel: one frame for all reports, and text made safe for markup. */
export { onScreen, onScreenInPlace, onScreenLine } from './on-screen.ts';
export { escapedText, reportPage } from './report-page.ts';

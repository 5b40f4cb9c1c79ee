export { recordCurl } from './curl.ts';
export { graphPage, type SharedGraph } from './graph-page.ts';
export { recordMarkdown } from './markdown.ts';
export { recordsPage, type SharedRecord } from './page.ts';
export { SHARE_FORMS, type SharedForm, shareRecord, shareRecords } from './share.ts';
export { shellWord } from './shell.ts';

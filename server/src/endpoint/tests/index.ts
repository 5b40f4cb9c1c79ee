export { editedReply, type ReplyEdit } from './edit-reply.ts';
export { type FoundServer, findServers, USUAL_PORTS } from './find-servers.ts';
export { formOf, outlineOf, type TestForm, type TestOutline } from './outline.ts';
export { type AskedCalls, asTest, recordOfCalls } from './save-test.ts';
export { createStages, type KnownCatalog, type RecordStage, recordedStage } from './stage.ts';
export { callText, turnTexts } from './turn-texts.ts';

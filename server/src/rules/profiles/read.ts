/** Day on which the pages behind the profiles were read. */
export const READ = '2026-11-29';
/** The same for facts that came later. */
export const READ_LATER = '2026-11-30';

/** Day on which the pages behind the profiles were read. */
export const READ = '2026-11-29';

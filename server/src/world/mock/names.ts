/** Name of the tool that starts the world afresh. */
export const RESET_TOOL = 'magnet_reset';

export const RADIUS = 15;
export const CLUSTER_RADIUS = 14;

/** Zoom below which a node is a mark without a name. */
export const LABEL_SCALE = 0.4;

/** Zoom below which a cluster is one block with its name and count: its nodes would be specks. */
export const BLOCK_SCALE = 0.13;

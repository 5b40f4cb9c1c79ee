export { featureLines } from './schema.ts';
export { joined, type Shape, shapeOf, textPlaces } from './shape.ts';
export { writeParquet } from './write.ts';

/** A function's name as `@requires` takes it: in quotes where it would end early. */
export function premiseText(name: string): string {
  const plain = /^[^\s,"@]+$/.test(name) && !name.includes('*/');
  return plain ? name : JSON.stringify(name).replaceAll('*/', '*\\/');
}

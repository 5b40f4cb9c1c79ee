export { type DocField, type Docstring, readDocstring } from './docstring.ts';
export { importPython, type PythonImport, PythonImportError, type PythonImportOptions } from './import.ts';
export type { PythonTool } from './tools.ts';

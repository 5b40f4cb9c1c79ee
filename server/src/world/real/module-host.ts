/**
 * Programs that a child process runs to host a user's module. Both read one JSON request a line from standard input,
 * `{id, function, arguments, order}`, and write one JSON answer a line to standard output, `{id, ok, output | message}`; what the
 * module itself prints goes to standard error. The first line out is `{ready: true}`, or `{ready: false, message}`.
 */

/**
 * JavaScript and (where the running Node strips types) TypeScript. A function whose first parameter is named like the
 * signature's first parameter is called with its arguments in order; any other with one object of all.
 */
export const NODE_HOST = `
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
const write = process.stdout.write.bind(process.stdout);
const answer = (value) => write(JSON.stringify(value) + '\\n');
process.stdout.write = process.stderr.write.bind(process.stderr);
console.log = console.info = console.debug = console.error;
const text = (error) => error instanceof Error ? error.message : String(error);
const takesInOrder = (fn, order) => {
  const source = Function.prototype.toString.call(fn);
  const first = /^(?:async\\s+)?(?:function\\s*\\*?\\s*[\\w$]*\\s*)?\\(?\\s*([A-Za-z_$][\\w$]*)/.exec(source.replace(/^(?:async\\s+)?[\\w$]+\\s*(?=\\()/, (m) => /^(?:async\\s+)?function/.test(m) ? m : ''));
  return order.length > 0 && first?.[1] === order[0];
};
let module;
try {
  const loaded = await import(pathToFileURL(process.argv[1]).href);
  module = { ...(loaded.default ?? {}), ...loaded };
  answer({ ready: true, functions: Object.keys(module).filter((name) => typeof module[name] === 'function') });
} catch (error) {
  answer({ ready: false, message: text(error) });
  process.exit(1);
}
for await (const line of createInterface({ input: process.stdin })) {
  const { id, function: name, arguments: given, order } = JSON.parse(line);
  try {
    const fn = Object.hasOwn(module, name) ? module[name] : undefined;
    if (typeof fn !== 'function') throw new Error('the module exports no function "' + name + '"');
    const output = takesInOrder(fn, order) ? await fn(...order.map((key) => given[key])) : await fn(given);
    answer({ id, ok: true, output: output === undefined ? null : output });
  } catch (error) {
    answer({ id, ok: false, message: text(error), code: error?.code ?? error?.name ?? 'Error' });
  }
}
`;

/** Python 3: functions are called with keyword arguments. */
export const PYTHON_HOST = `
import asyncio, importlib.util, inspect, json, os, sys
out = sys.stdout
sys.stdout = sys.stderr
def answer(value):
    out.write(json.dumps(value, default=lambda item: getattr(item, '__dict__', None) or str(item)) + '\\n')
    out.flush()
path = sys.argv[1]
sys.path.insert(0, os.path.dirname(path))
try:
    spec = importlib.util.spec_from_file_location('magnet_module', path)
    module = importlib.util.module_from_spec(spec)
    sys.modules['magnet_module'] = module
    spec.loader.exec_module(module)
    answer({'ready': True, 'functions': [name for name, item in vars(module).items() if callable(item) and not name.startswith('_')]})
except BaseException as error:
    answer({'ready': False, 'message': type(error).__name__ + ': ' + str(error)})
    sys.exit(1)
for line in sys.stdin:
    request = json.loads(line)
    try:
        name = request['function']
        function = None if name.startswith('_') else getattr(module, name, None)
        if not callable(function):
            raise LookupError('the module defines no function "' + name + '"')
        output = function(**request['arguments'])
        if inspect.isawaitable(output):
            async def wait(value):
                return await value
            output = asyncio.run(wait(output))
        answer({'id': request['id'], 'ok': True, 'output': output})
    except Exception as error:
        answer({'id': request['id'], 'ok': False, 'message': str(error) or type(error).__name__, 'code': type(error).__name__})
`;

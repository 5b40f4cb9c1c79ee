/**
 * The program that a Python process runs to judge tasks of many turns (standard library alone, Python 3.8 or later). It
 * speaks the protocol of the class world's host: one JSON request a line on descriptor 3, one answer a line on 4. The
 * class world itself tells of a state only whether all of it is the same and of an output its JSON; here public fields
 * alone count, by Python's own equality, and outputs are compared as Python writes them.
 */
export const PYTHON_JUDGE = String.raw`
import ast, copy, importlib, importlib.abc, importlib.util, inspect, json, os, re, sys

asks, answers = os.fdopen(3, 'rb'), os.fdopen(4, 'wb')
for descriptor in (3, 4):
    os.set_inheritable(descriptor, False)
HOST = os.getpid()
setup = json.loads(asks.readline())
FORBIDDEN = {'kill', 'exit', 'quit', 'remove', 'unlink', 'popen', 'Popen', 'run'}

def answer(value):
    if os.getpid() != HOST:
        os._exit(0)
    answers.write(json.dumps(value).encode() + b'\n')
    answers.flush()

class Unloadable(Exception):
    pass

# Classes.
class Beside(importlib.abc.MetaPathFinder):
    """Modules of the benchmark's package as the files beside the classes, where the package itself is not there or cannot be loaded."""
    def find_spec(self, name, path=None, target=None):
        parts = name.split('.')
        if parts[0] != 'bfcl_eval':
            return None
        for folder in places['folders']:
            file = os.path.join(folder, parts[-1] + '.py')
            if os.path.isfile(file):
                return importlib.util.spec_from_file_location(name, file)
        return importlib.util.spec_from_loader(name, Hollow(), is_package=True)

class Hollow(importlib.abc.Loader):
    def create_module(self, spec):
        return None
    def exec_module(self, module):
        module.__path__ = []

places, beside, loaded = setup['state'], Beside(), {}
sys.path[:0] = places['packages'] + places['folders']

def imported(place):
    if places['packages'] and beside not in sys.meta_path:
        try:
            return importlib.import_module(place['module'])
        except Exception:
            for name in [name for name in sys.modules if name.split('.')[0] == 'bfcl_eval']:
                del sys.modules[name]
    if beside not in sys.meta_path:
        sys.meta_path.insert(0, beside)
    try:
        return importlib.import_module(place['module'])
    except ImportError as error:
        try:
            return importlib.import_module(place['stem'])
        except Exception:
            raise error

def class_named(name):
    if name not in loaded:
        place = places['classes'].get(name)
        if place is None:
            raise Unloadable('no file of the back ends holds the class ' + name)
        try:
            loaded[name] = getattr(imported(place), name)
        except BaseException as error:
            raise Unloadable('the class ' + name + ' cannot be loaded: ' + type(error).__name__ + ': ' + str(error))
    return loaded[name]

def instance(name, config, long_context):
    try:
        made = class_named(name)()
        load = getattr(made, '_load_scenario', None)
        if load is not None and name != 'MathAPI':
            takes = inspect.signature(load).parameters
            flagged = 'long_context' in takes or any(item.kind == item.VAR_KEYWORD for item in takes.values())
            load(copy.deepcopy(config.get(name, {})), **({'long_context': long_context} if flagged else {}))
        return made
    except Unloadable:
        raise
    except BaseException as error:
        raise Unloadable('the class ' + name + ' cannot be set up: ' + type(error).__name__ + ': ' + str(error))

# Calls.
class Side:
    """The instances that one side's calls run on, the model's or the reference's."""
    def __init__(self, label, task):
        self.made, self.methods, self.variables, self.unknown = {}, {}, {}, []
        config = literal(task['config'])
        for name in task['classes']:
            made = instance(name, config, task['longContext'])
            self.made[name] = made
            for method, bound in inspect.getmembers(made, predicate=inspect.ismethod):
                if not method.startswith('_'):
                    self.methods[method] = bound
                    self.variables[method] = label + '_' + name.lower() + '_instance.' + method

    def prefixed(self, value):
        """The published runner puts an instance's name before each tool's name that stands before a bracket, also in texts."""
        if isinstance(value, str):
            return re.sub(r'\b([a-zA-Z_]\w*)\s*(?=\()', lambda match: self.variables.get(match.group(1), match.group(1)), value)
        if isinstance(value, (list, tuple)):
            return type(value)(self.prefixed(item) for item in value)
        if isinstance(value, dict):
            return {self.prefixed(key): self.prefixed(item) for key, item in value.items()}
        return value

    def value(self, given):
        if 'call' in given:
            return self.run(given['call'])
        if 'dict' in given:
            return {self.prefixed(key): self.value(item) for key, item in given['dict']}
        return self.prefixed(literal(given['literal']))

    def run(self, call):
        name = call['name']
        if name not in self.methods:
            self.unknown.append(name)
            raise NameError("name '" + name.split('.')[0] + "' is not defined")
        named = {}
        for key, value in call['arguments']:
            if not key.isidentifier():
                raise SyntaxError('invalid syntax')
            named[key] = self.value(value)
        return self.methods[name](*[self.value(value) for value in call.get('places', [])], **named)

    def output(self, call):
        try:
            if call['name'].split('.')[-1] in FORBIDDEN:
                raise Exception('Function call ' + call['name'] + ' is not allowed.')
            return text_of(self.run(call))
        except (Exception, SystemExit) as error:
            return 'Error during execution: ' + str(error)

def literal(text):
    return ast.literal_eval(text)

def text_of(value):
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        try:
            return json.dumps(value)
        except Exception:
            return str(value)
    return str(value)

def reference_call(text):
    """A call of the reference, whose arguments may come by place."""
    node = ast.parse(text.strip(), mode='eval').body
    if not isinstance(node, ast.Call):
        raise ValueError('the reference ' + text + ' is no call')
    return {
        'name': ast.unparse(node.func) if hasattr(ast, 'unparse') else node.func.id,
        'places': [reference_value(item) for item in node.args],
        'arguments': [[item.arg, reference_value(item.value)] for item in node.keywords],
    }

def reference_value(node):
    return {'literal': repr(ast.literal_eval(node))}

# Verdicts.
def difference(model, reference):
    for name, wanted in reference.made.items():
        for field, value in vars(wanted).items():
            if field.startswith('_'):
                continue
            if not hasattr(model.made[name], field) or getattr(model.made[name], field) != value:
                return name + '.' + field
    return None

def left_out(wanted, given):
    left = list(given)
    for item in wanted:
        if item not in left:
            return item
        left.remove(item)
    return None

def judge(task):
    model, reference = Side('model', task), Side('reference', task)
    return {'problem': problem_of(task, model, reference), 'unknown': model.unknown}

def problem_of(task, model, reference):
    outputs = []
    for number, (steps, texts) in enumerate(zip(task['turns'], task['reference'])):
        for step in steps:
            outputs.extend(model.output(call) for call in step)
        wanted = [reference.output(reference_call(text)) for text in texts]
        if not texts:
            continue
        where = 'turn ' + str(number + 1) + ': '
        if not steps:
            return where + 'no call can be decoded'
        field = difference(model, reference)
        if field is not None:
            return where + 'the state differs in ' + field
        missing = left_out(wanted, outputs)
        if missing is not None:
            return where + 'a result of the reference is missing: ' + missing[:200]
    return None

# Tasks that are being played.
playing = {}

def begin(task):
    playing[task['id']] = Side('model', task)

def step(task):
    return [playing[task['id']].output(call) for call in task['calls']]

def end(task):
    playing.pop(task['id'], None)

WORK = {'judge': judge, 'begin': begin, 'step': step, 'end': end}

answer({'ready': True})
for line in asks:
    ask = json.loads(line)
    try:
        made = {'ok': True, 'text': json.dumps(WORK[ask['function']](ask['arguments']))}
    except BaseException as error:
        made = {'ok': False, 'message': (str(error) if isinstance(error, Unloadable) else type(error).__name__ + ': ' + str(error))[:4000]}
    answer({'id': ask['id'], **made})
os._exit(0)
`;

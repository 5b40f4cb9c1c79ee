/**
 * The program that a Python process runs to host a user's file (Python 3.8 or later, standard library alone). It reads one
 * JSON request a line from descriptor 3 and answers one JSON line on descriptor 4 (`protocol.ts`), so that nothing the
 * user's code prints or reads can get between them.
 */
export const PYTHON_HOST = String.raw`
import asyncio, copy, enum, hashlib, importlib.util, inspect, json, math, os, pickle, random, re, sys, uuid, zlib
from collections import OrderedDict

asks, answers = os.fdopen(3, 'rb'), os.fdopen(4, 'wb')
for descriptor in (3, 4):
    os.set_inheritable(descriptor, False)
HOST = os.getpid()
setup = json.loads(asks.readline())
# Ids that code draws follow from the seed of each call, so that a replay draws the same.
uuid.uuid4 = lambda: uuid.UUID(int=random.getrandbits(128), version=4)

def answer(value):
    if os.getpid() != HOST:
        os._exit(0)
    answers.write(json.dumps(value).encode() + b'\n')
    answers.flush()

def members(item):
    return {name: value for name, value in vars(item).items() if not name.startswith('_')}

class Plain:
    """A value as JSON: what JSON has no word for becomes the nearest it has; not-a-number becomes null."""
    LARGEST, DEEPEST = 500000, 200

    def __init__(self, cycles):
        # For comparing states, what refers to itself is cut and hidden state is shown; for an output neither will do.
        self.open, self.cycles, self.left = set(), cycles, self.LARGEST

    def of(self, value):
        self.left -= 1
        if self.left < 0 or len(self.open) > self.DEEPEST:
            raise ValueError('the value is too large or nested too deeply')
        if isinstance(value, enum.Enum):
            return self.of(value.value)
        if value is None or isinstance(value, (bool, str)):
            return value
        if isinstance(value, int):
            return int(value)
        if isinstance(value, float):
            return value if math.isfinite(value) else None
        if isinstance(value, (bytes, bytearray)):
            return bytes(value).decode('utf-8', 'replace')
        if id(value) in self.open:
            if self.cycles:
                return '^'
            raise ValueError('the value refers to itself')
        self.open.add(id(value))
        try:
            return self.compound(value)
        finally:
            self.open.discard(id(value))

    def compound(self, value):
        if isinstance(value, tuple) and hasattr(value, '_asdict') and not self.cycles:
            value = value._asdict()
        if isinstance(value, dict):
            return {str(self.of(key)): self.of(item) for key, item in value.items()}
        if isinstance(value, (set, frozenset)):
            return [self.of(item) for item in sorted(value, key=repr)]
        if isinstance(value, (list, tuple)):
            return [self.of(item) for item in value]
        for method in () if self.cycles else ('model_dump', 'isoformat'):
            if callable(getattr(value, method, None)) and not isinstance(value, type):
                return self.of(getattr(value, method)())
        if self.cycles:
            return self.of(inside(value))
        if callable(value) or isinstance(value, type) or not hasattr(value, '__dict__'):
            # Where an object lies in memory is another place each time.
            return re.sub(r' at 0x[0-9a-fA-F]+', '', str(value))
        return self.of(members(value))

def text_of(value):
    try:
        return json.dumps(value, allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        return json.dumps(Plain(False).of(value), allow_nan=False)

def normal(name):
    return ''.join(letter for letter in name.lower() if letter.isalnum())

def public(owner):
    return [name for name in dir(owner) if not name.startswith('_') and callable(getattr(owner, name, None))]

def hashed(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]

def inside(item):
    """What an object holds, as pickling sees it: also state that no field shows, as that of a random generator."""
    if isinstance(item, (set, frozenset)):
        return sorted(item, key=repr)
    if isinstance(item, (bytes, bytearray)):
        return item.hex()
    if callable(item) or isinstance(item, type):
        return getattr(item, '__qualname__', type(item).__qualname__)
    try:
        made = item.__reduce_ex__(4)
    except Exception:
        return type(item).__qualname__
    if isinstance(made, str):
        return made
    given = [part for part in made[1] if not isinstance(part, type)]
    return [type(item).__qualname__, given, *[list(part) if index > 2 else part for index, part in enumerate(made) if index > 1 and part is not None]]

def wanted_by(function):
    """Names a function takes, how they may be written, and which have to come by place; None where it takes any."""
    try:
        items = inspect.signature(function).parameters
    except (TypeError, ValueError):
        return None
    if any(item.kind == item.VAR_KEYWORD for item in items.values()):
        return None
    return set(items), {normal(name): name for name in items}, [name for name, item in items.items() if item.kind == item.POSITIONAL_ONLY]

class World:
    def __init__(self, module):
        self.module, self.made, self.found, self.circular = module, OrderedDict(), {}, False
        self.frozen, self.bytes, self.next, self.live = OrderedDict(), 0, 1, 0
        self.snapshots, self.why = True, ''
        for name in setup['classes']:
            self.made[name] = self.instance(name)
        if not self.made:
            self.snapshots = False
            return
        try:
            self.keep(0, self.freeze())
        except Exception as error:
            self.snapshots, self.why = False, type(error).__name__ + ': ' + str(error)

    # What is called.
    def instance(self, name):
        cls = getattr(self.module, name, None)
        if not isinstance(cls, type):
            classes = [key for key, item in vars(self.module).items() if isinstance(item, type) and item.__module__ == self.module.__name__]
            raise LookupError('there is no class ' + name + ' in it; it has ' + (', '.join(classes) or 'none'))
        state = setup.get('state')
        if isinstance(state, dict) and name in state and isinstance(state[name], dict):
            state = state[name]
        loader = setup.get('loader')
        loaders = [loader] if loader else ['_load_scenario', 'load_scenario', '_load_state', 'load_state', 'from_state']
        method = next((key for key in loaders if callable(getattr(cls, key, None))), None)
        if loader and method is None:
            raise LookupError('the class ' + name + ' has no method ' + loader)
        if method is not None:
            made = self.construct(cls, None)
            if isinstance(vars(cls).get(method), (classmethod, staticmethod)):
                return getattr(cls, method)(state if state is not None else {})
            try:
                loaded = getattr(made, method)(copy.deepcopy(state) if state is not None else {})
            except Exception:
                if state is not None:
                    raise
                # Without a state of the user's, what the constructor made is the start.
                return self.construct(cls, None)
            return loaded if isinstance(loaded, cls) else made
        return self.construct(cls, state)

    def construct(self, cls, state):
        if state is None:
            return cls()
        try:
            wanted = list(inspect.signature(cls).parameters.values())
        except (TypeError, ValueError):
            wanted = []
        named = {item.name for item in wanted if item.kind in (item.POSITIONAL_OR_KEYWORD, item.KEYWORD_ONLY)}
        if isinstance(state, dict) and state and (set(state) <= named or any(item.kind == item.VAR_KEYWORD for item in wanted)):
            return cls(**copy.deepcopy(state))
        if len(named) == 1:
            return cls(copy.deepcopy(state))
        made = cls()
        unknown = [key for key in state if not hasattr(made, key)] if isinstance(state, dict) else ['it']
        if unknown:
            raise LookupError('the state cannot be loaded: ' + cls.__name__ + ' has no field ' + ', '.join(unknown) + '. Name the method that takes it.')
        for key, value in state.items():
            setattr(made, key, copy.deepcopy(value))
        return made

    def owners(self, scope):
        fitting = [made for name, made in self.made.items() if scope and normal(name) == normal(scope.split('.')[-1])]
        return fitting or list(self.made.values()) or [self.module]

    def resolve(self, name, scope):
        key = (name, scope)
        if key not in self.found:
            owner, method = self.search(name, scope)
            self.found[key] = owner, method, wanted_by(getattr(self.module if owner is None else self.made[owner], method))
        owner, method, wanted = self.found[key]
        return getattr(self.module if owner is None else self.made[owner], method), wanted

    def search(self, name, scope):
        last = name.split('.')[-1]
        keys = {id(made): key for key, made in self.made.items()}
        for wanted in (lambda own: own == last, lambda own: normal(own) in (normal(last), normal(name))):
            for owner in self.owners(scope if '.' not in name else name.rpartition('.')[0]):
                hits = [own for own in public(owner) if wanted(own)]
                if hits:
                    return keys.get(id(owner)), hits[0]
        raise LookupError('the ' + ('class has no method' if self.made else 'module defines no function') + ' "' + name + '"')

    def bind(self, wanted, given):
        if wanted is None:
            return [], given
        names, by_name, first = wanted
        named = {key if key in names else by_name.get(normal(key), key): value for key, value in given.items()}
        return [named.pop(name) for name in first if name in named], named

    # States.
    def freeze(self):
        save = (setup.get('snapshot') or [None, None])[0]
        if save:
            return 'own', copy.deepcopy({name: getattr(made, save)() for name, made in self.made.items()})
        if not any(hasattr(made, '__deepcopy__') for made in self.made.values()):
            try:
                return 'pickle', pickle.dumps(self.made, 5)
            except Exception:
                pass
        return 'copy', copy.deepcopy(self.made)

    def thaw(self, frozen):
        how, data = frozen[:2]
        if how == 'pickle':
            self.made = pickle.loads(data)
        elif how == 'copy':
            self.made = copy.deepcopy(data)
        else:
            for name, value in copy.deepcopy(data).items():
                getattr(self.made[name], setup['snapshot'][1])(value)

    def keep(self, key, state):
        how, data = state
        size = len(data) if how == 'pickle' else 4096
        self.frozen[key] = (how, data, self.digest(), size)
        self.bytes += size
        while self.bytes > setup['keepBytes'] and len(self.frozen) > 2:
            oldest = next(name for name in self.frozen if name != 0)
            self.bytes -= self.frozen.pop(oldest)[3]

    def digest(self):
        fields = {name: vars(made) for name, made in self.made.items()}
        if not self.circular:
            try:
                return hashed(json.dumps(fields, sort_keys=True, default=inside))
            except Exception:
                # Things that refer to each other, keys of several types: read one by one from now on.
                self.circular = True
        try:
            return hashed(json.dumps(Plain(True).of(fields), sort_keys=True))
        except Exception:
            return ''

    def stand(self, key):
        """Brings the instances to a state that was kept; False where it was not, or no longer is."""
        if key == self.live:
            return True
        frozen = self.frozen.get(key)
        if frozen is None:
            return False
        self.frozen.move_to_end(key)
        self.thaw(frozen)
        self.live = key
        return True

    def after(self, start):
        """Key of the state the instances are in now: the one they started from where nothing changed."""
        state = self.freeze()
        known = self.frozen.get(start)
        if known is not None and state[0] == 'pickle' and known[1] == state[1]:
            return start
        key, self.next = self.next, self.next + 1
        self.keep(key, state)
        if known is not None and known[2] != '' and self.frozen[key][2] == known[2]:
            # Equal but for what no field shows, as the order in which texts were made.
            self.bytes -= self.frozen.pop(key)[3]
            return start
        self.live = key
        return key

    def call(self, ask):
        start = ask.get('from')
        if self.snapshots and not self.stand(start):
            return {'gone': True}
        random.seed(zlib.crc32(ask['seed'].encode()))
        self.live = None
        made = self.run(ask)
        if self.snapshots:
            try:
                self.live = start
                key = self.after(start)
                made['state'], made['digest'] = key, self.frozen[key][2]
            except Exception as error:
                self.live = None
                return {'ok': False, 'code': 'snapshot', 'message': 'the state after the call cannot be kept: ' + str(error)}
        return made

    def run(self, ask):
        try:
            function, wanted = self.resolve(ask['function'], ask['scope'])
            places, named = self.bind(wanted, ask['arguments'])
            output = function(*places, **named)
            if inspect.isawaitable(output):
                output = asyncio.run(waited(output))
            text = text_of(output)
            if len(text) > setup['maxBytes']:
                return {'ok': False, 'code': 'too_large', 'message': 'the answer is larger than ' + str(setup['maxBytes']) + ' bytes'}
            return {'ok': True, 'text': text}
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            return {'ok': False, 'message': said(error), 'code': type(error).__name__}

async def waited(value):
    return await value

def said(error):
    # str() of a KeyError is its key in quotes.
    text = str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)
    return (text or type(error).__name__)[:4000]

def load():
    path = setup['file']
    sys.path.insert(0, os.path.dirname(path))
    sys.argv = [path]
    spec = importlib.util.spec_from_file_location('magnet_module', path)
    module = importlib.util.module_from_spec(spec)
    sys.modules['magnet_module'] = module
    random.seed(0)
    spec.loader.exec_module(module)
    return module

try:
    module = load()
    world = World(module)
except BaseException as error:
    answer({'ready': False, 'message': type(error).__name__ + ': ' + said(error)})
    os._exit(1)
mine = [(name, item) for name, item in vars(module).items() if not name.startswith('_') and getattr(item, '__module__', None) == 'magnet_module']
answer({
    'ready': True,
    'functions': [name for name, item in vars(module).items() if callable(item) and not isinstance(item, type) and not name.startswith('_')],
    'classes': {name: public(item) for name, item in mine if isinstance(item, type)},
    'methods': [name for made in world.made.values() for name in public(made)],
    'snapshots': world.snapshots,
    'why': world.why,
    'digest': world.frozen[0][2] if world.snapshots else '',
})
for line in asks:
    ask = json.loads(line)
    answer({'id': ask['id'], **world.call(ask)})
os._exit(0)
`;

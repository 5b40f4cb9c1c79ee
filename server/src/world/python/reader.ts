/**
 * The program that reads a Python file's functions (Python 3.9 or later, standard library alone). It takes the source on
 * standard input and parses it: nothing of it runs. Prints one JSON object, {@link PythonReading}.
 */
export const PYTHON_READER = `
import ast, json, sys

def text(node):
    return None if node is None else ast.unparse(node)

def unquoted(node):
    """Annotations may be written as text: 'Folder'."""
    if node is None:
        return None
    class Unquote(ast.NodeTransformer):
        def visit_Subscript(self, item):
            if text(item.value).split('.')[-1] == 'Literal':
                return item
            return self.generic_visit(item)
        def visit_Constant(self, item):
            if isinstance(item.value, str):
                try:
                    return self.visit(ast.parse(item.value, mode='eval').body)
                except SyntaxError:
                    return item
            return item
    return Unquote().visit(node)

def value(node):
    """A literal as JSON: {'value': …}; {} where it is computed."""
    try:
        return {'value': json.loads(json.dumps(ast.literal_eval(node), allow_nan=False))}
    except Exception:
        return {}

def described(annotation):
    """Annotated[int, Field(description='…')], Annotated[int, '…'] and Doc('…') say what a parameter is."""
    if not (isinstance(annotation, ast.Subscript) and text(annotation.value).split('.')[-1] == 'Annotated'):
        return None
    parts = annotation.slice.elts if isinstance(annotation.slice, ast.Tuple) else []
    for part in parts[1:]:
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            return part.value
        if isinstance(part, ast.Call):
            for named in [*part.keywords, *[ast.keyword(arg='description', value=item) for item in part.args[:1]]]:
                if named.arg in ('description', 'documentation') and isinstance(named.value, ast.Constant) and isinstance(named.value.value, str):
                    return named.value.value
    return None

def parameters(node, is_method):
    args = node.args
    places = [*args.posonlyargs, *args.args]
    missing = len(places) - len(args.defaults)
    found = [(item, args.defaults[index - missing] if index >= missing else None) for index, item in enumerate(places)]
    if is_method and found:
        found = found[1:]
    found += list(zip(args.kwonlyargs, args.kw_defaults))
    made = []
    for item, default in found:
        entry = {'name': item.arg, 'type': text(unquoted(item.annotation)), 'about': described(item.annotation)}
        if default is not None:
            entry['default'] = value(default)
        made.append(entry)
    return made

def decorators(node):
    return [text(item.func if isinstance(item, ast.Call) else item).split('.')[-1] for item in node.decorator_list]

def function(node, owner):
    kinds = decorators(node)
    return {
        'name': node.name,
        'owner': owner,
        'doc': ast.get_docstring(node),
        'parameters': parameters(node, owner is not None and 'staticmethod' not in kinds),
        'returns': text(unquoted(node.returns)),
        'line': node.lineno,
        'endLine': node.end_lineno,
    }

def fields(node):
    made = []
    for item in node.body:
        if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
            entry = {'name': item.target.id, 'type': text(unquoted(item.annotation)), 'about': described(item.annotation)}
            if item.value is not None:
                entry['default'] = value(item.value)
            made.append(entry)
    return made

def type_of(node):
    bases = [text(base).split('.')[-1] for base in node.bases]
    if any(base in ('Enum', 'StrEnum', 'IntEnum') for base in bases):
        values = [value(item.value).get('value') for item in node.body if isinstance(item, ast.Assign)]
        return {'kind': 'enum', 'values': [item for item in values if item is not None]}
    total = not any(word.arg == 'total' and text(word.value) == 'False' for word in node.keywords)
    if 'dataclass' in decorators(node) or any(base in ('TypedDict', 'NamedTuple', 'BaseModel') for base in bases):
        return {'kind': 'object', 'fields': fields(node), 'total': total, 'doc': ast.get_docstring(node)}
    return None

def is_function(node):
    return isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and not node.name.startswith('_') and not {'property', 'setter', 'overload', 'cached_property', 'fixture'} & set(decorators(node))

def top(body):
    """Statements of the file, also inside 'if' and 'try'."""
    for node in body:
        yield node
        if isinstance(node, (ast.If, ast.Try)):
            yield from top([*node.body, *node.orelse])

source = sys.stdin.buffer.read()
try:
    tree = ast.parse(source)
except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
    print(json.dumps({'error': {'message': str(getattr(error, 'msg', None) or error), 'line': getattr(error, 'lineno', None) or 1}}))
    sys.exit(0)
functions, classes, types = [], [], {}
nodes = list(top(tree.body))
owned = {node.name: node for node in nodes if isinstance(node, ast.ClassDef)}
def inherited(node, seen=()):
    """Methods of a class and, behind them, those of its bases in this file."""
    own = {item.name: item for item in node.body if is_function(item)}
    for base in node.bases:
        other = owned.get(text(base))
        if other is not None and other.name not in seen:
            for name, item in inherited(other, (*seen, node.name)).items():
                own.setdefault(name, item)
    return own
for node in nodes:
    if is_function(node):
        functions.append(function(node, None))
    elif isinstance(node, ast.ClassDef):
        known = type_of(node)
        if known is not None:
            types[node.name] = known
            continue
        classes.append({'name': node.name, 'doc': ast.get_docstring(node), 'line': node.lineno})
        functions += [function(item, node.name) for item in inherited(node).values()]
    elif isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
        name, written = node.targets[0].id, node.value
        if isinstance(written, ast.Call) and text(written.func).split('.')[-1] == 'NewType' and len(written.args) == 2:
            types[name] = {'kind': 'alias', 'type': text(unquoted(written.args[1]))}
        elif isinstance(written, (ast.Name, ast.Subscript, ast.BinOp)) and name[:1].isupper():
            types[name] = {'kind': 'alias', 'type': text(unquoted(written))}
    elif isinstance(node, ast.AnnAssign) and text(node.annotation).split('.')[-1] == 'TypeAlias' and node.value is not None:
        types[node.target.id] = {'kind': 'alias', 'type': text(unquoted(node.value))}
print(json.dumps({'doc': ast.get_docstring(tree), 'functions': functions, 'classes': classes, 'types': types}))
`;

/** What {@link PYTHON_READER} prints. */
export interface PythonReading {
  readonly error?: { readonly message: string; readonly line: number };
  readonly doc?: string | null;
  readonly functions?: readonly PythonFunction[];
  readonly classes?: readonly { readonly name: string; readonly doc: string | null; readonly line: number }[];
  readonly types?: Readonly<Record<string, PythonType>>;
}

export interface PythonFunction {
  readonly name: string;
  /** Class that has it; `null` for a function of the file. */
  readonly owner: string | null;
  readonly doc: string | null;
  readonly parameters: readonly PythonField[];
  readonly returns: string | null;
  readonly line: number;
  readonly endLine: number;
}

export interface PythonField {
  readonly name: string;
  readonly type: string | null;
  readonly about: string | null;
  /** Absent where there is none; without `value` where it is computed. */
  readonly default?: { readonly value?: unknown };
}

export type PythonType =
  | { readonly kind: 'enum'; readonly values: readonly unknown[] }
  | { readonly kind: 'alias'; readonly type: string }
  | {
      readonly kind: 'object';
      readonly fields: readonly PythonField[];
      readonly total: boolean;
      readonly doc: string | null;
    };

"""ProgramWriter: writes programs within the part of Python that our machine runs, from a seed: statements of all kinds over
expressions of known types, with a mistake now and then, whose message is printed too."""
import random

NAMES = {"int": ["i", "j", "n"], "float": ["x", "y"], "str": ["s", "t"], "bytes": ["b"], "bool": ["p", "q"],
         "list": ["xs", "ys"], "strs": ["ws"], "tuple": ["u"], "dict": ["d", "e"], "set": ["k"]}
STARTS = {"i": "3", "j": "-7", "n": "12", "x": "2.5", "y": "-0.125", "s": "'kafka'", "t": "'a b,c'", "b": "b'ab\\xff'",
          "p": "True", "q": "False", "xs": "[3, 1, 2]", "ys": "[]", "ws": "['b', 'A', 'é']", "u": "(1, 'z', None)",
          "d": "{'a': 1, 'b': 2}", "e": "{}", "k": "{1, 2, 3}"}
WORDS = ["''", "'a'", "'kafka'", "'Hello World'", "'a,b,,c'", "' pad '", "'é日本'", "'12'", "'-3'", "'x1'", "'tab\\tend'",
         "\"it's\"", "'ABC'", "'line\\nline'", "'%d'", "'{}'"]
SPECS = ["", "5", "<8", ">8", "^9", "*^9", "05", "+", "d", "x", "#x", "b", "o", "X", ",", "_", ".2f", "8.3f", "e", ".1e",
         "g", ".3g", "%", ".1%", "s", ".2", "+.1f", "08.2f", "<", "n", "c", "010d", " d", "=+6d", "#o", ",.2f", "G", ".0f"]


class ProgramWriter:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []
        self.functions = []
        self.count = 0

    def write(self):
        self.line(0, "import json")
        for name, start in STARTS.items():
            self.line(0, f"{name} = {start}")
        for _ in range(self.random.randint(0, 2)):
            self.function()
        for _ in range(self.random.randint(6, 14)):
            self.guarded()
        self.line(0, "print(i, j, n, x, y, repr(s), repr(t), b, p, q, xs, ys, ws, u, d, e, sorted(k))")
        if self.one_in(4):
            self.line(0, self.pick([f"print({self.any(2)})", "raise ValueError(s)", f"xs[{self.int(1)}]", "import sys; sys.exit(n % 5)",
                                    "assert not n, s", "d['missing']", "s.nope()", f"raise KeyError({self.any(1)})"]))
        return "\n".join(self.lines) + "\n"

    # Small helpers.
    def line(self, depth, text):
        self.lines.append("    " * depth + text)

    def pick(self, options):
        return self.random.choice(options)

    def one_in(self, n):
        return self.random.randrange(n) == 0

    def choose(self, depth, options):
        """One of the ways to write an expression; simple ones, which come first, when it is deep enough."""
        simple = options[:2]
        return self.pick(simple if depth <= 0 else options)()

    # Expressions, by what they should be.
    def of(self, kind, depth):
        if self.one_in(40):
            kind = self.pick(list(NAMES) + ["none"])  # a mistake
        return getattr(self, kind)(depth)

    def any(self, depth):
        return self.of(self.pick(["int", "float", "str", "bytes", "bool", "list", "strs", "tuple", "dict", "set", "none"]), depth)

    def name(self, kind):
        return self.pick(NAMES[kind])

    def none(self, depth):
        return "None"

    def int(self, depth):
        d = depth - 1
        return self.choose(depth, [
            lambda: self.name("int"), lambda: str(self.random.choice([0, 1, 2, 3, 5, 7, 10, -1, -2, 100, 255, 1000])),
            lambda: f"({self.of('int', d)} {self.pick(['+', '-', '*', '//', '%', '&', '|', '^'])} {self.of('int', d)})",
            lambda: f"(({self.of('int', d)}) % 97 ** 2)",
            lambda: f"(-{self.of('int', d)})", lambda: f"(~{self.of('int', d)})",
            lambda: f"({self.of('int', d)} << {self.random.randint(0, 5)})", lambda: f"({self.of('int', d)} >> 1)",
            lambda: f"len({self.of(self.pick(['str', 'list', 'dict', 'tuple', 'set', 'bytes']), d)})",
            lambda: f"abs({self.of('int', d)})", lambda: f"int({self.of(self.pick(['float', 'str', 'bool']), d)})",
            lambda: f"sum({self.of('list', d)})", lambda: f"max({self.of('list', d)})", lambda: f"min({self.of('int', d)}, {self.of('int', d)})",
            lambda: f"{self.of('list', d)}[{self.of('int', d)}]", lambda: f"{self.name('dict')}.get({self.of('str', d)}, {self.of('int', d)})",
            lambda: f"{self.of('str', d)}.{self.pick(['find', 'count', 'rfind', 'index', 'rindex'])}({self.of('str', d)}{self.pick(['', ', 1', ', -2', ', 1, 3'])})",
            lambda: f"round({self.of('float', d)})", lambda: f"ord({self.of('str', d)})", lambda: f"pow({self.of('int', d)}, {self.random.randint(0, 4)}, 1009)",
            lambda: f"divmod({self.of('int', d)}, {self.of('int', d)})[{self.pick('01')}]",
            lambda: f"({self.of('int', d)} if {self.of('bool', d)} else {self.of('int', d)})",
            lambda: f"({self.of('int', d)} or {self.of('int', d)})",
            lambda: f"(lambda a, c={self.of('int', d)}: a + c)({self.of('int', d)})",
            lambda: f"{self.of('list', d)}.{self.pick(['index', 'count'])}({self.of('int', d)})",
            lambda: f"{self.name('int')}.bit_length()",
            lambda: f"{self.pick(self.functions)}({self.of('int', d)}, {self.of('int', d)})" if self.functions else self.name("int"),
        ])

    def float(self, depth):
        d = depth - 1
        return self.choose(depth, [
            lambda: self.name("float"), lambda: self.pick(["0.5", "-1.5", "2.0", "1e3", "3.14159", "1e-05", "0.1", "1e16", "-0.0"]),
            lambda: f"({self.of('float', d)} {self.pick(['+', '-', '*', '/', '//', '%'])} {self.of(self.pick(['int', 'float']), d)})",
            lambda: f"({self.of('int', d)} / {self.of('int', d)})", lambda: f"float({self.of(self.pick(['int', 'str']), d)})",
            lambda: f"round({self.of('float', d)}, {self.random.randint(-2, 4)})", lambda: f"abs({self.of('float', d)})",
            lambda: f"({self.of('float', d)} ** {self.random.randint(-2, 3)})", lambda: f"max({self.of('float', d)}, {self.of('int', d)})",
            lambda: f"sum([{self.of('float', d)}, {self.of('float', d)}], {self.of('int', d)})",
        ])

    def str(self, depth):
        d = depth - 1
        return self.choose(depth, [
            lambda: self.name("str"), lambda: self.pick(WORDS),
            lambda: f"({self.of('str', d)} + {self.of('str', d)})", lambda: f"({self.of('str', d)} * {self.random.randint(-1, 3)})",
            lambda: f"{self.of('str', d)}[{self.slice(d)}]", lambda: f"{self.of('str', d)}[{self.of('int', d)}]",
            lambda: f"{self.of('str', d)}.{self.pick(['upper', 'lower', 'title', 'capitalize', 'swapcase', 'strip', 'lstrip', 'rstrip', 'casefold', 'expandtabs'])}()",
            lambda: f"{self.of('str', d)}.{self.pick(['strip', 'lstrip', 'rstrip', 'removeprefix', 'removesuffix'])}({self.of('str', d)})",
            lambda: f"{self.of('str', d)}.replace({self.of('str', d)}, {self.of('str', d)}{self.pick(['', ', 1', ', -1'])})",
            lambda: f"{self.of('str', d)}.{self.pick(['center', 'ljust', 'rjust'])}({self.random.randint(0, 12)}{self.pick(['', ', ' + repr('*')])})",
            lambda: f"{self.of('str', d)}.zfill({self.random.randint(0, 9)})", lambda: f"str({self.any(d)})", lambda: f"repr({self.any(d)})",
            lambda: f"{self.of('str', d)}.join({self.of(self.pick(['strs', 'strs', 'dict', 'list']), d)})",
            lambda: self.formatted(d), lambda: self.percent(d), lambda: self.braces(d),
            lambda: f"json.dumps({self.any(d)}{self.pick(['', ', indent=2', ', sort_keys=True', ', ensure_ascii=False'])})",
            lambda: f"format({self.of(self.pick(['int', 'float', 'str', 'bool']), d)}, {self.pick(SPECS)!r})",
            lambda: f"chr({self.random.choice([65, 97, 233, 8364])})", lambda: f"{self.of('bytes', d)}.{self.pick(['decode', 'hex'])}()",
            lambda: f"{self.pick(['hex', 'oct', 'bin'])}({self.of('int', d)})", lambda: f"type({self.any(d)}).__name__",
            lambda: f"ascii({self.of('str', d)})", lambda: f"max({self.of('strs', d)}, key=len)",
            lambda: f"''.join(c for c in {self.of('str', d)} if c {self.pick(['!=', 'not in', '<', '>'])} 'l')",
        ])

    def formatted(self, d):
        parts = []
        for _ in range(self.random.randint(1, 3)):
            value = self.of(self.pick(["int", "float", "str", "bool", "list"]), min(d, 1)).replace('"', "'")
            if "\\" in value or "'" in value or "{" in value or "#" in value:
                value = self.name(self.pick(["int", "float", "str", "list", "dict"]))
            parts.append("{" + value + self.pick(["", "", "!r", "!s", "!a", "="]) + self.pick(["", ":" + self.pick(SPECS), ":" + self.pick(SPECS)]) + "}")
            parts.append(self.pick(["", " ", "{{}}", "-"]))
        return 'f"' + "".join(parts) + '"'

    def percent(self, d):
        specs = [self.pick(["%s", "%r", "%d", "%5d", "%-6s|", "%05d", "%.2f", "%8.3f", "%e", "%g", "%x", "%o", "%+d", "%c", "%%", "%i", "%X", "%#x", "%.3s", "%a"])
                 for _ in range(self.random.randint(1, 3))]
        values = [self.of("float" if spec[-1] in "feg" else "str" if spec[-1] in "s|r" else "int", d) for spec in specs if spec != "%%"]
        return f"({' '.join(specs)!r} % ({', '.join(values)}{',' if len(values) == 1 else ''}))"

    def braces(self, d):
        fields = [self.pick(["{}", "{!r}", "{:>6}", "{:.3}", "{:<5}|", "{:^7}", "{!s:>8}", "{:{}}"]) for _ in range(self.random.randint(1, 3))]
        values = []
        for field in fields:
            values.append(self.of(self.pick(["int", "float", "str"]), d))
            if field == "{:{}}":
                values.append(str(self.random.randint(1, 9)))
        return f"{' '.join(fields)!r}.format({', '.join(values)})"

    def slice(self, d):
        end = lambda: self.pick(["", str(self.random.randint(-4, 6)), self.of("int", d)])
        return f"{end()}:{end()}{self.pick(['', '', ':2', ':-1', ':-2', f':{self.random.randint(-3, 3)}'])}"

    def bytes(self, depth):
        d = depth - 1
        return self.choose(depth, [
            lambda: self.name("bytes"), lambda: self.pick(["b''", "b'abc'", "b'\\x00\\x7f'", "b\"it's\""]),
            lambda: f"{self.of('str', d)}.encode({self.pick(['', repr('utf-8'), repr('ascii'), repr('latin-1')])})",
            lambda: f"({self.of('bytes', d)} + {self.of('bytes', d)})", lambda: f"{self.of('bytes', d)}[{self.slice(d)}]",
            lambda: f"{self.of('bytes', d)}.replace(b'a', b'--')", lambda: f"bytes({self.of('list', d)})",
            lambda: f"b','.join([{self.of('bytes', d)}, {self.of('bytes', d)}])",
        ])

    def bool(self, depth):
        d = depth - 1
        return self.choose(depth, [
            lambda: self.name("bool"), lambda: self.pick(["True", "False"]),
            lambda: f"({self.of('int', d)} {self.pick(['<', '>', '<=', '>=', '==', '!='])} {self.of(self.pick(['int', 'float']), d)})",
            lambda: f"({self.of('str', d)} {self.pick(['<', '==', 'in', 'not in', '>='])} {self.of('str', d)})",
            lambda: f"(not {self.any(d)})", lambda: f"({self.of('bool', d)} {self.pick(['and', 'or', '&', '|', '^'])} {self.of('bool', d)})",
            lambda: f"({self.of('int', d)} in {self.of(self.pick(['list', 'tuple', 'set']), d)})", lambda: f"({self.of('str', d)} in {self.of('dict', d)})",
            lambda: f"({self.of('int', d)} < {self.of('int', d)} <= {self.of('int', d)})",
            lambda: f"isinstance({self.any(d)}, {self.pick(['int', 'str', '(list, tuple)', 'dict', 'bool', 'float'])})",
            lambda: f"{self.pick(['any', 'all', 'bool'])}({self.of('list', d)})", lambda: f"({self.any(d)} is None)",
            lambda: f"({self.of('list', d)} {self.pick(['<', '==', '!=', '>='])} {self.of('list', d)})", lambda: f"({self.of('set', d)} {self.pick(['<', '<=', '=='])} {self.of('set', d)})",
            lambda: f"{self.of('str', d)}.{self.pick(['startswith', 'endswith'])}({self.of('str', d)})",
            lambda: f"{self.of('str', d)}.{self.pick(['isdigit', 'isalpha', 'isalnum', 'isupper', 'islower', 'isspace', 'istitle', 'isidentifier'])}()",
            lambda: f"{self.of('set', d)}.{self.pick(['issubset', 'issuperset', 'isdisjoint'])}({self.of('list', d)})",
            lambda: f"({self.any(d)} == {self.any(d)})",
        ])

    def list(self, depth):
        d = depth - 1
        return self.choose(depth, [
            lambda: self.name("list"), lambda: f"[{', '.join(str(self.random.randint(-3, 9)) for _ in range(self.random.randint(0, 4)))}]",
            lambda: f"[{self.of('int', d)}, {self.of('int', d)}, *{self.of('list', d)}]", lambda: f"list(range({self.random.randint(0, 6)}))",
            lambda: f"list(range({self.random.randint(-5, 9)}, {self.random.randint(-5, 9)}, {self.pick(['1', '2', '-1', '-3'])}))",
            lambda: f"({self.of('list', d)} + {self.of('list', d)})", lambda: f"({self.of('list', d)} * {self.random.randint(0, 2)})",
            lambda: f"{self.of('list', d)}[{self.slice(d)}]", lambda: f"sorted({self.of(self.pick(['list', 'set']), d)}{self.pick(['', ', reverse=True', ', key=lambda v: -v', ', key=str', ', key=abs'])})",
            lambda: f"[v {self.pick(['* 2', '+ 1', '% 3', '** 2'])} for v in {self.of('list', d)}{self.pick(['', ' if v > 1', ' if v % 2'])}]",
            lambda: f"[len(w) for w in {self.of('strs', d)}]", lambda: f"list(reversed({self.of('list', d)}))",
            lambda: f"list(map({self.pick(['abs', 'int', 'lambda v: v - 1'])}, {self.of('list', d)}))", lambda: f"[v for v, w in enumerate({self.of('strs', d)}, {self.random.randint(0, 3)})]",
            lambda: f"list({self.of('dict', d)}.values())", lambda: f"[v + w for v in {self.of('list', d)} for w in (1, 10)]",
            lambda: f"list(filter({self.pick(['None', 'lambda v: v > 0'])}, {self.of('list', d)}))",
        ])

    def strs(self, depth):
        d = depth - 1
        return self.choose(depth, [
            lambda: self.name("strs"), lambda: f"[{', '.join(self.pick(WORDS) for _ in range(self.random.randint(0, 3)))}]",
            lambda: f"{self.of('str', d)}.{self.pick(['split', 'rsplit'])}({self.pick(['', repr(','), repr(' '), 'None, 1', repr(',') + ', 1', 'maxsplit=1'])})",
            lambda: f"{self.of('str', d)}.splitlines({self.pick(['', 'True'])})", lambda: f"list({self.of('str', d)})", lambda: f"sorted({self.of('strs', d)}{self.pick(['', ', key=len', ', key=str.lower', ', reverse=True'])})",
            lambda: f"[w.upper() for w in {self.of('strs', d)} if w]", lambda: f"list({self.of('dict', d)})", lambda: f"list({self.of('str', d)}.{self.pick(['partition', 'rpartition'])}({self.pick(WORDS)}))",
            lambda: f"[f'{{v}}{{w}}' for v, w in zip({self.of('list', d)}, {self.of('strs', d)})]",
        ])

    def tuple(self, depth):
        d = depth - 1
        return self.choose(depth, [
            lambda: self.name("tuple"), lambda: self.pick(["()", "(1,)", "(1, 2, 3)", "('a', 2.5)"]), lambda: f"({self.any(d)}, {self.any(d)})",
            lambda: f"tuple({self.of('list', d)})", lambda: f"({self.of('tuple', d)} + {self.of('tuple', d)})", lambda: f"{self.of('tuple', d)}[{self.slice(d)}]",
            lambda: f"divmod({self.of('int', d)}, {self.of(self.pick(['int', 'float']), d)})", lambda: f"tuple(v for v in {self.of('list', d)})",
        ])

    def dict(self, depth):
        d = depth - 1
        return self.choose(depth, [
            lambda: self.name("dict"), lambda: self.pick(["{}", "{'a': 1}", "{'x': 2, 'y': 3}"]), lambda: f"{{{self.of('str', d)}: {self.of('int', d)}, **{self.of('dict', d)}}}",
            lambda: f"{{w: len(w) for w in {self.of('strs', d)}}}", lambda: f"dict(zip({self.of('strs', d)}, {self.of('list', d)}))", lambda: f"dict(a={self.of('int', d)}, z={self.of('int', d)})",
            lambda: f"({self.of('dict', d)} | {self.of('dict', d)})", lambda: f"dict.fromkeys({self.of('strs', d)}, {self.of('int', d)})", lambda: f"{self.of('dict', d)}.copy()",
            lambda: f"{{v: w for v, w in sorted({self.of('dict', d)}.items())}}",
        ])

    def set(self, depth):
        d = depth - 1
        return self.choose(depth, [
            lambda: "set()", lambda: self.pick(["{1}", "{2, 5}", "set([1, 2])"]), lambda: f"set(v % 7 for v in {self.of('list', d)})",
            lambda: f"{{v % 5 for v in {self.of('list', d)}}}",
        ])

    # Statements.
    def guarded(self):
        """A statement whose mistakes are printed."""
        self.line(0, "try:")
        self.statement(1)
        self.line(0, f"except {self.pick(['Exception', 'Exception', '(Exception, AssertionError)'])} as error:")
        self.line(1, "print(type(error).__name__, error)")
        if self.one_in(5):
            self.line(0, "else:")
            self.line(1, "print('fine')")
        if self.one_in(5):
            self.line(0, "finally:")
            self.statement(1, simple=True)

    def block(self, depth, simple=False):
        for _ in range(self.random.randint(1, 2)):
            self.statement(depth, simple)

    def statement(self, depth, simple=False):
        kinds = [self.print, self.print, self.assign, self.augmented, self.change]
        if not simple and depth < 4:
            kinds += [self.condition, self.loop, self.while_loop, self.attempt, self.unpack, self.closure, self.shared]
        self.pick(kinds)(depth)

    def print(self, depth):
        values = ", ".join(self.any(3) if not self.one_in(4) else f"repr({self.of('str', 3)})" for _ in range(self.random.randint(1, 3)))
        self.line(depth, f"print({values}{self.pick(['', '', ', sep=' + repr('-'), ', end=' + repr('!') + ')' + chr(10) + '    ' * depth + 'print('])})")

    def assign(self, depth):
        kind = self.pick(list(NAMES))
        value = self.of(kind, 3)
        if kind == "int":
            value = f"{value} % 1000"
        if kind in ("str", "list", "strs", "tuple", "bytes"):
            value = f"({value})[:12]"
        self.line(depth, f"{self.name(kind)} = {value}")

    def augmented(self, depth):
        self.line(depth, self.pick([
            f"{self.name('int')} {self.pick(['+=', '-=', '//=', '%=', '&=', '|=', '^=', '>>='])} {self.of('int', 2)}", f"{self.name('float')} {self.pick(['+=', '*=', '/=', '-='])} {self.of('float', 2)}",
            f"s = s[:8]; s += {self.of('str', 2)}", f"xs = xs[:5]; xs += {self.of(self.pick(['list', 'tuple']), 2)}", f"xs = xs[:3]; xs *= {self.random.randint(0, 2)}",
            f"d[{self.of('str', 1)}] = {self.of('int', 1)}", f"d['a'] += {self.of('int', 1)}", f"xs[{self.of('int', 1)}] += 1", f"k |= {self.of('set', 2)}", f"k {self.pick(['&=', '-=', '^='])} {self.of('set', 2)}"]))

    def change(self, depth):
        self.line(depth, self.pick([
            f"xs.append({self.of('int', 2)})", f"xs.extend({self.of('list', 2)})", f"xs.insert({self.of('int', 1)}, {self.of('int', 1)})", f"print(xs.pop({self.pick(['', '0', '-1', '1', '9'])}))",
            f"xs.remove({self.of('int', 1)})", "xs.reverse()", f"xs.sort({self.pick(['', 'reverse=True', 'key=abs'])})", f"del xs[{self.pick([self.of('int', 1), self.slice(0)])}]",
            f"xs[{self.slice(0)}] = {self.of('list', 2)}", f"xs[{self.of('int', 1)}] = {self.of('int', 1)}", f"del d[{self.of('str', 1)}]", f"print(d.pop({self.of('str', 1)}{self.pick(['', ', None'])}))",
            f"print(d.setdefault({self.of('str', 1)}, {self.of('int', 1)}))", f"d.update({self.of('dict', 2)})", "print(d.items(), d.keys(), list(d.values()))", f"k.add({self.of('int', 1)})",
            f"k.discard({self.of('int', 1)})", f"print(len(k.{self.pick(['union', 'intersection', 'difference', 'symmetric_difference'])}({self.of('list', 2)})))", "print(d.popitem())", "xs = xs[:6]", "u = u[:4]", "xs.clear()",
            f"print({self.pick(['xs', 's', 'd', 'u', 'n', 'k', 'b'])}.{self.pick(['nope', 'append', 'upper', 'keys', 'length', 'split'])}({self.pick(['', '1', '1, 2'])}))"]))

    def condition(self, depth):
        self.line(depth, f"if {self.of(self.pick(['bool', 'list', 'str', 'int']), 3)}:")
        self.block(depth + 1)
        if self.one_in(3):
            self.line(depth, f"elif {self.of('bool', 2)}:")
            self.block(depth + 1)
        if self.one_in(2):
            self.line(depth, "else:")
            self.block(depth + 1)

    def loop(self, depth):
        self.count += 1
        v = f"v{self.count}"
        head = self.pick([f"{v} in {self.of('list', 2)}[:4]", f"{v} in range({self.random.randint(0, 4)})", f"{v}, w in enumerate({self.of('strs', 2)}[:3])", f"{v}, w in list({self.of('dict', 2)}.items())[:3]", f"{v} in {self.of('str', 2)}[:3]",
                          f"{v}, w in zip({self.of('list', 2)}[:3], {self.of('str', 2)})"])
        self.line(depth, f"for {head}:")
        self.line(depth + 1, f"print({v}, end=' ')")
        if self.one_in(3):
            self.line(depth + 1, f"if {self.of('bool', 2)}: {self.pick(['continue', 'break', 'pass'])}")
        self.block(depth + 1)
        if self.one_in(3):
            self.line(depth, "else:")
            self.line(depth + 1, "print('all')")

    def while_loop(self, depth):
        self.count += 1
        c = f"c{self.count}"
        self.line(depth, f"{c} = 0")
        self.line(depth, f"while {c} < {self.random.randint(1, 3)}{self.pick(['', ' and ' + self.of('bool', 1)])}:")
        self.line(depth + 1, f"{c} += 1")
        self.block(depth + 1)
        if self.one_in(3):
            self.line(depth + 1, f"if {self.of('bool', 2)}: {self.pick(['continue', 'break'])}")
        if self.one_in(3):
            self.line(depth, "else:")
            self.line(depth + 1, f"print('over', {c})")

    def attempt(self, depth):
        self.line(depth, "try:")
        self.block(depth + 1)
        if self.one_in(3):
            self.line(depth + 1, f"raise {self.pick(['ValueError', 'KeyError', 'RuntimeError', 'TypeError', 'IndexError'])}({self.pick(['', self.any(1)])})")
        caught = self.pick(["ValueError", "(KeyError, IndexError)", "LookupError", "ArithmeticError", "TypeError", "Exception"])
        self.line(depth, f"except {caught} as problem:")
        self.line(depth + 1, "print('caught', repr(problem), problem.args)")
        if self.one_in(4):
            self.line(depth + 1, self.pick(["raise", "raise RuntimeError('again') from problem", "raise ValueError(str(problem))"]))
        if self.one_in(3):
            self.line(depth, "finally:")
            self.line(depth + 1, "print('finally')")

    def unpack(self, depth):
        self.line(depth, self.pick([f"i, j = j, {self.of('int', 2)} % 100", f"i, *ys = {self.of('list', 2)}[:5]", f"*ys, j = {self.of('list', 2)}[:5]", f"i, j = {self.of(self.pick(['list', 'tuple']), 2)}", f"(i, j), n = divmod({self.of('int', 1)}, 7), {self.of('int', 1)} % 50"]))
        self.line(depth, "i, j, n = [v % 100 if isinstance(v, int) else 1 for v in (i, j, n)]")

    def closure(self, depth):
        self.count += 1
        f = f"f{self.count}"
        self.line(depth, f"def {f}(a, c={self.of('int', 1)}, *rest, **more):")
        self.line(depth + 1, "inner = lambda z: (a, c, z)")
        self.line(depth + 1, f"return inner(len(rest)), sorted(more), {self.of('int', 1)}")
        self.line(depth, f"print({f}({self.pick(['', self.of('int', 1), '1, 2', '1, 2, 3, 4', 'c=1', 'a=1, z=3', '1, a=2', '*xs[:3]', '*xs[:1], **d'])}))")

    def shared(self, depth):
        self.count += 1
        g = f"g{self.count}"
        self.line(depth, f"def {g}():")
        self.line(depth + 1, self.pick(["global n", "pass"]))
        self.line(depth + 1, "try:")
        self.line(depth + 2, f"n = {self.of('int', 1)} % 100" if self.one_in(2) else f"return {self.of('int', 1)}")
        self.line(depth + 1, "finally:")
        self.line(depth + 2, self.pick(["print('left')", "pass", "return 'from finally'"]))
        self.line(depth, f"print({g}(), n)")

    def function(self):
        name = f"fun{len(self.functions)}"
        self.line(0, f"def {name}(a, c=2):")
        self.line(1, f"for v in range({self.random.randint(1, 3)}):")
        self.line(2, "try:")
        self.line(3, self.pick(["if v == 1: return a - c", "if a > c: break", "if c > a: continue", "a = a + c"]))
        self.line(2, "finally:")
        self.line(3, self.pick(["c += 1", "a += v", "pass"]))
        self.line(1, "return a + c")
        self.functions.append(name)

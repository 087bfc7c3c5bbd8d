"""The guards of the server, found in its source: every demand, may, sees, view of a reader, and narrowing condition.

Each is rewritten so that it can be switched off: `switch.py` decides at run time. What a guard becomes when it is off:

- a demand is not made;
- a question of rights or of sight (`may`, `sees`, `hears`…) is answered yes;
- a refusal (`if …: raise NotInYourSight`) and an early denial of the policy (`if …: return False`) do not happen;
- a condition that narrows (a filter over what a reader sees, one part of a conjunction in the policy) lets everything through;
- who is a supplier, capped, or an observer is taken for somebody who is not;
- a view, or a sight, is made for a reader of everything.
"""

import ast
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from tests.conftest import ROOT

ROOMS: Final = ("policy", "services", "realtime", "web")
_DEMAND: Final = re.compile(r"_?demand(_\w+)?")
_ASKED: Final = re.compile(r"_?may(_\w+)?|sees|_?hears|shows|_?knows(_\w+)?")
_OF_A_SIGHT: Final = {"label", "subject", "link", "requirement"}
_REFUSALS: Final = {"NotInYourSight", "NotAllowed"}
_KINDS_OF_READER: Final = {"is_supplier", "capped", "live_supplier"}
_VIEWS: Final = re.compile(r"reveal(_\w+)?|Revealer|PartRevealer|Sight|revealing")
_NARROWING: Final = re.compile(r"\breader\b|\bsight\b|\bself\._?reader\b")

_Node = TypeVar("_Node", bound=ast.AST)


@dataclass(frozen=True, slots=True)
class Site:
    """One guard: where it stands, what kind it is, and its text. `name` is the same in every run of the same source."""

    module: str
    line: int
    kind: str
    text: str
    function: str
    nth: int

    @property
    def name(self) -> str:
        """Module, function, kind and text; numbered when a function has the same guard twice."""
        again = f" #{self.nth}" if self.nth else ""
        return f"{self.module}.{self.function} · {self.kind} · {self.text}{again}"


def guarded_files() -> list[Path]:
    """Every file that may hold guards."""
    return sorted(path for room in ROOMS for path in (ROOT / "server" / room).rglob("*.py"))


def module_of(path: Path) -> str:
    """The dotted name of a source file."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def all_sites() -> list[Site]:
    """Every guard of the server, in the order of its source."""
    found: list[Site] = []
    for path in guarded_files():
        found += rewritten(path.read_text(encoding="utf-8"), module_of(path))[1]
    return found


def rewritten(source: str, module: str) -> tuple[ast.Module, list[Site]]:
    """Return the source with a switch at each guard, and the guards."""
    rewriter = _Rewriter(module)
    tree = rewriter.visit(ast.parse(source))
    return ast.fix_missing_locations(tree), rewriter.sites


def _called(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    if isinstance(node.func, ast.Name):
        return node.func.id
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


class _Rewriter(ast.NodeTransformer):
    """Puts the switches in, and lists the guards as it goes."""

    def __init__(self, module: str) -> None:
        self.module, self.sites = module, list[Site]()
        self._within: list[str] = []
        self._policy = module.startswith("server.policy")

    def _switch(self, node: ast.AST, kind: str) -> ast.Call:
        text, function = re.sub(r"\s+", " ", ast.unparse(node)), ".".join(self._within)
        nth = sum((s.function, s.kind, s.text) == (function, kind, text) for s in self.sites)
        site = Site(self.module, getattr(node, "lineno", 0), kind, text, function, nth)
        self.sites.append(site)
        return _call("__guard_off__", ast.Constant(site.name))

    def _open(self, node: ast.expr, kind: str) -> ast.expr:
        """The expression, true when its guard is off."""
        return _or(self._switch(node, kind), node)

    def _shut(self, node: ast.expr, kind: str) -> ast.expr:
        """The expression, false when its guard is off."""
        return _and(ast.UnaryOp(ast.Not(), self._switch(node, kind)), node)

    def _scope(self, node: _Node) -> _Node:
        self._within.append(getattr(node, "name", "?"))
        self.generic_visit(node)
        self._within.pop()
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._scope(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        return self._scope(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        return self._scope(node)

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        if _DEMAND.fullmatch(_called(node.value)):
            switch = self._switch(node.value, "demand")
            self.generic_visit(node)
            node.value = _or(switch, node.value)
            return node
        self.generic_visit(node)
        return node

    def visit_If(self, node: ast.If) -> ast.AST:
        denies = _raises_refusal(node.body) or (self._policy and _denies(node.body))
        node.test = self._condition(node.test, ast.Or) if denies else self.visit(node.test)
        node.body = [self.visit(one) for one in node.body]
        node.orelse = [self.visit(one) for one in node.orelse]
        return node

    def visit_Return(self, node: ast.Return) -> ast.AST:
        if self._policy and isinstance(node.value, ast.BoolOp) and isinstance(node.value.op, ast.And):
            node.value = self._condition(node.value, ast.And)
            return node
        self.generic_visit(node)
        return node

    def _condition(self, test: ast.expr, joined: type[ast.boolop]) -> ast.expr:
        """Each part of a condition is a guard of its own, unless it asks what is a guard already, or only whether something is there."""
        if isinstance(test, ast.BoolOp) and isinstance(test.op, joined):
            test.values = [self._part(one, joined) for one in test.values]
            return test
        return self._part(test, joined)

    def _part(self, part: ast.expr, joined: type[ast.boolop]) -> ast.expr:
        if self._asks_already(part):
            return self.visit(part)  # type: ignore[no-any-return]
        kind = "refusal" if joined is ast.Or else "narrowing"
        switch = self._switch(part, kind)
        inner = self.visit(part)
        return _and(ast.UnaryOp(ast.Not(), switch), inner) if joined is ast.Or else _or(switch, inner)

    def _asks_already(self, part: ast.expr) -> bool:
        if re.search(r"(?<!:) is not None$", ast.unparse(part)):
            return True
        bare = part.operand if isinstance(part, ast.UnaryOp) and isinstance(part.op, ast.Not) else part
        return self._is_question(bare) or (isinstance(bare, ast.Attribute) and bare.attr in _KINDS_OF_READER)

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        node.iter = self.visit(node.iter)
        node.ifs = [
            self._condition(one, ast.And) if self._policy or _NARROWING.search(ast.unparse(one)) else self.visit(one)
            for one in node.ifs
        ]
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if self._is_question(node):
            switch = self._switch(node, "question")
            self.generic_visit(node)
            return _or(switch, node)
        if _VIEWS.fullmatch(_called(node)):
            node.args = [self._seen_by(node, one) for one in node.args]
            return node
        self.generic_visit(node)
        return node

    def _seen_by(self, call: ast.Call, argument: ast.expr) -> ast.expr:
        text = ast.unparse(argument)
        if not re.search(r"reader$|recipient|audience|^as_supplier\(", text):
            return self.visit(argument)  # type: ignore[no-any-return]
        switch = self._switch(call, f"view for {text}")
        return _call("__reader_of__", switch, self.visit(argument))

    def _is_question(self, node: ast.AST) -> bool:
        name = _called(node)
        if _ASKED.fullmatch(name):
            return True
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and name in _OF_A_SIGHT):
            return False
        holder = ast.unparse(node.func.value)
        return holder.endswith("sight") or (self.module.endswith("view.sight") and holder == "self")

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        if node.attr in _KINDS_OF_READER and isinstance(node.ctx, ast.Load):
            return self._shut(node, "kind of reader")
        self.generic_visit(node)
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        if re.search(r"\.role is (not )?Role\.", ast.unparse(node)):
            negative = isinstance(node.ops[0], ast.IsNot)
            return self._open(node, "kind of reader") if negative else self._shut(node, "kind of reader")
        self.generic_visit(node)
        return node


def _call(name: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name, ast.Load()), list(arguments), [])


def _or(*values: ast.expr) -> ast.BoolOp:
    return ast.BoolOp(ast.Or(), list(values))


def _and(*values: ast.expr) -> ast.BoolOp:
    return ast.BoolOp(ast.And(), list(values))


def _raises_refusal(body: list[ast.stmt]) -> bool:
    first = body[0]
    if not isinstance(first, ast.Raise) or first.exc is None:
        return False
    raised = first.exc.func if isinstance(first.exc, ast.Call) else first.exc
    return isinstance(raised, ast.Name) and raised.id in _REFUSALS


def _denies(body: list[ast.stmt]) -> bool:
    first = body[0]
    if not isinstance(first, ast.Return) or first.value is None:
        return False
    value = first.value
    return (isinstance(value, ast.Constant) and value.value in (False, None)) or (
        isinstance(value, ast.Tuple) and not value.elts
    )

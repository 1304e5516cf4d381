"""Random expressions and their text, for tests that parse what was written."""

from __future__ import annotations

from hypothesis import strategies as st

from ringfence.syntax.hcl import tree as hcl

NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,5}", fullmatch=True).filter(
    lambda name: name not in ("true", "false", "null", "for", "in", "if", "else")
)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Co", "Cc")), max_size=8)
_OPERATORS = ("||", "&&", "==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%")

_LITERALS = st.one_of(
    st.none(), st.booleans(), st.integers(0, 10**9), st.sampled_from([0.5, 1.25, 3.75]), TEXTS
).map(hcl.Literal)
_LEAVES = st.one_of(_LITERALS, st.builds(hcl.Attr, NAMES.map(hcl.Name), NAMES), NAMES.map(hcl.Name))


def _grow(inner: st.SearchStrategy[hcl.Expression]) -> st.SearchStrategy[hcl.Expression]:
    pairs = st.tuples(st.one_of(NAMES.map(hcl.Literal), inner), inner)
    return st.one_of(
        st.builds(hcl.TupleOf, st.lists(inner, max_size=3).map(tuple)),
        st.builds(hcl.ObjectOf, st.lists(pairs, max_size=3).map(tuple)),
        st.builds(
            hcl.Call, NAMES, st.lists(inner, min_size=1, max_size=3).map(tuple), st.booleans()
        ),
        st.builds(hcl.Unary, st.sampled_from("-!"), inner),
        st.builds(hcl.Binary, st.sampled_from(_OPERATORS), inner, inner),
        st.builds(hcl.Conditional, inner, inner, inner),
        st.builds(hcl.Index, inner, inner),
        st.builds(hcl.Attr, inner, NAMES),
        st.builds(hcl.ForTuple, NAMES, NAMES, inner, inner, st.none() | inner),
        st.builds(
            hcl.ForObject, st.just(""), NAMES, inner, inner, inner, st.none() | inner, st.booleans()
        ),
        st.builds(
            hcl.Splat, NAMES.map(hcl.Name), st.builds(hcl.Attr, st.just(hcl.Element()), NAMES)
        ),
        st.builds(_template, TEXTS.filter(_precedes), inner, TEXTS.filter(bool)),
    )


def _precedes(text: str) -> bool:
    """Tell whether a text can stand before `${`: `$${` is an escape, so `$` cannot."""
    return bool(text) and not text.endswith(("$", "%"))


def _template(before: str, value: hcl.Expression, after: str) -> hcl.Expression:
    """Neighbouring texts are one, and so the value between two texts must be none."""
    if isinstance(value, hcl.Literal) and isinstance(value.value, str):
        return hcl.Literal(before + value.value + after)
    return hcl.Template((hcl.Literal(before), value, hcl.Literal(after)))


EXPRESSIONS = st.recursive(_LEAVES, _grow, max_leaves=12)


def write(node: hcl.Expression) -> str:
    """Return the text of an expression, every operand in parentheses."""
    match node:
        case hcl.Literal(value):
            return _literal(value)
        case hcl.Name(name):
            return name
        case hcl.Attr(of, name):
            return f"{_operand(of)}.{name}"
        case hcl.Index(of, key):
            return f"{_operand(of)}[{write(key)}]"
        case hcl.Splat(of, hcl.Attr(_, name)):
            return f"{_operand(of)}[*].{name}"
        case hcl.TupleOf(items):
            return "[" + ", ".join(map(write, items)) + "]"
        case hcl.ObjectOf(items):
            return "{" + ", ".join(f"{_key(k)} = {write(v)}" for k, v in items) + "}"
        case hcl.Call(name, arguments, expand):
            return f"{name}({', '.join(map(write, arguments))}{'...' if expand else ''})"
        case hcl.Unary(operator, of):
            return f"{operator}({write(of)})"
        case hcl.Binary(operator, left, right):
            return f"({write(left)}) {operator} ({write(right)})"
        case hcl.Conditional(condition, then, otherwise):
            return f"({write(condition)}) ? ({write(then)}) : ({write(otherwise)})"
        case hcl.ForTuple(key, value, collection, result, condition):
            where = f" if {write(condition)}" if condition is not None else ""
            return f"[for {key}, {value} in {write(collection)} : {write(result)}{where}]"
        case hcl.ForObject(_, value, collection, name, result, condition, group):
            where = f" if {write(condition)}" if condition is not None else ""
            dots = "..." if group else ""
            return f"{{for {value} in {write(collection)} : {write(name)} => {write(result)}{dots}{where}}}"
        case hcl.Template(parts):
            return '"' + "".join(_part(part) for part in parts) + '"'
    raise AssertionError(node)


def _operand(node: hcl.Expression) -> str:
    return write(node) if isinstance(node, hcl.Name | hcl.Attr) else f"({write(node)})"


def _key(node: hcl.Expression) -> str:
    if isinstance(node, hcl.Literal) and isinstance(node.value, str):
        return _literal(node.value)
    return f"({write(node)})"


def _part(node: hcl.Expression) -> str:
    if isinstance(node, hcl.Literal) and isinstance(node.value, str):
        return _escaped(node.value)
    return f"${{{write(node)}}}"


def _literal(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{_escaped(value)}"' if isinstance(value, str) else str(value)


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return text.replace("${", "$${").replace("%{", "%%{")

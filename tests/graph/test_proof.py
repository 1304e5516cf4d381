"""The proof engine against naive fixpoints on random programs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ringfence.graph.program import Level, Program
from ringfence.graph.proof import clause_cost, derive
from ringfence.graph.walls import LIMIT, Depths
from ringfence.model.claims import Wall
from ringfence.model.facts import Unknown
from tests.reference import naive

CLAIMS = 9
clause_shapes = st.tuples(
    st.integers(0, CLAIMS - 1),
    st.lists(st.integers(0, CLAIMS - 1), max_size=3),
    st.booleans(),
    st.none() | st.integers(0, 4),
)


def build(shapes: list[tuple[int, list[int], bool, int | None]]) -> Program:
    program = Program()
    for number in range(CLAIMS):
        program.claim((str(number),))
    for head, body, doubtful, wall in shapes:
        program.rule(
            (str(head),),
            [(str(premise),) for premise in body],
            rule="r",
            resource=None,
            says="",
            because="",
            doubts=(Unknown("hidden"),) if doubtful else (),
            wall=None if wall is None else Wall(f"w{wall}", "", ""),
        )
    return program


@given(st.lists(clause_shapes, max_size=25), st.sampled_from(Level))
def test_costs_agree_with_the_naive_fixpoint(
    shapes: list[tuple[int, list[int], bool, int | None]], level: Level
) -> None:
    program = build(shapes)
    assert derive(program, level).cost == naive.costs(program, level)


@given(st.lists(clause_shapes, max_size=25))
def test_proofs_are_grounded_and_cost_what_they_say(
    shapes: list[tuple[int, list[int], bool, int | None]],
) -> None:
    derivation = derive(build(shapes), Level.MAY)
    for claim, cost in enumerate(derivation.cost):
        if cost is None:
            continue
        shown: set[int] = set()
        for clause in derivation.proof(claim):
            assert set(clause.body) <= shown
            shown.add(clause.head)
        assert clause.head == claim
        assert clause_cost(clause, derivation.cost) == cost


@given(st.lists(clause_shapes, max_size=18))
def test_depths_agree_with_letting_every_set_of_walls_fall(
    shapes: list[tuple[int, list[int], bool, int | None]],
) -> None:
    program = build(shapes)
    depths = Depths(program)
    for claim in range(CLAIMS):
        walls = depths.smallest(claim)
        expected = naive.depth(program, claim, LIMIT)
        assert (None if walls is None else len(walls)) == expected


def test_claims_that_only_hold_through_each_other_do_not_hold() -> None:
    program = build([(0, [1], False, None), (1, [0], False, None)])
    assert derive(program, Level.MAY).cost[:2] == [None, None]


def test_a_wall_that_two_premises_need_is_one_wall() -> None:
    program = build([(0, [1, 2], False, None), (1, [], False, 0), (2, [], False, 0)])
    walls = Depths(program).smallest(0)
    assert walls is not None
    assert [wall.key for wall in walls] == ["w0"]


def test_a_doubtful_clause_counts_only_for_may() -> None:
    program = build([(0, [], True, None)])
    assert derive(program, Level.SURE).cost[0] is None
    assert derive(program, Level.MAY).cost[0] == 1


def test_among_equal_proofs_the_order_of_reading_does_not_decide() -> None:
    def proofs(names: list[str]) -> str:
        program = Program()
        for name in names:
            program.rule(("x",), [], rule=name, resource=None, says=name, because="")
        number = program.known(("x",))
        assert number is not None
        return str(derive(program, Level.SURE).best(number).says)

    assert proofs(["b", "a"]) == proofs(["a", "b"]) == "a"

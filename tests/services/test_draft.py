from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.forms.draft import MAX_TEXT, Draft

LISTS = ("visitors", "witnesses")
FIELDS = ("first_name", "date_of_birth.day", "date_of_birth.year")
lists, fields, positions = st.sampled_from(LISTS), st.sampled_from(FIELDS), st.integers(0, 3)
paths = st.one_of(
    st.sampled_from(("prison", "prisoner.number", "prisoner.first_name")),
    st.builds("{}.{}.{}".format, lists, positions, fields),
    st.builds("slots.{}".format, positions),
)


def below(key: str, path: str) -> bool:
    return key == path or key.startswith(f"{path}.")


class DraftAgainstModel(RuleBasedStateMachine):
    """A draft behaves like a plain mapping from path to text, with lists as sequences of items."""

    def __init__(self) -> None:
        super().__init__()
        self.draft = Draft()
        self.values: dict[str, str] = {}

    def items(self, path: str) -> int:
        found = [int(key.removeprefix(f"{path}.").split(".")[0]) for key in self.values if below(key, path)]
        return max(found, default=-1) + 1

    @rule(path=paths, text=st.sampled_from(("", "a", " b ", "A1234BC")))
    def set(self, path: str, text: str) -> None:
        self.draft.set(path, text)
        self.values.pop(path, None)
        if text:
            self.values[path] = text

    @rule(path=st.one_of(paths, lists, st.sampled_from(("prisoner", "visitors.1", "visitors.0.date_of_birth"))))
    def clear(self, path: str) -> None:
        self.draft.clear(path)
        self.values = {key: text for key, text in self.values.items() if not below(key, path)}

    @rule(path=lists, index=st.integers(-1, 5))
    def remove(self, path: str, index: int) -> None:
        there = 0 <= index < self.items(path)
        self.draft.remove(path, index)
        if not there:
            return
        kept: dict[str, str] = {}
        for key, value in self.values.items():
            if not below(key, path):
                kept[key] = value
                continue
            position, rest = key.removeprefix(f"{path}.").split(".", 1)
            if int(position) != index:
                kept[f"{path}.{int(position) - (int(position) > index)}.{rest}"] = value
        self.values = kept

    @rule(source=st.builds("{}.{}".format, lists, positions), to=st.builds("{}.{}".format, lists, positions))
    def copy(self, source: str, to: str) -> None:
        self.draft.copy(source, to, ("first_name", "date_of_birth"))
        copied = {key: text for key, text in self.values.items() if below(key, source)}
        self.values = {key: text for key, text in self.values.items() if not below(key, to)}
        self.values |= {to + key.removeprefix(source): text for key, text in copied.items()}

    @rule(texts=st.lists(st.sampled_from(("x", "y", "z")), max_size=3))
    def set_list(self, texts: list[str]) -> None:
        self.draft.set_list("slots", tuple(texts))
        self.values = {key: text for key, text in self.values.items() if not below(key, "slots")}
        self.values |= {f"slots.{index}": text for index, text in enumerate(texts)}
        assert self.draft.list_at("slots") == tuple(texts)

    @invariant()
    def agrees(self) -> None:
        assert list(self.draft.items()) == sorted(self.values.items())
        assert self.draft.is_empty() == (not self.values)
        assert {path: self.draft.count(path) for path in LISTS} == {path: self.items(path) for path in LISTS}
        assert self.draft.list_at("slots") == tuple(self.values[key] for key in sorted(self.values) if below(key, "slots"))


TestDraftAgainstModel = DraftAgainstModel.TestCase


def test_removing_an_item_that_is_not_there_changes_nothing() -> None:
    draft = Draft({"visitors.0.first_name": "Ada", "visitors.1.first_name": "Ben"})

    draft.remove("visitors", 2)
    draft.remove("visitors", -1)

    assert draft.count("visitors") == 2


def test_a_person_copied_onto_themselves_stays() -> None:
    draft = Draft({"witnesses.0.first_name": "Ada"})

    draft.copy("witnesses.0", "witnesses.0", ("first_name",))

    assert draft.get("witnesses.0.first_name") == "Ada"


def test_a_list_with_a_gap_is_read_without_it() -> None:
    assert Draft({"slots.1": "second", "slots.10": "last", "slots.2": "third"}).list_at("slots") == ("second", "third", "last")


def test_far_more_text_than_anybody_types_is_cut() -> None:
    draft = Draft()

    draft.set("support.details", "x" * (MAX_TEXT + 1))

    assert len(draft.get("support.details")) == MAX_TEXT


@given(st.dictionaries(st.text(alphabet="ab.01²٣", max_size=6), st.text(max_size=3)), st.text(alphabet="ab.01²", max_size=3))
def test_counting_never_fails_whatever_the_paths(values: dict[str, str], path: str) -> None:
    draft = Draft(values)

    assert draft.count(path) >= 0
    assert len(draft.list_at(path)) <= len(values)

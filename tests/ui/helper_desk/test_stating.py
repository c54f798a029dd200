"""The statement of truth of a claim: the helper never gets to it, the client makes it and sends the claim."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from services.forms.sections import SectionState
from services.money_claims.service import SERVICE as MONEY
from tests.services.money_claims.claims import claim
from tests.services.samples import draft_of
from tests.ui.helper_desk.helper_room import DILYS, Helper, HelperRoom, helper_room
from ui.desk.places import Place
from ui.theme import LookSource


def typed_claim(room: HelperRoom) -> None:
    """Everything but the statement, as a helper has typed it before."""
    (line,) = room.store.drafts.mine(room.owner)
    draft = draft_of(claim(), MONEY)
    draft.clear("statement")
    kept = room.store.drafts.find(room.owner, line.id)
    room.store.drafts.save(room.owner, replace(kept, content=dict(draft.items())))


def test_only_the_client_states_that_the_claim_is_true(qtbot: QtBot, looks: LookSource, tmp_path: Path) -> None:
    with helper_room(tmp_path, services={MONEY.key: MONEY}) as room:
        helper = Helper(qtbot, looks, room)
        helper.sign_in()
        helper.agree(DILYS, MONEY.key)
        helper.key(Qt.Key.Key_Escape)
        typed_claim(room)
        (line,) = room.store.helped.lines(room.owner)
        helper.desk.resume(line.id)
        helper.settle()
        assert helper.desk.way is not None
        sections = helper.desk.way.sections()
        assert sections.ready
        assert sections.sections[-1].stated
        assert sections.sections[-1].state is SectionState.NOT_STARTED
        statement = helper.find(f"task:{len(sections.sections)}")
        statement.setFocus()
        helper.key(Qt.Key.Key_Return)
        assert helper.at(Place.TASKS)

        helper.key(Qt.Key.Key_F6)
        helper.press("show-answers")
        helper.press("continue")
        assert helper.at(Place.QUESTION)
        step = helper.desk.way.step
        assert step is not None
        assert step.page.key == "statement"
        helper.tab_to("statement:statement.own")
        helper.key(Qt.Key.Key_Space)
        helper.press("continue")
        assert helper.at(Place.CHECK)
        helper.press("continue")

        assert helper.at(Place.CONFIRMATION)
        (content,) = room.contents()
        assert (content.service, content.assisted_by) == (MONEY.key, room.owner.operator)
        assert content.answers["statement"]

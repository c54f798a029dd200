"""What assistive technology is told: a role, a name and a state for everything that can have the focus."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from services.language import Language
from ui.a11y import announce, install, interface_of
from ui.components.buttons import Button, Kind, LinkButton
from ui.components.dial import Dial
from ui.components.errors import ErrorSummary
from ui.components.faces import Faces
from ui.components.fields import DateParts, TextField
from ui.components.foot import FootBar
from ui.components.header import HeaderBar
from ui.components.keyboard import Keyboard
from ui.components.marks import CheckRow, MarkGroup, RadioRow
from ui.components.notes import WayOn
from ui.components.people import PersonMeter
from ui.components.rows import PersonRow, SummaryRow
from ui.components.status import Status, StatusMark
from ui.components.text import TextBlock
from ui.components.ticket import Reference, Ticket
from ui.components.tiles import BigTile, Tile
from ui.components.times import ChoiceRow, DayButton, TimeButton
from ui.theme import Icon, Look, LookSource, Role

R = QAccessible.Role
NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description


def everything(looks: LookSource) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    for part in (
        HeaderBar(looks, "Ministry of Justice", "Book a prison visit"),
        TextBlock(looks, "Who is going?", Role.HEADING, heading=True),
        Button(looks, "Continue", Kind.PRIMARY),
        LinkButton(looks, "Back", icon=Icon.BACK),
        Tile(looks, "Information", icon=Icon.INFO, promise="What to bring"),
        BigTile(looks, "Book a prison visit", "Ask to visit someone.", "About 10 minutes"),
        TextField(looks, "Prison number", hint="For example, A1234BC"),
        DateParts(looks, "Date of birth"),
        MarkGroup(looks, "Any help?", (RadioRow(looks, "No"), RadioRow(looks, "Yes"))),
        CheckRow(looks, "Letter"),
        DayButton(looks, "Thu", "26 Nov", "1 time", choice=2),
        TimeButton(looks, "2pm to 3pm", "Your 1st choice", badge=1, chosen=True),
        ChoiceRow(looks, 1, "Thursday 26 November", "2pm to 3pm", first=True),
        SummaryRow(looks, "Prison", ["HMP Cardiff"]),
        PersonRow(looks, "Siân Thomas", "Aged 38"),
        PersonMeter(looks, 2, 3, "2 of 3 adults"),
        Ticket(looks, "7K2M 9QTX 4HW3", Status.SAVED, "Saved here", matrix=[[True, False], [False, True]]),
        WayOn(looks, Icon.BELL, "Ask staff", "Tell them."),
        Faces(looks, "How was it?"),
        Dial(looks, 47),
        Keyboard(looks),
        FootBar(looks),
    ):
        layout.addWidget(part)
    return page


def test_everything_that_takes_the_focus_has_a_name_and_a_role(looks: LookSource, qtbot: QtBot) -> None:
    page = everything(looks)
    qtbot.addWidget(page)

    focusable = [w for w in page.findChildren(QWidget) if w.focusPolicy() is not Qt.FocusPolicy.NoFocus]

    assert len(focusable) > 30
    for widget in focusable:
        interface = interface_of(widget)
        assert interface.text(NAME), type(widget).__name__
        assert interface.role() is not R.Client, type(widget).__name__
        assert interface.state().focusable, type(widget).__name__


def test_every_key_of_the_keyboard_has_a_name(looks: LookSource, qtbot: QtBot) -> None:
    keyboard = Keyboard(looks)
    qtbot.addWidget(keyboard)

    assert all(key.accessibleName() for key in keyboard.keys.values())


def test_roles_are_what_people_know(looks: LookSource, qtbot: QtBot) -> None:
    expected = {
        TextBlock(looks, "Who is going?", heading=True): R.Heading,
        TextBlock(looks, "Choose up to 3 times."): R.StaticText,
        LinkButton(looks, "Back"): R.Link,
        Button(looks, "Continue"): R.Button,
        Tile(looks, "Information"): R.Button,
        RadioRow(looks, "Yes"): R.RadioButton,
        CheckRow(looks, "Letter"): R.CheckBox,
        ErrorSummary(looks): R.AlertMessage,
        TextField(looks, "Name"): R.EditableText,
        StatusMark(looks, Status.DONE, "Received"): R.StaticText,
        Dial(looks, 47): R.Clock,
    }
    for widget, role in expected.items():
        qtbot.addWidget(widget)

        assert interface_of(widget).role() is role, type(widget).__name__


def test_a_chosen_radio_is_reported_as_chosen(looks: LookSource, qtbot: QtBot) -> None:
    group = MarkGroup(looks, "Any help?", (RadioRow(looks, "No"), RadioRow(looks, "Yes", "For example, a hearing loop")))
    qtbot.addWidget(group)

    group.rows[1].setChecked(True)

    no, yes = (interface_of(row) for row in group.rows)
    assert (no.state().checked, yes.state().checked) == (0, 1)
    assert yes.text(DESCRIPTION) == "For example, a hearing loop"
    assert interface_of(group).text(NAME) == "Any help?"


def test_what_is_not_available_says_why_and_stays_in_reach(looks: LookSource, qtbot: QtBot) -> None:
    button = Button(looks, "Continue")
    qtbot.addWidget(button)

    button.set_available(available=False, reason="Choose a time first")

    interface = interface_of(button)
    assert interface.state().disabled
    assert interface.state().focusable
    assert interface.text(DESCRIPTION) == "Choose a time first"


def test_pressing_through_assistive_technology_does_what_a_finger_does(looks: LookSource, qtbot: QtBot) -> None:
    link = LinkButton(looks, "Back")
    qtbot.addWidget(link)
    action = interface_of(link).actionInterface()

    with qtbot.waitSignal(link.clicked):
        action.doAction("Press")


def test_a_change_link_names_what_it_changes(looks: LookSource, qtbot: QtBot) -> None:
    row = SummaryRow(looks, "Prison", ["HMP Cardiff"])
    qtbot.addWidget(row)

    assert row.link is not None
    assert row.link.accessibleName() == "Change: Prison"


def test_a_reference_is_named_letter_by_letter(looks: LookSource, qtbot: QtBot) -> None:
    reference = Reference(looks, "7K2M 9QTX 4HW3")
    qtbot.addWidget(reference)

    assert interface_of(reference).text(NAME) == "7 K 2 M, 9 Q T X, 4 H W 3"


def test_names_follow_the_language(looks: LookSource, qtbot: QtBot) -> None:
    foot = FootBar(looks)
    qtbot.addWidget(foot)

    looks.set(Look(language=Language.WELSH))

    assert [button.accessibleName() for button in foot.buttons] == ["Maint testun", "Cyferbyniad", "Darllen", "Sain", "Cael help"]


def test_hints_and_errors_describe_a_field(looks: LookSource, qtbot: QtBot) -> None:
    field = TextField(looks, "Prison number", hint="For example, A1234BC")
    qtbot.addWidget(field)

    field.set_error("Enter a prison number")

    assert interface_of(field).text(DESCRIPTION) == "Enter a prison number. For example, A1234BC"


@pytest.mark.parametrize("assertive", [True, False])
def test_announcements_need_no_screen_reader(looks: LookSource, qtbot: QtBot, assertive: bool) -> None:  # noqa: FBT001 - given by pytest
    text = TextBlock(looks, "Printing")
    qtbot.addWidget(text)

    announce(text, "Take your receipt", assertive=assertive)


def test_pages_come_and_go_without_leaving_interfaces_behind(looks: LookSource, qapp: QApplication) -> None:
    kept = install(qapp)
    before = len(kept._interfaces)

    for _ in range(20):
        page = everything(looks)
        for widget in page.findChildren(QWidget):
            interface_of(widget)
        assert len(kept._interfaces) > before
        shiboken6.delete(page)

    assert len(kept._interfaces) == before


def test_a_status_in_two_lines_is_heard_as_one_text(looks: LookSource) -> None:
    mark = StatusMark(looks, Status.DONE, "You can bring 3 more people.\nOnly 1 of them can be an adult.")

    assert mark.accessibleName() == "You can bring 3 more people. Only 1 of them can be an adult."
    assert mark.heightForWidth(2000) == 2 * looks.type(Role.BODY).line

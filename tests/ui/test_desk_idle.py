from __future__ import annotations

from ui.desk.idle import IdleLimits, IdleWatch, Presence


class Seconds:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def watch() -> tuple[Seconds, IdleWatch]:
    seconds = Seconds()
    return seconds, IdleWatch(seconds, IdleLimits(attract=60, warn=90, countdown=60, clear=90))


def test_somebody_who_types_is_never_asked() -> None:
    seconds, idle = watch()
    idle.enter(Presence.SOMEBODY)

    for _minute in range(30):
        seconds.now += 60
        assert not idle.due()
        idle.touched()


def test_ninety_seconds_of_nothing_are_due() -> None:
    seconds, idle = watch()
    idle.enter(Presence.SOMEBODY)

    seconds.now += 89
    assert not idle.due()
    seconds.now += 1

    assert idle.due()


def test_a_stray_touch_does_not_answer_the_question() -> None:
    seconds, idle = watch()
    idle.enter(Presence.ASKED)
    seconds.now += 59

    idle.touched()

    assert idle.left() == 1
    seconds.now += 1
    assert idle.due()


def test_the_countdown_begins_with_the_whole_time() -> None:
    _seconds, idle = watch()

    idle.enter(Presence.ASKED)

    assert idle.left() == 60


def test_a_touch_on_a_finished_page_gives_the_whole_time_again() -> None:
    seconds, idle = watch()
    idle.enter(Presence.FINISHED)
    seconds.now += 80

    idle.touched()

    assert idle.left() == 90

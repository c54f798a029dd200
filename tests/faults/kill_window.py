"""A window without a screen: asks for COUNT visits on the kiosk at HOME, and is killed at POINT, if one is named.

Each reference is written to standard output once `submit` has returned, where the screen says "Saved". At the end the session is
finished, or left as it is: HOME COUNT finish|leave [POINT PASSING].
"""

from __future__ import annotations

import sys

from services.language import Language
from tests.faults.kill_roles import asked_for, kiosk, listener
from tests.support import ONCE_MORE


def main(home: str, count: str, ending: str, *kill: str) -> None:
    parts = kiosk(home, listener(kill))
    desk = parts.public_desk()
    for _ in range(int(count)):
        saved = desk.submit(desk.services["prison-visit"], asked_for(desk.context()), Language.WELSH, confirmed=ONCE_MORE)
        sys.stdout.write(f"{saved.reference}\n")
        sys.stdout.flush()
    if ending == "finish":
        desk.finish("finished")
    parts.store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])

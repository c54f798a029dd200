"""What each event means, as staff read it. Written from events.toml by scripts/generate_events.py; change it there.

The words in other languages stand in the translations, like all others.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kiosk_app.events import Event
from services.forms.words import Domain, Words

_ = Domain("kiosk_app")

EVENT_WORDS: Mapping[Event, Words] = MappingProxyType(
    {
        Event.STORE_CREATED: _("An empty database was made."),
        Event.STORE_MIGRATED: _("The database was changed to a newer schema, after a copy was made."),
        Event.STORE_BACKED_UP: _("An operator asked for a copy of the database; this row is in the copy too."),
        Event.STORE_RESTORED: _("This database is a copy that was put back, and a new epoch began."),
        Event.STORE_SET_ASIDE: _("This database was made empty in the place of one that could not be used."),
        Event.STORE_CHECKED: _("Every record was read and checked, and found whole."),
        Event.STORE_DAMAGED: _("Records were found damaged, and the kiosk closed its services."),
        Event.ROOM_SHORT: _("There was too little room on the disk for new requests, and the services closed."),
        Event.ROOM_BACK: _("There was room on the disk again, and the services opened."),
        Event.BALLAST_RELEASED: _("Room that was held back was given up, so that what waits could be sent."),
        Event.DRAFT_STARTED: _("A member of staff began a draft."),
        Event.DRAFT_DISCARDED: _("A member of staff deleted a draft."),
        Event.DEVICE_ENROLLED: _("A centre made this kiosk known to itself."),
        Event.SUBMISSION_SAVED: _("A request was finished and kept."),
        Event.SUBMISSION_ACKNOWLEDGED: _("The centre signed that it has the request."),
        Event.SUBMISSION_QUARANTINED: _("The centre signed that it refuses the request, which stays here."),
        Event.OUTCOME_RECEIVED: _("The centre signed what was decided."),
        Event.DOCUMENT_ACCEPTED: _("A newer signed document of the centre was kept."),
        Event.PRINT_QUEUED: _("A receipt, a pass or a leaflet is to be printed."),
        Event.PRINT_DONE: _("The printer took a receipt, a pass or a leaflet."),
        Event.PRINT_FAILED: _("A receipt, a pass or a leaflet was not printed."),
        Event.PRINT_UNKNOWN: _("Nobody can say whether a receipt, a pass or a leaflet came out."),
        Event.PRINT_EXPIRED: _("A receipt, a pass or a leaflet will not be printed any more, because nobody waits for it."),
        Event.SESSION_STARTED: _("Somebody began at the public desk."),
        Event.SESSION_ENDED: _("The session ended, and its process with it."),
        Event.NETWORK_SWITCHED: _("Somebody turned the network switch at the desk."),
        Event.DAY_PRINTED: _("Staff had the visits of a day printed, or their passes queued."),
        Event.STORE_PURGED: _("What was kept for as long as it may be has gone."),
        Event.OPERATOR_CREATED: _("A member of staff was made known to this kiosk."),
        Event.OPERATOR_SIGNED_IN: _("A member of staff signed in."),
        Event.OPERATOR_REFUSED: _("A name and a secret did not fit, or the name may not sign in."),
        Event.OPERATOR_SIGNED_OUT: _("A member of staff’s session ended."),
        Event.OPERATOR_HIDDEN: _("The screen of a member of staff was locked and hidden."),
        Event.OPERATOR_RESUMED: _("The member of staff who had locked the screen unlocked it."),
        Event.OPERATOR_LOCKED: _("A member of staff can no longer sign in."),
        Event.OPERATOR_UNLOCKED: _("A member of staff can sign in again."),
        Event.OPERATOR_SIGN_IN_CHANGED: _("A member of staff has another PIN or passphrase."),
        Event.OPERATOR_ROLES_CHANGED: _("A member of staff has other roles."),
        Event.OPERATOR_REMOVED: _("A member of staff was removed from this kiosk for ever."),
        Event.SCAN_TAKEN: _("A scan was taken from the scanner’s folder, or from a file that was chosen, and kept, sealed."),
        Event.SCAN_DISCARDED: _("A member of staff discarded a scan that belonged to no submission."),
        Event.SCAN_PURGED: _(
            "A scan that belonged to nothing was deleted when it had been kept for as long as the settings say."
        ),
        Event.ATTACHMENT_ACKNOWLEDGED: _("The centre has signed that it has the whole of an attachment."),
        Event.ATTACHMENT_QUARANTINED: _("The centre has signed that it does not take an attachment."),
        Event.RECORDS_READ: _("A member of staff read these records."),
        Event.RECORDS_CHECKED: _("A member of staff had these records checked from the first row on."),
        Event.RECORDS_EXPORTED: _("A member of staff asked for a copy of these records, up to this row."),
        Event.SETTING_CHANGED: _("A member of staff changed a setting of this kiosk."),
        Event.PURGE_ASKED: _("A member of staff asked that what was kept for long enough goes now."),
        Event.DATES_CHANGED: _("A member of staff changed visit times on this kiosk."),
        Event.DATES_TAKEN_BACK: _("A member of staff undid a change of visit times before its last day."),
        Event.STORE_COPIED: _("A copy of the database has its name, was made durable, and is whole."),
        Event.RESTORE_ASKED: _(
            "An administrator asked that a copy takes the place of this database; it is done once nobody works with it."
        ),
        Event.RESTORE_REFUSED: _("A copy that was to take the place of this database did not, and nothing was changed."),
        Event.BATCH_OPENED: _("A member of staff began a batch of paper from one envelope."),
        Event.BATCH_CHANGED: _("A member of staff changed what is written down of a batch."),
        Event.BATCH_REMOVED: _("A member of staff took an empty batch away."),
        Event.BATCH_CLOSED: _("A batch ended, and what was typed for it went; handed on as a file where one is named."),
        Event.ITEM_MADE: _("A member of staff made an item from scanned papers."),
        Event.ITEM_REMOVED: _("A member of staff took an item away that nobody had typed; its scans wait again."),
        Event.ITEM_DATED: _("A member of staff changed the day on which an item came."),
        Event.ITEM_KEYING: _("A member of staff began to type an item, or began again."),
        Event.ITEM_KEYED: _("A member of staff finished typing an item."),
        Event.ITEM_DECIDED: _("A member of staff decided what stands where two keyings differ."),
        Event.ITEM_MOVED: _("An item went a step on: put aside, taken up again, rejected, released or ready."),
        Event.HELP_STARTED: _("A member of staff began to help a client who agreed to it."),
        Event.HELP_AGREED: _("What a client agreed to was written down anew."),
        Event.HELP_HANDED_OVER: _("The screen was handed to the client to check what was typed."),
        Event.HELP_CHECKED: _("The client said whether what was typed is right."),
        Event.HELP_RETURNED: _("The helper took the screen back, with their PIN or passphrase."),
        Event.HELP_REFUSED: _("The client said that they want no more help."),
        Event.HELP_STOPPED: _("A client wanted to stop, and what was typed for them was deleted."),
        Event.HELP_SUBMITTED: _("What was typed for a client was submitted."),
        Event.QUEUE_TRIED: _("Staff asked that what waits be tried at once."),
        Event.QUEUE_EXPORTED: _("Staff took copies of sealed envelopes along on a stick; the row is written before copying."),
        Event.QUEUE_ANSWERED: _("The centre’s signed answers were taken in from a stick."),
        Event.QUEUE_RELEASED: _("Staff had a request that was put aside sent once more; the centre judges it anew."),
        Event.QUEUE_DEALT_WITH: _("Staff said that they have dealt with a request that was put aside, which stays so."),
        Event.QUEUE_TAKEN_UP: _("Staff took back that they have dealt with a request that was put aside."),
        Event.QUEUE_NOTED: _("Staff had a note printed about a request that was put aside."),
        Event.PRINT_ASKED: _("Staff asked for another copy of a receipt or a pass."),
        Event.PRINT_CANCELLED: _("Staff took a paper that waited for the printer out of its queue."),
        Event.READINESS_PRINTED: _("Staff had the list printed that says how this kiosk stands."),
        Event.CASELOAD_PRINTED: _("A helper had the list of what is to be done and what was submitted printed."),
        Event.RECEIPT_ASKED_AGAIN: _("A helper asked for another copy of a receipt or a pass."),
        Event.DELIVERY_NAME_TAKEN: _(
            "The centre delivered an operator whose name somebody else has here, so they are not taken."
        ),
        Event.DELIVERY_LAST_REMOVED: _(
            "The centre removed the last administrator who could sign in here; the next is made with kioskctl operator add and "
            "its option first."
        ),
    },
)
"""What happened, in one plain sentence."""

"""Makes the catalogue from public data, and says what was wrong with it.

Nothing is swallowed: whatever the sources get wrong becomes a `Fault` that says what became of it. Decisions that a person took
stand in `rulings.toml` with their reasons, bank holidays in `bank_holidays.toml` with their sources. Pure: the script that calls
this reads and writes the files (`scripts/import_catalogue.py`).
"""

from services.catalogue.importing.build import Imported, import_catalogue
from services.catalogue.importing.report import report
from services.catalogue.importing.snapshot_file import snapshot_text

__all__ = ["Imported", "import_catalogue", "report", "snapshot_text"]

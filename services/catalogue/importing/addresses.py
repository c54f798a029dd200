"""Which address a prison has, in both languages, where the sources say several things."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from services.catalogue.importing.faults import Fault, Faults, Kind, Ruling
from services.catalogue.importing.register import Address, Entry
from services.catalogue.importing.seeds import Seed


def borrowed(entries: Iterable[Entry]) -> frozenset[str]:
    """The codes of prisons whose Welsh address is another prison's: theirs is elsewhere, the other's fits its English one."""
    placed = [(entry.code, address) for entry in entries if entry.active for address in entry.addresses[:1] if address.welsh]
    return frozenset(
        code
        for code, address in placed
        for _, other in placed
        if address.welsh == other.welsh and address.postcode != other.postcode and not _fits(address) and _fits(other)
    )


def _fits(address: Address) -> bool:
    """Whether an English and a Welsh address have a line in common."""
    return not set(address.english).isdisjoint(address.welsh)


def chosen(entry: Entry | None, seeds: Sequence[Seed], faults: Faults) -> Address | None:
    """The register's address; of several, the one with the booking list's postcode. Without one, the booking list's own."""
    given = next((seed for seed in seeds if seed.address and seed.postcode), None)
    known = entry.addresses if entry else ()
    if not known:
        return Address(given.address, given.welsh_address, given.postcode) if given else None
    if given is None:
        return known[0]
    match = next((address for address in known if address.postcode == given.postcode), None)
    if match is None:
        found = f"{given.postcode} and {known[0].postcode}"
        faults.add(
            Fault(Kind.ADDRESSES_DISAGREE, given.file, "postcode", found, Ruling.KEPT, "the register's is used: it is newer")
        )
    return match or known[0]


def in_welsh(
    entry: Entry | None, address: Address, seeds: Sequence[Seed], strangers: Collection[str], faults: Faults
) -> tuple[str, ...]:
    """The lines of the Welsh address, without postcode. `strangers` are codes whose Welsh address is another prison's."""
    if entry is None or entry.code not in strangers:
        return address.welsh or address.english
    own = next((seed.welsh_address for seed in seeds if seed.welsh_address), ())
    why = "the booking list's own Welsh address is used" if own else "the English one is used"
    faults.add(
        Fault(Kind.ANOTHER_S_WELSH_ADDRESS, f"register {entry.code}", "address", ", ".join(address.welsh), Ruling.CORRECTED, why)
    )
    return own or address.english

"""The commands that work with services and submissions."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kiosk_app.cli.answer import Answer, Exit, plain
from kiosk_app.cli.answers_file import read_answers
from kiosk_app.cli.output_file import output_file
from kiosk_app.cli.tools import Tools
from kiosk_app.errors import CannotWrite, KnownError, PrinterError, UnknownService
from kiosk_app.ports.printing import Paper, PrintJob, PrintState
from kiosk_app.ports.submissions import Submission
from kiosk_app.use_cases.receipts import check_kept
from kiosk_app.use_cases.status import Status
from kiosk_app.wording import NO_PROBLEMS, custody_words, more_problems
from services.common.references import grouped, read_reference
from services.forms.check import Checked, check_answers
from services.forms.context import Context
from services.forms.problem import Problem
from services.forms.receipt import Line
from services.forms.schema import json_schema
from services.forms.service import Service
from services.forms.words import Translator
from services.language import Language

LOG = logging.getLogger(__name__)
MOST_SHOWN = 100  # problems as words; a program gets all of them
NOT_WRITTEN = "not-written"  # a copy of which nothing came out, so its number is still free


def services(tools: Tools, translate: Translator) -> Answer:
    """The installed services."""
    facts = [{"key": each.key, "version": each.version, "title": translate(each.title)} for each in tools.services.values()]
    return Answer(tuple(f"{each['key']} (version {each['version']}): {each['title']}" for each in facts), {"services": facts})


def schema(tools: Tools, key: str) -> Answer:
    """The JSON Schema of a service's answers."""
    found = json_schema(_service(tools, key))
    return Answer((json.dumps(found, ensure_ascii=False, indent=2),), found)


def check(tools: Tools, translate: Translator, key: str, file: str, today: date | None) -> Answer:
    """The problems of a file of answers; "no" when one blocks."""
    context = _context(tools)
    service, checked = _checked(tools, key, file, Context(today or context.today, context.catalogue))
    return _problems(service, checked, translate, ok=not checked.blocked)


def submit(tools: Tools, translate: Translator, key: str, file: str, *, cites: str, confirm: Sequence[str]) -> Answer:
    """Keep answers as a submission; "no" with the problems when one blocks, or needs a yes and its code is not in `confirm`."""
    context = replace(tools.catalogues.context(), cites=read_reference(cites) or "")
    service, checked = _checked(tools, key, file, context)
    repeated = () if checked.blocked else tools.submitting.repeated(service, checked)
    asked = (*checked.to_confirm, *repeated)
    confirmed = tuple(problem for problem in asked if problem.code in confirm)
    if checked.blocked or len(confirmed) < len(asked):
        return _problems(service, replace(checked, problems=(*checked.problems, *repeated)), translate, ok=False)
    fields = service.receipt_fields(checked.answers, context)
    done = tools.submitting.submit(service, checked, fields, translate.language, cites=cites, confirmed=confirmed)
    custody = tools.receipts.find(done.reference).custody
    words = translate(custody_words(custody, service.receiver))
    facts = {
        "id": str(done.id),
        "reference": done.reference,
        "custody": custody.value,
        "message": words,
        "print_jobs": list(done.print_jobs),
    }
    return Answer((grouped(done.reference), words), facts)


def status(tools: Tools, translate: Translator, reference: str) -> Answer:
    """What is known about a reference."""
    found = tools.statuses.status(reference)
    outcome = found.outcome
    facts = {
        "reference": found.reference,
        "service": found.service.key if found.service else None,
        "custody": found.custody.value,
        "saved": _instant(found.saved),
        "sent": _instant(found.sent),
        "received": _instant(found.received),
        "outcome": found.outcome_state or None,
        "outcome_words": [translate(words) for words in (outcome.title, outcome.state, *outcome.detail)] if outcome else [],
        "decided": _instant(found.decided),
        "checked": _instant(found.checked),
    }
    return Answer(tuple(_status_lines(found, translate)), facts)


def _status_lines(found: Status, translate: Translator) -> list[str]:
    lines = [grouped(found.reference), translate(custody_words(found.custody, found.receiver))]
    if found.outcome:
        lines += [translate(found.outcome.state), *(translate(words) for words in found.outcome.detail)]
        for section in found.outcome.lines:
            lines += [translate(section.heading), *(_line(line, translate) for line in section.lines)]
    return lines


def _line(line: Line, translate: Translator) -> str:
    return ". ".join(translate(words) for words in (line.text, line.more) if words)


def receipt(tools: Tools, reference: str, to: Path, language: Language | None) -> Answer:
    """Write a receipt as PDF: the copy that waits for the printer, else a further one, which says DUPLICATE."""
    submission = tools.receipts.find(reference)
    check_kept(submission)
    with output_file(to) as file:  # before a copy is counted
        job = _claimed(tools, submission)
        try:
            pdf = tools.renderer.receipt(tools.receipts.page(submission, job.copy, language))
            file.keep(pdf)
        except (CannotWrite, PrinterError):
            tools.store.prints.mark(job.id, PrintState.FAILED, NOT_WRITTEN)
            raise
    tools.store.prints.mark(job.id, PrintState.PRINTED)
    facts = {"file": str(to), "bytes": len(pdf), "copy": job.copy, "reference": submission.reference}
    return Answer((plain(str(to)),), facts)


def _claimed(tools: Tools, submission: Submission) -> PrintJob:
    """The first copy that nobody has on paper yet, being printed from now on."""
    prints = tools.store.prints
    for job in reversed(prints.jobs()):
        if job.submission_id != submission.id or job.paper is not Paper.RECEIPT:
            continue
        if prints.claim(job.id):
            return job
        if job.reason == NOT_WRITTEN:
            prints.mark(job.id, PrintState.PRINTING)
            return job
    while not prints.claim((another := prints.queue(submission.id)).id):
        pass  # a running agent was quicker and prints that copy; the next one is ours
    return another


def _context(tools: Tools) -> Context:
    """Today and the newest catalogue; the one that came with this program where the local store cannot be used."""
    try:
        return tools.catalogues.context()
    except KnownError as error:
        LOG.warning("the catalogue of this program is used, not the kiosk's: %s", error.code)
        return tools.snapshot.context()


def _checked(tools: Tools, key: str, file: str, context: Context) -> tuple[Service, Checked]:
    service = _service(tools, key)
    return service, check_answers(service, read_answers(file), context)


def _problems(service: Service, checked: Checked, translate: Translator, *, ok: bool) -> Answer:
    problems = [_problem(service, problem, translate) for problem in checked.problems]
    lines = [f"{each['level']}: {plain(each['path'])}: {each['message']} ({each['code']})" for each in problems[:MOST_SHOWN]]
    if len(problems) > MOST_SHOWN:
        lines.append(translate(more_problems(len(problems) - MOST_SHOWN)))
    facts = {"ok": ok, "problems": problems, "service": service.key}
    return Answer(tuple(lines) or (translate(NO_PROBLEMS),), facts, Exit.DONE if ok else Exit.NO)


def _service(tools: Tools, key: str) -> Service:
    found = tools.services.get(key)
    if found is None:
        raise UnknownService(service=key if key.isascii() and key.replace("-", "").isalnum() else "?")
    return found


def _problem(service: Service, problem: Problem, translate: Translator) -> Mapping[str, Any]:
    return {
        "path": problem.path,
        "code": problem.code,
        "level": problem.level.value,
        "parts": list(problem.parts),
        "message": translate(service.words_for(problem)),
    }


def _instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None

"""Upload of a file on the Data page: choose, see what would happen, then load it by the command's own checks."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Final

import streamlit as st

from effnett.errors import InputError, Problem
from effnett.intake import ImportResult, import_file, preview_file
from effnett.model.batch import Batch, Kind
from effnett.present import formatting as write
from effnett.present.file_problems import file_problems_html
from effnett.present.plain import plain_table
from effnett.present.preview import first_rows
from effnett.present.wording import say
from effnett.web import components, people
from effnett.workspace import Workspace

_MOST: Final = 50
_TOLD: Final = "upload_told"
_ROUND: Final = "upload_round"


@dataclass(frozen=True)
class _Asked:
    """A file that a person has given, and what it is said to be."""

    name: str
    content: bytes
    kind: Kind
    contents: str | None = None
    table: str | None = None


def draw(workspace: Workspace) -> None:
    """The whole upload: the form, the preview, the button, and what came of it."""
    components.html(f'<div class="ef"><h2>{escape(say("data.upload"))}</h2></div>')
    _tell()
    asked = _form()
    if asked is None:
        return
    try:
        with _on_disk(asked) as path:
            batch = preview_file(workspace.store, workspace.definitions().surveys, path, asked.kind, **_options(asked))
    except InputError as error:
        components.html(_refused_html(asked.name, error.problems))
        return
    components.html(_preview_html(asked.name, batch))
    if not batch.rows.num_rows:
        return
    allow = bool(batch.rejects) and st.checkbox(say("data.allow"), key="allow_rejects")
    if st.button(say("data.import"), type="primary", key="import", disabled=bool(batch.rejects) and not allow):
        _import(workspace, asked, allow)


def _form() -> _Asked | None:
    kinds = {kind: say(f"kind.{kind.value}") for kind in Kind}
    turn = st.session_state.setdefault(_ROUND, 0)
    kind = st.selectbox(
        say("data.choose_kind"),
        list(Kind),
        index=None,
        format_func=kinds.__getitem__,
        key="kind",
        placeholder=say("data.choose_kind.none"),
    )
    uploaded = st.file_uploader(say("data.choose_file"), key=f"file_{turn}")
    components.mend_uploader()
    contents = table = None
    if kind is Kind.KOSTRA:
        contents = st.text_input(say("data.contents"), key="contents") or None
        table = st.text_input(say("data.table"), key="kostra_table") or None
    if kind is None and uploaded is not None:
        components.notice(say("data.kind_first"))
    if kind is None or uploaded is None:
        return None
    return _Asked(Path(uploaded.name).name, uploaded.getvalue(), kind, contents, table)


def _options(asked: _Asked) -> dict[str, Any]:
    return {"contents": asked.contents, "table": asked.table, "file_name": asked.name}


@contextmanager
def _on_disk(asked: _Asked) -> Iterator[Path]:
    """The uploaded bytes as a file of a safe name with the same ending."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("opplastet" + Path(asked.name).suffix)
        path.write_bytes(asked.content)
        yield path


def _import(workspace: Workspace, asked: _Asked, allow: bool) -> None:
    telling = say("data.importing", file=asked.name)
    bar = st.progress(0.0, telling)

    def tell(what: str, share: float) -> None:
        bar.progress(share, f"{telling} ({what})")

    try:
        with _on_disk(asked) as path:
            result = import_file(
                workspace.store,
                workspace.definitions().surveys,
                path,
                asked.kind,
                allow_rejects=allow,
                who=people.person().name,
                progress=tell,
                **_options(asked),
            )
            rejected = result.rejected_file.read_bytes() if result.rejected_file else None
    except InputError as error:
        bar.empty()
        components.html(_refused_html(asked.name, error.problems))
        return
    st.session_state[_TOLD] = (_result_text(result), rejected, f"avvist-{Path(asked.name).stem}.csv")
    st.session_state[_ROUND] += 1
    st.rerun()


def _tell() -> None:
    """What came of the last file, until the next one."""
    text, rejected, name = st.session_state.get(_TOLD, ("", None, ""))
    if text:
        components.notice(text)
    if rejected:
        st.download_button(say("data.rejected_file"), rejected, name, key="rejected")


def _result_text(result: ImportResult) -> str:
    if not result.changed:
        return say("data.nothing_changed", file=result.file)
    counts = {"taken": result.taken, "replaced": result.replaced, "unchanged": result.unchanged}
    written = {key: write.number(count) for key, count in counts.items()}
    text = say("data.done", file=result.file, rejected=write.number(len(result.rejects)), **written)
    return " ".join([text, *result.notices])


def _refused_html(name: str, problems: tuple[Problem, ...]) -> str:
    return (
        f'<section class="ef ef-note ef-wrong" role="alert"><h3>{escape(say("data.refused", file=name))}</h3>'
        f"{_problems_html(name, problems)}</section>"
    )


def _preview_html(name: str, batch: Batch) -> str:
    counts = say(
        "data.preview.counts", rows=write.number(batch.rows.num_rows), rejects=write.number(len(batch.rejects))
    )
    notices = "".join(f"<p>{escape(notice)}</p>" for notice in batch.notices)
    rejects = f"<h3>{escape(say('data.rejected'))}</h3>{_problems_html(name, batch.rejects)}" if batch.rejects else ""
    heads, rows = first_rows(batch)
    shown = f"<h3>{escape(say('data.first_rows'))}</h3>{plain_table(heads, rows)}" if rows else ""
    return (
        f'<section class="ef"><h3>{escape(say("data.preview", file=name))}</h3>'
        f'<p role="status"><b>{escape(counts)}</b></p>'
        f"{notices}{rejects}{shown}</section>"
    )


def _problems_html(name: str, problems: tuple[Problem, ...]) -> str:
    more = f"<p>{escape(say('more', n=len(problems) - _MOST))}</p>" if len(problems) > _MOST else ""
    return f"<ul>{file_problems_html(problems[:_MOST], name)}</ul>{more}"

# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A template's error in the words that helm shows: one line, or a block for each place (pkg/engine)."""

from __future__ import annotations

import typing as t

WARNING_START: t.Final = "HELM_ERR_START"
WARNING_END: t.Final = "HELM_ERR_END"
_PREFIX: t.Final = "template: "


def marked(message: str) -> str:
    """The message of ``fail`` and ``required``, marked so that ``execution_message`` finds it in the outer errors."""
    return WARNING_START + message + WARNING_END


def parse_message(filename: str, text: str) -> str:
    """What helm says about a template that cannot be parsed; ``text`` is Go's own error."""
    tokens = text.split(": ")
    if len(tokens) == 1:
        return "parse error in (%s): %s" % (filename, text)
    return "parse error at (%s): %s" % (tokens[1], tokens[-1])


def execution_message(filename: str, chain: t.Sequence[BaseException]) -> str:
    """What helm says about a template that cannot be executed.

    ``chain`` holds the error and the errors that it wraps, outermost first, in Go's words. A message of ``fail`` or
    ``required`` is shown with its place; where every error is text/template's own, each becomes a block of its place,
    its template and its reason; else the first text stays as it is.
    """
    text = str(chain[0])
    tokens = text.split(": ", 2)
    if len(tokens) != 3:
        return "execution error in (%s): %s" % (filename, text)
    start, end = tokens[2].find(WARNING_START), tokens[2].rfind(WARNING_END)
    if start >= 0 and start + len(WARNING_START) <= end:
        return "execution error at (%s): %s" % (tokens[1], tokens[2][start + len(WARNING_START) : end])
    blocks: list[tuple[str, str, str]] = []
    # The innermost first: most often it tells, and a chain may hold a thousand long texts.
    if _block(str(chain[-1])) is None:
        return text
    for link in chain:
        block = _block(str(link))
        if block is None:
            return text
        if not blocks or blocks[-1] != block:
            blocks.append(block)
    return "".join(map(_print, blocks)).strip()


def _block(text: str) -> tuple[str, str, str] | None:
    """Place, message and executing clause of one of text/template's errors; None for any other text."""
    if not text.startswith(_PREFIX):
        return None
    rest = text[len(_PREFIX) :]
    if rest.startswith("no template "):
        return "", text, ""
    place, found, after = rest.partition(": executing ")
    if found:
        block = _executing(place, after)
        if block is not None:
            return block
    place, found, message = rest.rpartition(": ")
    return (place, message.split(" template:", 1)[0], "") if found else None


def _executing(place: str, after: str) -> tuple[str, str, str] | None:
    if not after.startswith('"'):
        return None
    name, quoted, after = after[1:].partition('"')
    if not quoted or not after.startswith(" at <"):
        return None
    node, found, message = after[len(" at <") :].partition(">: ")
    if not found:
        return None
    return place, message.split(" template:", 1)[0], 'executing "%s" at <%s>:' % (name, node)


def _print(block: tuple[str, str, str]) -> str:
    place, message, executing = block
    return "%s%s%s" % (
        place and place + "\n  ",
        executing and executing + "\n    ",
        message and message + "\n",
    )


__all__ = ("execution_message", "marked", "parse_message")

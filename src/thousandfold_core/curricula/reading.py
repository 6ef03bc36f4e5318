# SPDX-License-Identifier: Apache-2.0
"""From a package's files to its nouns, collecting findings instead of stopping."""

from __future__ import annotations

import re
from collections.abc import Mapping

from thousandfold_core.curricula import read_activities, read_sessions
from thousandfold_core.curricula.blocks import Document, read_document
from thousandfold_core.curricula.catalogue import WANTED
from thousandfold_core.curricula.digest import content_digest
from thousandfold_core.curricula.fields import Fields
from thousandfold_core.curricula.findings import Finding, finding, in_order
from thousandfold_core.curricula.frontmatter import read_toml
from thousandfold_core.curricula.lines import line_of_key
from thousandfold_core.curricula.package import Aim, Lineage, Package, Programme

MANIFEST = "package.toml"
PROGRAMME = re.compile(rf"programme/{read_activities.LANGUAGE}\.md")


def read_package(files: Mapping[str, str]) -> Package:
    """Read a whole package.

    ``files`` maps paths inside the package (with ``/``) to texts. Always
    returns a package, as complete as the files allow; its ``findings`` say
    what could not be read. Linear in the size of the texts.
    """
    findings: list[Finding] = []
    manifest = _manifest(files, findings)
    source = manifest.text("source") or "en"
    return Package(
        id=manifest.text("id"),
        title=manifest.words("title", source),
        version=manifest.text("version"),
        licence=manifest.text("licence", required=False),
        languages=manifest.names("languages", required=True),
        source=source,
        credits=manifest.anything("credits"),
        requires=manifest.names("requires"),
        lineage=_lineage(manifest),
        programme=_programme(files, source, findings),
        sessions=read_sessions.read_sessions(files, source, findings),
        activities=read_activities.read_activities(files, source, findings),
        digest=content_digest(files),
        files=dict(files),
        findings=in_order(findings),
    )


def _manifest(files: Mapping[str, str], findings: list[Finding]) -> Fields:
    """Return package.toml ready to be asked; silent when it could not be read at all."""
    text = files.get(MANIFEST)
    if text is None:
        findings.append(finding("file-missing", MANIFEST))
        return Fields({}, MANIFEST, [], lambda _: 0)
    data, problems = read_toml(text.removeprefix("\ufeff"), MANIFEST)
    findings.extend(problems)
    heard = [] if problems else findings
    return Fields(data, MANIFEST, heard, lambda key: max(1, line_of_key(text, key)))


def _lineage(manifest: Fields) -> Lineage | None:
    """Return where a fork comes from, or None for an original."""
    table = manifest.data.get("lineage")
    if not isinstance(table, dict) or not table:
        return None
    fields = Fields(table, MANIFEST, manifest.findings, lambda _: manifest.line_of("lineage"))
    return Lineage(
        fields.text("parent"),
        fields.text("version"),
        fields.text("digest"),
        fields.text("licence", required=False),
    )


def _programme(files: Mapping[str, str], source: str, findings: list[Finding]) -> Programme:
    """Read the programme in every language it is there in."""
    texts: dict[str, Document] = {}
    for path in sorted(files):
        if match := PROGRAMME.fullmatch(path):
            texts[match["language"]], problems = read_document(files[path], path)
            findings.extend(problems)
    if source not in texts:
        return Programme("", (), (), texts)
    front, path = texts[source].front, f"programme/{source}.md"
    fields = Fields(front.data, path, findings if front.data else [], front.line_of)
    return Programme(
        fields.text("id"), _aims(fields, texts, source), fields.anything("formats"), texts
    )


def _aims(fields: Fields, texts: Mapping[str, Document], source: str) -> tuple[Aim, ...]:
    """Return the aims with their texts in every language."""
    aims = []
    for table in fields.anything("aims"):
        if not isinstance(table, dict):
            fields.note("key-wrong", "aims", key="aims", wanted=WANTED["aims"])
            continue
        one = Fields(table, fields.path, fields.findings, lambda _: fields.line_of("aims"))
        aim_id = one.text("id")
        words = {language: aim_texts(each).get(aim_id, "") for language, each in texts.items()}
        words[source] = one.text("text")
        aims.append(Aim(aim_id, one.text("tenet"), {k: v for k, v in words.items() if v}))
    return tuple(aims)


def aim_texts(document: Document) -> dict[str, str]:
    """Return the texts of the aims that one language's programme gives, by aim id."""
    aims = document.front.data.get("aims")
    tables = [each for each in aims if isinstance(each, dict)] if isinstance(aims, list) else []
    return {str(each.get("id", "")): str(each.get("text", "")) for each in tables}

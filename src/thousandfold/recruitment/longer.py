# SPDX-License-Identifier: AGPL-3.0-or-later
"""What of recruiting takes longer than a page: importing a long list, composing from many."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.models import Job
from thousandfold.base.permissions import Permission, require
from thousandfold.base.running.works import Tell, Work, add_work
from thousandfold.recruitment.models import Call, Upload


def _compare(viewer: Viewer, job: Job, tell: Tell) -> Upload:
    """Work out what each row would do; the answer is at hand when it is written."""
    from thousandfold.recruitment.usecases import imports

    upload = _upload(job)
    require(viewer, Permission.NOMINATION_IMPORT, upload)
    imports.planned(upload, timezone.now())
    return upload


def _write(viewer: Viewer, job: Job, upload: Upload) -> str:
    """Import, as the page does for a short list."""
    from thousandfold.recruitment.usecases import imports

    batch = imports.apply_upload(
        viewer=viewer, upload=upload, seen=job.given["seen"], at=timezone.now()
    )
    return reverse("recruitment:batch", args=[job.host.slug, upload.call_id, batch.pk])


def _upload(job: Job) -> Upload:
    from thousandfold.recruitment.usecases.refusals import UploadExpired

    rows = Upload.objects.select_related("call", "call__host")
    found = rows.filter(pk=job.given["upload"]).first()
    if found is None:
        raise UploadExpired
    return found


add_work(
    Work(
        kind="recruitment.import",
        title=_("Importing a long list"),
        steps=(_("Comparing with everybody on the list"), _("Writing")),
        prepare=_compare,
        write=_write,
        section="recruit",
    )
)


def _propose(viewer: Viewer, job: Job, tell: Tell) -> Any:
    """Look for the best group, with reasons and what else is near."""
    from thousandfold.recruitment.usecases.composing import propose

    call = _call(job)
    require(viewer, Permission.COHORT_COMPOSE, call)
    return propose(call, job.given["seed"])


def _keep(viewer: Viewer, job: Job, proposal: Any) -> str:
    """Keep it as a run of its own."""
    from thousandfold.recruitment.usecases.composing import keep_proposal

    call = _call(job)
    made = keep_proposal(viewer=viewer, call=call, proposal=proposal, at=timezone.now())
    return reverse("recruitment:composition", args=[job.host.slug, call.pk, made.pk])


def _call(job: Job) -> Call:
    return Call.objects.select_related("host").get(pk=job.given["call"])


add_work(
    Work(
        kind="recruitment.compose",
        title=_("Composing from many people"),
        steps=(_("Looking for the best group, with reasons"), _("Writing")),
        prepare=_propose,
        write=_keep,
        section="recruit",
    )
)

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lists are real tables: search, filter pills, sort, paging; the same queries for 3 rows as for 1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.db.models import QuerySet

from thousandfold.base.doorway.typed import whole
from thousandfold.base.views.pages import Page

SIZES = (50, 100, 250)


class ListPage(Page):
    """A table of rows.

    Implement :meth:`rows` (a queryset already fit for the viewer). ``sorts`` maps
    a word in the address to order_by names; ``filters`` maps a word to (label,
    field lookup); options of a filter come from :meth:`options`.
    """

    sorts: ClassVar[dict[str, tuple[str, ...]]] = {}
    default_sort: ClassVar[str] = ""
    search_in: ClassVar[tuple[str, ...]] = ()

    def rows(self) -> QuerySet[Any]:
        """All rows that the viewer may see."""
        raise TypeError(f"{type(self).__name__} does not say what to list.")

    def filters(self) -> list[Filter]:
        """The filters that this list offers."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The rows of one page with everything the table needs."""
        rows, active = self._filtered(self._searched(self.rows()))
        page = self._slice(self._sorted(rows))
        return super().get_context_data(
            page=page,
            rows=page.object_list,
            total=page.paginator.count,
            q=self.request.GET.get("q", ""),
            filters=active,
            sort=self._sort_word(),
            sizes=SIZES,
            **kwargs,
        )

    def _searched(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        from django.db.models import Q

        words = self.request.GET.get("q", "").split()
        for word in words:
            test = Q()
            for field in self.search_in:
                test |= Q(**{f"{field}__icontains": word})
            rows = rows.filter(test)
        return rows

    def _filtered(self, rows: QuerySet[Any]) -> tuple[QuerySet[Any], list[Filter]]:
        offered = self.filters()
        for one in offered:
            one.chosen = self.request.GET.get(one.word, "")
            if one.chosen and any(value == one.chosen for value, _ in one.options):
                rows = one.narrow(rows)
        return rows, offered

    def _sort_word(self) -> str:
        word = self.request.GET.get("sort", self.default_sort)
        return word if word.lstrip("-") in self.sorts else self.default_sort

    def _sorted(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        word = self._sort_word()
        names = self.sorts.get(word.lstrip("-"), ())
        if not names:
            return rows
        if not {"id", "pk"} & set(names):
            names = (*names, "id")  # without ties, or pages would share rows and lose others
        turn = word.startswith("-")
        return rows.order_by(*(_turned(name) if turn else name for name in names))

    def _slice(self, rows: QuerySet[Any]) -> Slice[Any]:
        asked = self.request.GET.get("size", "")
        size = whole(asked, 0) if whole(asked, 0) in SIZES else SIZES[0]
        return FromEitherEnd(rows, size).get_page(self.request.GET.get("page"))


class FromEitherEnd(Paginator):
    """Pages that are read from the nearer end: the last costs as little as the first.

    The rows need an order without ties.
    """

    def page(self, number: Any) -> Slice[Any]:
        """One page of rows, in their order.

        Raises:
            InvalidPage: for a number that is none.
        """
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        last = min(first + self.per_page, self.count)
        return self._get_page(self._between(first, last), number, self)

    def _between(self, first: int, last: int) -> Sequence[Any]:
        rows: Any = self.object_list
        if first <= self.count - last or not isinstance(rows, QuerySet):
            return rows[first:last]
        return list(rows.reverse()[self.count - last : self.count - first])[::-1]


class Filter:
    """One filter: the word in the address, its label, the lookup, and its options."""

    def __init__(self, word: str, label: Any, lookup: str, options: list[tuple[str, Any]]) -> None:
        self.word, self.label, self.lookup, self.options = word, label, lookup, options
        self.chosen = ""

    def value(self) -> Any:
        """The chosen value as the database wants it."""
        return {"yes": True, "no": False}.get(self.chosen, self.chosen)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows that the chosen option leaves."""
        return rows.filter(**{self.lookup: self.value()})

    @property
    def chosen_label(self) -> Any:
        """How the chosen option is called."""
        return dict(self.options).get(self.chosen, self.chosen)


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"

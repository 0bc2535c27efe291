"""The parts of a course, such as its modules: the headings that its statements are below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from guidegraph.model.coverage import DEEPEST, HeadingLevel
from guidegraph.model.edition import Edition, Item


__all__ = ["CourseParts"]

_MODULE = "CourseModule"
_HEADINGS = frozenset({_MODULE, "Section"})


class CourseParts:
    """
    The parts of a course at a level of its headings.

    By default these are its modules; in a course without several of them, the headings of the
    highest level that has more than one. Deeper headings belong to the part that they are below.

    Attributes:
        statements: the statements of the course, in its order.
    """

    def __init__(self, course: Edition, level: HeadingLevel = None) -> None:
        self.course = course
        self.statements = tuple(
            item for item in course.items if item.text and item.type not in _HEADINGS
        )
        self._is_headed = any(item.type in _HEADINGS or not item.text for item in course.items)
        above = {item.id: self._above(item) for item in self.statements}
        self._part = self._parts(above, level)

    def of(self, statement: str) -> str:
        """The id of the part that a statement belongs to; nothing if it is below no heading."""
        if statement in self._part:
            return self._part[statement]
        above = self.course.ancestors(self.course.by_id[statement])
        return next((self._part[item.id] for item in above if item.id in self._part), "")

    def names(self) -> tuple[tuple[str, str], ...]:
        """The parts with statements, as ids and names that differ, in the order of the course."""
        ids = tuple(dict.fromkeys(self._part[item.id] for item in self.statements))
        names = {id_: self._name(id_) for id_ in ids}
        times = Counter(names.values())
        return tuple(
            (id_, name if times[name] == 1 else self._name_below(id_))
            for id_, name in names.items()
        )

    def _name(self, id_: str) -> str:
        if not id_:
            return self.course.title
        item = self.course.by_id[id_]
        name = item.name
        numbered = item.notation and not name.startswith(item.notation)
        return f"{item.notation}. {name}" if numbered else name

    def _name_below(self, id_: str) -> str:
        """A name with those of the headings above."""
        above = self.course.ancestors(self.course.by_id[id_]) if id_ else ()
        names = [self._name(item.id) for item in above if self._is_heading(item)]
        return " › ".join((*reversed(names), self._name(id_)))

    def _is_heading(self, item: Item) -> bool:
        return item.type in _HEADINGS or not item.text or not self._is_headed

    def _above(self, statement: Item) -> tuple[str, ...]:
        """The headings above a statement, the highest first; those of a tree without any, too."""
        found = [item.id for item in self.course.ancestors(statement) if self._is_heading(item)]
        if not self._is_headed and self.course.children.get(statement.id):
            found.insert(0, statement.id)
        return tuple(reversed(found))

    def _parts(
        self, above: Mapping[str, tuple[str, ...]], level: HeadingLevel
    ) -> Mapping[str, str]:
        deepest = max(map(len, above.values()), default=0)
        if level == DEEPEST:
            return _at(above, deepest)
        if level is not None:
            return _at(above, int(level))
        modules = {
            id_: next((one for one in headings if self.course.by_id[one].type == _MODULE), None)
            for id_, headings in above.items()
        }
        if len({module for module in modules.values() if module}) > 1:
            top = _at(above, 1)
            return {id_: module or top[id_] for id_, module in modules.items()}
        levels = (_at(above, number) for number in range(1, deepest + 1))
        return next((one for one in levels if len(set(one.values())) > 1), _at(above, deepest))


def _at(above: Mapping[str, tuple[str, ...]], level: int) -> Mapping[str, str]:
    """The heading of each statement at a level, or the deepest above that."""
    return {
        id_: headings[min(max(level, 1), len(headings)) - 1] if headings else ""
        for id_, headings in above.items()
    }

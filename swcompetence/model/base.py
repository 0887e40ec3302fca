"""The base of every value: frozen, strict, comparable; references are text of a checked form."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, Self

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema


class Model(BaseModel):
    """A frozen value that refuses unknown fields."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, serialize_by_alias=True
    )

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Copy the value with other fields; what was computed from the old ones is left behind."""
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied


class FrozenDict(dict[Any, Any]):
    """A dict that stays as it was made, and so has a hash; annotate with a `Mapping`.

    >>> FrozenDict(a=1)["a"] = 2
    Traceback (most recent call last):
    TypeError: this mapping is frozen: give a new one to model_copy
    """

    def __hash__(self) -> int:  # type: ignore[override]  # a dict has none because it changes
        return hash(frozenset(self.items()))

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("this mapping is frozen: give a new one to model_copy")

    if not TYPE_CHECKING:  # where it is a `Mapping`, which has none of these
        __setitem__ = __delitem__ = __ior__ = _refuse
        clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[type[Self], tuple[dict[Any, Any]]]:
        """Pickle and copy as what it is made of: a dict is filled item by item."""
        return type(self), (dict(self),)


Cell = str | int | float | bool | None
Row = dict[str, Cell]
"""A flat row in plain types, ready for pandas or polars."""


def row_of(**values: Any) -> Row:
    """Give a row in plain types: a word for a choice, a day as 2026-11-29, lines for several."""
    return {name: _cell(value) for name, value in values.items()}


def facts(value: object, names: str) -> dict[str, Any]:
    """Give facts of a value by their names, for a row."""
    return {name: getattr(value, name) for name in names.split()}


def _cell(value: Any) -> Cell:
    if isinstance(value, str):  # a reference or a choice is one as well
        return str.__str__(value)
    if isinstance(value, Iterable):
        return "\n".join(map(str, value))
    return value.isoformat() if isinstance(value, dt.date) else value


class Frozen:
    """Marks a field as a `FrozenDict` that is validated as the given kind of dict."""

    def __init__(self, kind: type[object]) -> None:
        self.kind = kind

    def __get_pydantic_core_schema__(
        self, source: type[object], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Validate, serialise and describe as the dict does."""
        schema = handler.generate_schema(self.kind)
        return core_schema.no_info_after_validator_function(FrozenDict, schema)


class Written(Model):
    """A value with a public JSON format of its own."""

    def to_json(self) -> str:
        """Write the value as JSON, stable to the byte."""
        return self.model_dump_json(indent=1) + "\n"


NOTHING_FITS = "geen"
"""Item id of the decision that nothing in a framework fits a course."""


_OUTSIDE_FRAMEWORK = re.compile(r"[: \t\n]")
_OUTSIDE_ITEM = re.compile(r"[ \t\n]")


class _Ref(str):
    """A string with checked parts."""

    __slots__ = ()

    def __new__(cls, value: str) -> Self:
        cls._check(value)
        return super().__new__(cls, value)

    @classmethod
    def _check(cls, value: str) -> None:
        """Refuse a value of another form; each kind says which."""

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[object], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Validate from a plain string, serialise as one."""
        return core_schema.no_info_after_validator_function(
            cls, core_schema.str_schema(), serialization=core_schema.to_string_ser_schema()
        )


class FrameworkRef(_Ref):
    """`id` or `id@version`, for example `ocmw-praktijk@2026.1`.

    >>> FrameworkRef("ocmw-praktijk@2026.1").version
    '2026.1'
    >>> FrameworkRef("ocmw-praktijk").version is None
    True
    """

    __slots__ = ()

    @classmethod
    def _check(cls, value: str) -> None:
        name, at, version = value.partition("@")
        if not name or (at and not version) or _OUTSIDE_FRAMEWORK.search(value):
            raise ValueError(f"‘{value}’ is geen verwijzing naar een kader (vorm: id of id@versie)")

    @property
    def id(self) -> str:
        """The framework id without a version."""
        return self.partition("@")[0]

    @property
    def version(self) -> str | None:
        """The publisher's version, or None for 'the current edition'."""
        return self.partition("@")[2] or None


class ItemRef(_Ref):
    """`framework:item`, or `framework@version:item`.

    >>> ItemRef("ocmw-praktijk:schuldhulp").item
    'schuldhulp'
    """

    __slots__ = ()

    @classmethod
    def _check(cls, value: str) -> None:
        framework, colon, item = value.partition(":")
        if not (framework and colon and item) or _OUTSIDE_ITEM.search(value):
            raise ValueError(f"‘{value}’ is geen verwijzing naar een item (vorm: kader:item)")

    @classmethod
    def of(cls, framework: str, item: str) -> Self:
        """Build the reference of an item in a framework."""
        return cls(f"{framework}:{item}")

    @property
    def framework(self) -> str:
        """The framework id, without a version."""
        return self.partition(":")[0].partition("@")[0]

    @property
    def item(self) -> str:
        """The item id."""
        return self.partition(":")[2]

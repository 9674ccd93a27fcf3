"""A checklist (bộ tiêu chí): groups of items that the interview asks about, and which items some typed words mean."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from msgspec import Meta, field

from tuphe.core.profile import Post
from tuphe.core.text import found_in, slug, spaced_words
from tuphe.core.value import Fault, Id, Plain, Value, Words


class Kind(StrEnum):
    """Which section of an official form takes an item's results."""

    CHARACTER = "pham-chat"
    TASKS = "nhiem-vu"
    LEADERSHIP = "lanh-dao"
    RESPONSIBILITY = "tinh-than-trach-nhiem"
    EXAMPLE = "neu-guong"


class Audience(StrEnum):
    """Who is asked an item."""

    EVERYONE = "tat-ca"
    LEADERS = "lanh-dao"


class HintsFor(Value, frozen=True, kw_only=True):
    """Hints and signs for reviewers of some posts, instead of the usual ones; an empty list keeps the usual ones."""

    posts: Annotated[tuple[Post, ...], Meta(min_length=1)] = field(name="danh_cho")
    hints: tuple[Words, ...] = field(name="goi_y", default=())
    signs: tuple[Words, ...] = field(name="bieu_hien", default=())


class Item(Value, frozen=True, kw_only=True):
    """One thing to answer for (mục): a short name, and a question in the first person."""

    id: Id
    name: Words = field(name="ten")
    question: Words = field(name="cau_hoi")
    hints: tuple[str, ...] = field(name="goi_y", default=())
    signs: tuple[str, ...] = field(name="bieu_hien", default=())
    kind: Kind = field(name="loai")
    audience: Audience = field(name="doi_tuong", default=Audience.EVERYONE)
    source: str = field(name="nguon", default="")
    for_posts: tuple[HintsFor, ...] = field(name="goi_y_cho", default=())
    """What to think of for those who have no office: the usual hints speak of one."""

    def hints_for(self, post: Post | None) -> tuple[str, ...]:
        """What someone in that post is to think of before answering; None is a post that is not known."""
        return next((one.hints for one in self.for_posts if post in one.posts and one.hints), self.hints)

    def signs_for(self, post: Post | None) -> tuple[str, ...]:
        """What falling short looks like for someone in that post."""
        return next((one.signs for one in self.for_posts if post in one.posts and one.signs), self.signs)


class Group(Value, frozen=True, kw_only=True):
    """A duty group (nhóm)."""

    id: Id
    name: Words = field(name="ten")
    items: Annotated[tuple[Item, ...], Meta(min_length=1)] = field(name="muc")


class Checklist(Value, frozen=True, kw_only=True):
    """A checklist as its file has it."""

    newest_format: ClassVar[int] = 2

    format: Literal[1, 2] = field(name="dinh_dang", default=2)
    id: Id
    name: Words = field(name="ten")
    source: str = field(name="nguon", default="")
    groups: Annotated[tuple[Group, ...], Meta(min_length=1)] = field(name="nhom")

    @property
    def items(self) -> tuple[Item, ...]:
        """All items, group after group."""
        return tuple(item for group in self.groups for item in group.items)

    @property
    def groups_by_item(self) -> dict[str, str]:
        """The id of each item's group, by the item's id, in the order of the checklist."""
        return {item.id: group.id for group in self.groups for item in group.items}

    def item(self, item_id: str) -> Item | None:
        """The item with that id, or None when this checklist has none."""
        return next((item for item in self.items if item.id == item_id), None)

    def name_of(self, item_id: str) -> str:
        """What to call an item; one that is no longer in the checklist is called by its id."""
        item = self.item(item_id)
        return item_id if item is None else item.name

    def fingerprint(self) -> str:
        """Return 16 hexadecimal digits that change when what is asked changes.

        Only ids, grouping and questions count: a mended hint or name does not make last year's answers hard to compare.
        """
        from hashlib import sha256  # noqa: PLC0415 -- OpenSSL takes 2 ms to load, and most commands compare no fingerprints

        asked = "\n".join(f"{group.id}\t{item.id}\t{item.question}" for group in self.groups for item in group.items)
        return sha256(asked.encode()).hexdigest()[:16]


def find_faults(checklist: Checklist) -> Iterator[Fault]:
    """Yield what the types cannot check: ids that are used twice."""
    groups: set[str] = set()
    items: set[str] = set()
    for row, group in enumerate(checklist.groups):
        if group.id in groups:
            yield Fault(("nhom", row, "id"), f"mã nhóm “{group.id}” bị lặp. Mỗi nhóm cần một mã riêng.")
        groups.add(group.id)
        for place, item in enumerate(group.items):
            if item.id in items:
                yield Fault(("nhom", row, "muc", place, "id"), f"mã mục “{item.id}” bị lặp. Mỗi mục cần một mã riêng.")
            items.add(item.id)


class Meant(Plain, frozen=True):
    """The items that typed words may mean, names by ids; `fitting` is false where they are only the nearest ones."""

    names: Mapping[str, str]
    fitting: bool = True

    @property
    def only(self) -> str | None:
        """The id of the one that is meant; None where several may be, or none fits."""
        return next(iter(self.names)) if self.fitting and len(self.names) == 1 else None


def items_meant(words: str, names: Mapping[str, str]) -> Meant:
    """Find the item with that id, else those whose names have all the words, else the nearest ones, else all.

    Case and tone marks do not count.
    """
    if words in names:
        return Meant({words: names[words]})
    wanted = spaced_words(words).split()
    if fitting := {item: name for item, name in names.items() if wanted and all(found_in(name, one) for one in wanted)}:
        return Meant(fitting)
    nearest = get_close_matches(slug(words), names, n=3, cutoff=0.6)
    return Meant({item: names[item] for item in nearest} or names, fitting=False)

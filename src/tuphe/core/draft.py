"""A question that a person put off."""

from msgspec import field

from tuphe.core.value import Value, Words


class Draft(Value, frozen=True, kw_only=True):
    """A question that was put off, with the text typed so far if any: asked again, never exported."""

    question: Words = field(name="cau")
    text: str = field(name="noi_dung", default="")

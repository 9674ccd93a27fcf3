"""A checklist: its faults, and when its fingerprint changes."""

from msgspec import structs

from support.values import a_checklist, an_item
from tuphe.core.checklist import find_faults


def test_an_id_that_stands_twice_is_a_fault_at_its_second_place() -> None:
    checklist = a_checklist(["a"], ["b"])
    first, second = checklist.groups
    repeated = structs.replace(checklist, groups=(first, structs.replace(second, id=first.id)))

    found = [
        [(fault.path, name in fault.sentence) for fault in find_faults(one)]
        for one, name in (
            (checklist, ""),
            (a_checklist(["a", "b", "a"]), "“a”"),
            (a_checklist(["a"], ["b", "a"]), "“a”"),
            (repeated, "“nhom-1”"),
        )
    ]

    assert found == [
        [],
        [(("nhom", 0, "muc", 2, "id"), True)],
        [(("nhom", 1, "muc", 1, "id"), True)],
        [(("nhom", 1, "id"), True)],
    ]


def test_the_fingerprint_changes_with_a_question_an_item_or_its_group() -> None:
    asked_anew = a_checklist([an_item("a", question="Tôi nộp báo cáo đủ và đúng ở mức nào?"), "b"], ["c"])
    checklists = (a_checklist(["a", "b"], ["c"]), asked_anew, a_checklist(["a", "b"]), a_checklist(["a"], ["b", "c"]))

    assert len({one.fingerprint() for one in checklists}) == 4


def test_the_fingerprint_stays_when_hints_names_and_signs_are_mended() -> None:
    checklist = a_checklist([an_item("a", hints=("Bao nhiêu việc?",))])
    [group] = checklist.groups
    mended = structs.replace(
        checklist,
        name="Tên khác",
        source="Nguồn khác",
        groups=(
            structs.replace(
                group,
                name="Nhóm tên khác",
                items=(structs.replace(group.items[0], name="Tên khác", hints=("Mấy việc?",), signs=("Làm chậm.",)),),
            ),
        ),
    )

    assert mended.fingerprint() == checklist.fingerprint()


def test_the_fingerprint_is_the_same_in_every_process() -> None:
    # Computed by hand: sha256sum of "nhom-1<TAB>a<TAB>Tôi làm a ở mức nào?".
    assert a_checklist(["a"]).fingerprint() == "8ce35ccc56b4904e"


def test_an_item_is_found_by_its_id_and_one_that_is_gone_is_called_by_it() -> None:
    checklist = a_checklist(["a"], ["b"])

    assert (checklist.item("b"), checklist.item("c")) == (checklist.groups[1].items[0], None)
    assert (checklist.name_of("a"), checklist.name_of("da-bo")) == ("Tên a", "da-bo")

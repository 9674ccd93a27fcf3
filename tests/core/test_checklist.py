"""A checklist: its faults, and when its fingerprint changes."""

from __future__ import annotations

from msgspec import structs

from support.values import a_checklist, an_item
from tuphe.core.checklist import find_faults


def test_a_checklist_without_repeated_ids_has_no_fault() -> None:
    assert list(find_faults(a_checklist(["a", "b"], ["c"]))) == []


def test_an_item_id_that_stands_twice_in_one_group_is_a_fault_at_its_second_place() -> None:
    [fault] = find_faults(a_checklist(["a", "b", "a"]))

    assert fault.path == ("nhom", 0, "muc", 2, "id")
    assert "“a”" in fault.sentence


def test_an_item_id_that_stands_in_two_groups_is_a_fault_at_its_second_place() -> None:
    [fault] = find_faults(a_checklist(["a"], ["b", "a"]))

    assert fault.path == ("nhom", 1, "muc", 1, "id")


def test_a_group_id_that_stands_twice_is_a_fault_at_its_second_place() -> None:
    checklist = a_checklist(["a"], ["b"])
    first, second = checklist.groups
    repeated = structs.replace(checklist, groups=(first, structs.replace(second, id=first.id)))

    [fault] = find_faults(repeated)

    assert fault.path == ("nhom", 1, "id")
    assert "“nhom-1”" in fault.sentence


def test_the_fingerprint_changes_with_a_question() -> None:
    asked = a_checklist([an_item("a", question="Tôi nộp báo cáo đúng hạn ở mức nào?")])
    asked_anew = a_checklist([an_item("a", question="Tôi nộp báo cáo đủ và đúng ở mức nào?")])

    assert asked.fingerprint() != asked_anew.fingerprint()


def test_the_fingerprint_changes_with_an_item_more_or_less() -> None:
    assert a_checklist(["a"]).fingerprint() != a_checklist(["a", "b"]).fingerprint()


def test_the_fingerprint_changes_when_an_item_moves_to_another_group() -> None:
    assert a_checklist(["a", "b"], ["c"]).fingerprint() != a_checklist(["a"], ["b", "c"]).fingerprint()


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


def test_an_item_is_found_by_its_id() -> None:
    checklist = a_checklist(["a"], ["b"])

    assert checklist.item("b") is checklist.groups[1].items[0]
    assert checklist.item("c") is None


def test_an_item_that_is_gone_is_called_by_its_id() -> None:
    checklist = a_checklist(["a"])

    assert checklist.name_of("a") == "Tên a"
    assert checklist.name_of("da-bo") == "da-bo"

"""A checklist: its faults and its fingerprint; the built-in one holds every clause of its source, and no other."""

import re
from itertools import chain

from msgspec import structs

from support.values import ROOT, a_checklist, a_year, an_item, silent, the_checklist
from tuphe.core.checklist import Audience, Checklist, Item, find_faults
from tuphe.core.comparison import compare
from tuphe.core.profile import Post
from tuphe.core.review import ChecklistRef, Rating, Review
from tuphe.core.trend_kinds import Trend
from tuphe.interview.questions import Known, review_questions
from tuphe.storage.checklists import read_checklist


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


CLAUSES = {
    "nhan-thuc": {
        "xác định rõ trách nhiệm với Tổ quốc, với Đảng, với Nhân dân": "trach-nhiem-voi-to-quoc",
        "nhất là người đứng đầu": "trach-nhiem-nguoi-dung-dau",
        "lợi ích của Đảng lên trên hết": "loi-ich-cua-dang",
        "đến nơi đến chốn, không qua loa, đại khái": "lam-den-noi-den-chon",
        "không ngại khó, ngại khổ, né tránh, đùn đẩy": "khong-ne-tranh",
        "nói đi đôi với làm": "noi-di-doi-voi-lam",
        "ý thức tự phê bình và phê bình": "tu-phe-binh-va-phe-binh",
        "có khuyết điểm thì lập tức phải sửa chữa": "sua-chua-khuyet-diem",
    },
    "chinh-tri-tu-tuong": {
        "nắm vững, thực hiện nghiêm đường lối, chính sách, pháp luật": "duong-loi-phap-luat",
        "nghiên cứu, học tập chủ nghĩa Mác - Lênin, tư tưởng Hồ Chí Minh": "hoc-tap-tu-tuong-ho-chi-minh",
        "chế độ học tập lý luận chính trị": "hoc-tap-ly-luan-chinh-tri",
        "truyền thống, văn hoá tốt đẹp của dân tộc": "truyen-thong-van-hoa",
        "thực hành nêu gương": "neu-guong",
        "đấu tranh, phản bác luận điệu xuyên tạc của các thế lực thù địch": "phan-bac-xuyen-tac",
        "nêu gương, nhất là người đứng đầu": "neu-guong-nguoi-dung-dau",
    },
    "dao-duc": {
        "trung với nước, hiếu với dân": "trung-voi-nuoc-hieu-voi-dan",
        "tuyệt đối trung thành với mục tiêu, lý tưởng": "trung-thanh-muc-tieu-ly-tuong",
        "có gan nói, có gan phụ trách, có gan làm việc": "co-gan-noi-co-gan-lam",
        "có gan tự phê bình, có gan sửa chữa khuyết điểm": "co-gan-sua-chua",
        "cần, kiệm": "can-kiem",
        "liêm, chính": "liem-chinh",
        "chí công, vô tư": "chi-cong-vo-tu",
    },
    "hanh-dong": {
        "chủ động, linh hoạt, sáng tạo": "chu-dong-sang-tao",
        "mục tiêu, giải pháp cụ thể, phù hợp với kế hoạch của cơ quan, đơn vị, địa phương": "muc-tieu-giai-phap-cu-the",
        "lan toả khát vọng phát triển": "lan-toa-khat-vong",
        "học tập, rèn luyện, nâng cao trình độ, phẩm chất chính trị, đạo đức cách mạng": "nang-cao-trinh-do",
        "tri thức nhân loại, tiến bộ về khoa học và công nghệ của Cách mạng công nghiệp 4.0": "kien-thuc-cong-nghe",
        "phong cách dân chủ, quần chúng, năng động, sáng tạo, nêu gương": "phong-cach-dan-chu",
        "phương pháp khoa học, thiết thực, hiệu quả": "phuong-phap-khoa-hoc",
        "tập thể lãnh đạo, cá nhân phụ trách": "tap-the-lanh-dao",
        "sâu sát quần chúng, phục vụ Nhân dân, “Dĩ công vi thượng”": "sau-sat-quan-chung",
        "gắn lý luận với thực tiễn, năng động, sáng tạo “Dĩ bất biến, ứng vạn biến”": "ly-luan-thuc-tien",
        "người đứng đầu: quyết liệt trong kiểm tra, giám sát, kiểm điểm, quy trách nhiệm": "quyet-liet-kiem-tra",
        "người đứng đầu: không để xảy ra sai phạm, lãng phí trong lĩnh vực phụ trách": "phong-chong-sai-pham-lang-phi",
    },
}
"""Group → clause of the article, as the project lists them → the item that asks it."""


LEADERS_ONLY = {"trach-nhiem-nguoi-dung-dau", "neu-guong-nguoi-dung-dau"}
LEADERS_ONLY |= {"quyet-liet-kiem-tra", "phong-chong-sai-pham-lang-phi"}

WORDS_OF_THE_ARTICLE = {
    "trach-nhiem-voi-to-quoc": ["xác định rõ"],
    "loi-ich-cua-dang": ["lên trên hết", "lên trước hết"],
    "tu-phe-binh-va-phe-binh": ["nêu cao", "ý thức"],
    "duong-loi-phap-luat": ["nắm vững", "thực hiện nghiêm"],
    "hoc-tap-tu-tuong-ho-chi-minh": ["thường xuyên", "nghiên cứu", "học tập"],
    "phan-bac-xuyen-tac": ["thế lực thù địch", "đấu tranh", "phản bác"],
    "trung-thanh-muc-tieu-ly-tuong": ["tuyệt đối"],
    "co-gan-noi-co-gan-lam": ["có gan nói", "có gan phụ trách", "có gan làm"],
    "co-gan-sua-chua": ["có gan tự phê bình", "có gan sửa chữa khuyết điểm"],
    "chu-dong-sang-tao": ["chủ động", "linh hoạt", "sáng tạo"],
    "lan-toa-khat-vong": ["tích cực", "khát vọng phát triển"],
    "nang-cao-trinh-do": ["không ngừng", "phẩm chất chính trị", "đạo đức cách mạng"],
    "kien-thuc-cong-nghe": ["tri thức nhân loại", "khoa học và công nghệ"],
    "phong-cach-dan-chu": ["dân chủ", "quần chúng", "năng động", "sáng tạo", "nêu gương"],
    "tap-the-lanh-dao": ["thực hiện nghiêm", "tập thể lãnh đạo", "cá nhân phụ trách"],
    "ly-luan-thuc-tien": ["năng động", "sáng tạo", "thấu đáo", "Dĩ bất biến, ứng vạn biến"],
}
"""The words of a clause that a question may not weaken: item → what its question says."""


def test_every_clause_is_asked_by_an_item_of_its_group_and_of_heads_alone_what_the_article_asks_of_them() -> None:
    asked = {group.id: sorted(item.id for item in group.items) for group in the_checklist().groups}
    names = [group.name for group in the_checklist().groups]

    assert asked == {group: sorted(clauses.values()) for group, clauses in CLAUSES.items()}
    assert names == ["Về nhận thức", "Về chính trị, tư tưởng", "Về đạo đức", "Về hành động"]
    of_leaders = {item.id for item in the_checklist().items if item.audience is Audience.LEADERS}
    assert of_leaders == LEADERS_ONLY


def test_an_item_has_all_that_a_person_needs_to_answer() -> None:
    def is_whole(item: Item) -> bool:
        texts = (item.name, *item.hints, *item.signs)
        return (
            bool({"tôi", "mình"} & set(item.question.lower().replace(",", " ").split()))
            and item.question.endswith("?")
            and 2 <= len(item.hints) <= 3
            and 1 <= len(item.signs) <= 3
            and bool(item.source)
            and all(text.strip() == text and text for text in texts)
        )

    assert [item.id for item in the_checklist().items if not is_whole(item)] == []


def test_a_name_is_short_enough_to_lead_a_line_and_no_name_or_question_stands_twice() -> None:
    items = the_checklist().items

    assert max(len(item.name) for item in items) <= 50
    assert len({item.name for item in items}) == len({item.question for item in items}) == len(items)


def test_a_question_asks_one_thing_by_degrees_in_the_words_of_the_article() -> None:
    questions = {item.id: item.question for item in the_checklist().items}

    assert [one for one in questions.values() if not one.endswith(" đến mức nào?") or " không, " in one] == []
    said = {item: questions[item].lower() for item in WORDS_OF_THE_ARTICLE}
    weakened = [
        (item, word) for item, words in WORDS_OF_THE_ARTICLE.items() for word in words if word.lower() not in said[item]
    ]
    assert weakened == []


def test_a_hint_that_sends_elsewhere_names_an_item_that_is_there() -> None:
    items = the_checklist().items
    hints = [hint for item in items for hint in (*item.hints, *chain(*(some.hints for some in item.for_posts)))]

    named = [name for hint in hints for name in re.findall(r"nêu ở “([^”]+)”", hint)]

    assert len(named) >= 8
    assert [name for name in named if not any(item.name.startswith(name) for item in items)] == []


# For whom an office means nothing

OFFICE = ("cơ quan", "hồ sơ", "văn bản", "dự thảo", "cấp dưới", "cấp trên", "tham mưu", "công chức", "bộ phận")


def test_who_has_no_office_gets_hints_without_office_talk() -> None:
    asked = [item for item in the_checklist().items if item.audience is Audience.EVERYONE]

    hints = {item.id: item.hints_for(Post.OUTSIDE) for item in asked}

    assert [item.id for item in asked if hints[item.id] == item.hints] == []
    assert all(2 <= len(some) <= 3 for some in hints.values())
    said = " ".join(chain(*hints.values(), *(item.signs_for(Post.OUTSIDE) for item in asked)))
    assert [word for word in OFFICE if word in said.lower()] == []


def test_everybody_else_gets_the_usual_hints_and_an_interview_shows_those_of_the_persons_post() -> None:
    def shown(post: Post) -> tuple[str, ...]:
        listed = review_questions(Review(year=2026), the_checklist(), Known(post=post))
        return next(one.hints for one in listed if one.key == "muc/can-kiem/muc_do")

    for item in the_checklist().items:
        for post in (None, Post.STAFF, Post.LEADER):
            assert (item.hints_for(post), item.signs_for(post)) == (item.hints, item.signs)
    assert shown(Post.OUTSIDE) != shown(Post.STAFF)


# Years answered by the checklist as it was


def older_checklist() -> Checklist:
    return read_checklist(ROOT / "tests" / "data" / "tieu-chi" / "dinh-dang-1.toml", notify=silent)


def test_a_checklist_of_the_first_format_is_read_and_what_it_asked_is_still_there_in_its_group() -> None:
    older = older_checklist()
    now, then = (
        {item.id: group.id for group in checklist.groups for item in group.items}
        for checklist in (the_checklist(), older)
    )

    assert older.fingerprint() == "a98dce91e73ed6dc"
    assert [item for item in older.items if item.for_posts] == []
    assert then.items() <= now.items()


def test_beside_a_year_answered_before_it_was_worded_anew_nothing_is_lost_and_what_is_added_is_new() -> None:
    older, now = older_checklist(), the_checklist()
    before, after = (
        a_year(year, {item.id: Rating.GOOD for item in asked.items}).but(
            checklist=ChecklistRef(id=asked.id, fingerprint=asked.fingerprint())
        )
        for year, asked in ((2025, older), (2026, now))
    )

    compared = compare(before, after, now)

    assert compared.other_checklist
    added = {change.item for change in compared.changes if change.trend is Trend.NEW}
    assert added == {item.id for item in now.items} - {item.id for item in older.items}
    assert {change.trend for change in compared.changes} == {Trend.NEW, Trend.SAME}

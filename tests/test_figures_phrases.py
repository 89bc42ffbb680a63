"""The phrases around a number, and the second opinion on its name, each step by itself."""

import pytest

from workreport.figures import find_figures, read_figures
from workreport.figures.certainty import agree, reads_as_name
from workreport.figures.phrases import phrase_end
from workreport.figures.predicates import trim_tail
from workreport.figures.ranker import (
    AFTER,
    BEFORE,
    SAME,
    Word,
    edge_features,
    edges_of,
    place_features,
    place_of,
    second_opinion,
    words_after,
    words_before,
)
from workreport.figures.rules import RULES
from workreport.figures.sentence import Sentence, sentences
from workreport.figures.topics import clause_start, has_noun, keeps_subject, name_in, parts_of, trim_head


def phrase(told, *, of_kind=False, of_people=False):
    """The noun phrase at the beginning of words given with their tags: 督导/vn 检查/vn 组/n."""
    tokens = [tuple(one.rsplit("/", 1)) for one in told.split()]
    text = "".join(word for word, _ in tokens)
    return text[: phrase_end(tokens, 0, of_kind=of_kind, of_people=of_people)]


@pytest.mark.parametrize(
    "told, expected",
    [
        ("调研/vn 报告/n ，/x", "调研报告"),
        ("督导/vn 检查/vn 组/n", "督导检查组"),
        ("应用/v 列入/v 名单/n", "应用"),
        ("应用/v 和/c 系统/n", "应用和系统"),
        ("项目/n 开工/v", "项目"),
        ("项目/n 按期/d 交付/v", "项目"),
        ("项目/n 在/p 山区/n", "项目"),
        ("项目/n 我们/r", "项目"),
        ("项目/n 中/f", "项目"),
        ("项目/n 了/ul", "项目"),
        ("项目/n 着/uz", "项目"),
        ("项目/n 过/ug", "项目"),
        ("项目/n 五/m", "项目"),
        ("项目/n 吗/y", "项目"),
        ("项目/n 积极/ad 推进/v", "项目"),
        ("项目/n 的/uj 建设/vn", "项目"),
        ("项目/n 不/df", "项目"),
        ("项目/n 们/k", "项目"),
        ("三级/m 医院/n", "三级医院"),
        ("500/m 强/a 企业/n", "500强企业"),
        ("本科/r 院校/n", "本科院校"),
        ("全球/n 首发/d 技术/n 装车/v", "全球首发技术"),
        ("产业/n 集聚/v 区/n", "产业集聚区"),
        ("未/d 上市/v 企业/n", "未上市企业"),
        ("非/h 公/n 企业/n", "非公企业"),
        ("企业/n 未/d 开工/v", "企业"),
        ("上市/v 公司/n", "上市公司"),
        ("获奖/v 作品/n", "获奖作品"),
        ("“/x 一带一路/nz ”/x 实验室/n", "“一带一路”实验室"),
        ("《/x 民法典/n 》/x 宣传栏/n", "《民法典》宣传栏"),
        ("（/x 含/v 改造/vn ）/x 站点/n", "（含改造）站点"),
        ("(/x 含/v 改造/vn )/x 站点/n", "(含改造)站点"),
        ("‘/x 三新/n ’/x 产业/n", "‘三新’产业"),
        ("园区/n 和/c 基地/n", "园区和基地"),
        ("园区/n 以及/c 基地/n", "园区以及基地"),
        ("园区/n 、/x 基地/n", "园区"),
        ("课堂/n 、/x 讲座/n 等/u 活动/n", "课堂、讲座等活动"),
        ("课堂/n 、/x 讲座/n 等/u 我们/r", "课堂、讲座"),
        ("课堂/n 等/u ，/x", "课堂"),
        ("二级/n 以上/f 医院/n", "二级以上医院"),
        ("大型/n 以上/f 企业/n", "大型以上企业"),
        ("企业/n 以上/f 部门/n", "企业"),
        ("整改/v 率/n", "整改率"),
        ("检测/v 中心/n", "检测中心"),
        ("检测/v 新/a 技术/n", "检测新技术"),
        ("检测/v 共性/b 技术/n", "检测共性技术"),
        ("检测/v 先进/l 技术/n", "检测先进技术"),
        ("检测/v 等/u", "检测"),
        ("检测/v 我们/r", ""),
        ("投入/v 资金/n", ""),
    ],
)
def test_where_a_noun_phrase_ends(told, expected):
    assert phrase(told) == expected


@pytest.mark.parametrize(
    "told, expected",
    [
        ("粮食/n 的/uj 供应/vn ，/x", "粮食的供应"),
        ("粮食/n 的/uj 产量/n ，/x", "粮食的产量"),
        ("粮食/n 的/uj ，/x", "粮食"),
    ],
)
def test_a_quantity_of_a_kind_goes_on_over_its_particle(told, expected):
    assert phrase(told, of_kind=True) == expected


@pytest.mark.parametrize("tag", ["v", "a", "ad", "i", "l", "d", "p", "vd"])
@pytest.mark.parametrize(
    "actor", ["民警", "学生", "教师", "记者", "农民", "职工", "选手", "法官", "群众", "干部", "企业"]
)
def test_what_people_do_is_no_part_of_their_name(actor, tag):
    assert phrase(f"{actor}/n 英勇/{tag} 奋战/n", of_people=True) == actor


@pytest.mark.parametrize("told", ["企业/n 技术/n 中心/n", "民警/n 宿舍/n", "职工/n 书屋/n"])
def test_people_in_a_name_do_nothing(told):
    assert phrase(told, of_people=True) == "".join(one.split("/")[0] for one in told.split())


@pytest.mark.parametrize(
    "clause, name",
    [
        ("城镇化率达到", "城镇化率"),
        ("城镇化率已达到了", "城镇化率"),
        ("税收比上年增长", "税收"),
        ("税收比上年同期增长", "税收"),
        ("税收较年初提高", "税收"),
        ("税收较去年同期提高", "税收"),
        ("税收与五年前相比增长", "税收"),
        ("税收高于全省平均水平", "税收"),
        ("税收按可比口径计算增长", "税收"),
        ("总产值位居全省", "总产值"),
        ("总产值首次进入全国", "总产值"),
        ("门票收入平均每天", "门票收入"),
        ("税收2023年", "税收"),
        ("税收前三年", "税收"),
        ("投资（含贷款）", "投资"),
        ("投资(含贷款)达到", "投资"),
        ("投资[3]达到", "投资"),
        ("投资：", "投资"),
        ("售电量完成", "售电量"),
        ("问题整改完成", "问题整改完成"),
        ("热力供应", "热力供应"),
        ("面积大于", "面积大"),
        ("税收增速均", "税收"),
        ("达到", ""),
    ],
)
def test_predicates_and_comparisons_at_the_end_of_a_clause_are_no_name(clause, name):
    assert clause[: trim_tail(clause, 0, len(clause))] == name


@pytest.mark.parametrize(
    "clause, name",
    [
        ("全年税收", "税收"),
        ("截至2025年底税收", "税收"),
        ("到2025年末税收", "税收"),
        ("2025年上半年税收", "税收"),
        ("10月底税收", "税收"),
        ("1-10月份税收", "税收"),
        ("12月31日税收", "税收"),
        ("近三年来税收", "税收"),
        ("第三季度税收", "税收"),
        ("一是税收", "税收"),
        ("3.税收", "税收"),
        ("（三）税收", "税收"),
        ("(3)税收", "税收"),
        ("、税收", "税收"),
        ("”税收", "税收"),
        ("共税收", "税收"),
        ("共享单车", "共享单车"),
        ("共同基金", "共同基金"),
        ("其中我市税收", "税收"),
        ("计划投资", "计划投资"),
        ("计划总投资", "计划总投资"),
        ("计划建设学校", "建设学校"),
        ("税收", "税收"),
        ("全年", ""),
    ],
)
def test_time_and_manner_at_the_beginning_of_a_clause_are_no_name(clause, name):
    assert clause[trim_head(clause, 0, len(clause)) :] == name


@pytest.mark.parametrize(
    "name, holds",
    [("税收", True), ("整改率", True), ("减支", False), ("竟然", False), ("增长", False), ("农村改厕", True)],
)
def test_a_new_indicator_holds_a_noun(name, holds):
    assert has_noun(name, (0, len(name))) is holds


@pytest.mark.parametrize(
    "name, kept",
    [("检察机关起诉经济犯罪", True), ("公司销售收入", False), ("税收", False), ("起诉经济犯罪", False)],
)
def test_a_name_that_begins_with_who_acts(name, kept):
    assert keeps_subject(name) is kept


@pytest.mark.parametrize(
    "label, reads",
    [
        ("城镇化率", True),
        ("及格率", True),
        ("硕士以上", True),
        ("抢修及时率", True),
        ("各类案件", True),
        ("调解成功", True),
        ("办结", True),
        ("对外贸易", True),
        ("总额", False),
        ("总产量", False),
        ("推动", False),
        ("以上绿色工厂", False),
        ("粮食产量却", False),
        ("今年县财政将投入", False),
        ("县财政为此增加支出", False),
        ("并且从银行透支", False),
        ("解除了管制", False),
        ("这些企业", False),
        ("志愿者线上线下", False),
        ("围墙、操场等", False),
    ],
)
def test_a_label_that_reads_as_a_name(label, reads):
    assert reads_as_name(label) is reads


@pytest.mark.parametrize(
    "text, sure",
    [
        ("评出50名先进职工。", True),
        ("30名学生受益。", True),
        ("促成260项供需对接和签约活动。", False),
        ("交通、水利完成投资54亿元。", False),
        ("统考500分以上人数增加。", False),
        ("涉诈、涉赌警情分别下降5%、6%。", False),
        ("下达18亿元救灾款。", True),
        ("距县城28公里。", False),
        ("8个监测断面达标率95%。", False),
        ("5个县区空气质量改善。", False),
        ("表彰15个企业的技术骨干。", False),
    ],
)
def test_a_name_is_sure_where_it_stands_by_itself(text, sure):
    assert find_figures(text)["sure"].iloc[0] == sure


@pytest.mark.parametrize(
    "one, other, same",
    [
        (["税收"], ["税收"], True),
        ([], [], False),
        (["税收"], [], False),
        (["税收"], ["税收", "投资"], False),
        (["税收收入"], ["税收"], True),
        (["工业税收收入"], ["税收"], False),
        (["税收", "投资"], ["投资", "税收"], True),
        (["税收", "投资"], ["投资", "用电"], False),
    ],
)
def test_two_names_agree_where_they_share_most_of_their_characters(one, other, same):
    assert agree(one, other) is same


def sentence_of(text):
    """The one sentence of a text, its figures named."""
    (sentence,) = sentences(read_figures(text), text, text)
    return sentence


def test_lists_are_divided():
    sentence = sentence_of("工业投资、农业投资和民间投资均增长5%。")
    assert parts_of(sentence, (0, 14), every=True) == ["工业投资", "农业投资", "民间投资"]
    assert parts_of(sentence, (0, 14), every=False) == ["工业投资", "农业投资和民间投资"]
    assert parts_of(sentence_of("工业、农业等投资增长5%。"), (0, 8), every=True) == []


def test_a_clause_begins_after_marks_that_no_bracket_holds():
    text = "一年来，投资（含贷款，下同）增长5%，税收增长6%。"
    sentence = sentence_of(text)
    assert text[clause_start(sentence, 0) :].startswith("投资")
    assert text[clause_start(sentence, 1) :].startswith("税收")


NAMED = "城镇化率达到65%，比上年提高2个百分点，新建学校3所。"


def test_words_around_a_number():
    sentence = sentence_of(NAMED)
    assert [word.text for word in words_before(sentence, 0)] == ["城镇化率", "达到"]
    assert words_before(sentence, 0)[1] == Word(4, 6, "达到", "v")
    assert [word.text for word in words_before(sentence, 1)] == ["，", "比", "上年", "提高"]
    assert words_after(sentence, 0) == []
    assert words_after(sentence, 2) == []
    long = sentence_of("3000多名科技人员参加各类活动，增强本领。")
    assert [(word.start, word.text) for word in words_after(long, 0)] == [
        (6, "科技人员"),
        (10, "参加"),
        (12, "各类"),
        (14, "活动"),
    ]


def _told(features):
    return [" ".join(one) for one in features]


def test_what_tells_where_a_name_stands():
    sentence = sentence_of(NAMED)
    before, after = words_before(sentence, 1), words_after(sentence, 1)
    assert _told(place_features(sentence, 1, before, after)) == [
        "kind point",
        "change True",
        "unit 分点",
        "kind point after -",
        "after -",
        "last 提高",
        "last tag v point",
        "earlier True nouns 0",
        "length 5 True True",
        "nouns False point True",
        "relative True True",
        "has 比",
        "has 上年",
        "has 提高",
    ]
    people = sentence_of("全区3000多名科技人员参加活动。")
    assert _told(place_features(people, 0, words_before(people, 0), words_after(people, 0)))[:11] == [
        "kind count",
        "change False",
        "unit 名",
        "kind count after n",
        "after 科技人员",
        "last 全区",
        "last tag n count",
        "earlier False nouns 1",
        "length 2 False False",
        "nouns True count False",
        "relative False False",
    ]
    bare = sentence_of("5%。")
    assert _told(place_features(bare, 0, [], [])) == [
        "kind percent",
        "change False",
        "unit %",
        "kind percent after -",
        "after -",
        "last -",
        "last tag - percent",
        "earlier False nouns 0",
        "length 0 False False",
        "nouns False percent False",
        "relative True False",
    ]


def test_what_tells_where_a_name_begins_and_ends():
    words = [Word(0, 2, "全年", "n"), Word(2, 3, "，", "x"), Word(3, 5, "税收", "n"), Word(5, 7, "增长", "v")]
    assert _told_of(words, 2, "b") == {
        "own": "税收",
        "out": "，",
        "out_tag": ("x", "n"),
        "in_tag": ("n", "v"),
        "pause": ("True", "n"),
        "far": "0",
        "end": "收",
    }
    assert _told_of(words, 0, "b") == {
        "own": "全年",
        "out": "-",
        "out_tag": ("-", "n"),
        "in_tag": ("n", "x"),
        "pause": ("False", "n"),
        "far": "1",
        "end": "年",
    }
    assert _told_of(words, 2, "e") == {
        "own": "税收",
        "out": "增长",
        "out_tag": ("v", "n"),
        "in_tag": ("n", "x"),
        "pause": ("False", "n"),
        "far": "2",
        "end": "收",
    }
    after = _told_of(words, 3, "a")
    assert (after["out"], after["out_tag"], after["in_tag"]) == ("-", ("-", "v"), ("v", "n"))


def _told_of(words, k, edge):
    return {seen: looks[k] for seen, looks in edge_features(words, edge)}


@pytest.mark.parametrize(
    "text, i, place, name",
    [
        ("城镇化率达到65%。", 0, BEFORE, ["城镇化率"]),
        ("城镇化率达到65%，比上年提高2个百分点。", 1, SAME, ["城镇化率"]),
        ("共有科研人员3000多名参加活动。", 0, BEFORE, ["科研人员"]),
        ("3000多名科技人员。", 0, AFTER, ["科技人员"]),
    ],
)
def test_the_second_opinion(text, i, place, name):
    sentence = sentence_of(text)
    assert place_of(sentence, i, words_before(sentence, i), words_after(sentence, i))[0] == place
    assert second_opinion(sentence, i)[0] == name


def test_the_second_opinion_after_a_number_ends_where_its_words_do():
    sentence = sentence_of("共有12个重点产业园区投产。")
    assert [word.text for word in words_after(sentence, 0)] == ["重点", "产业园", "区", "投产"]
    assert edges_of(words_after(sentence, 0), AFTER)[0][0] == 5
    assert edges_of([Word(5, 7, "企业", "n")], AFTER)[0] == (5, 7)


def test_without_words_there_is_no_second_opinion():
    sentence = sentence_of("5%。")
    assert place_of(sentence, 0, [], [])[0] == BEFORE
    assert second_opinion(sentence, 0)[0] == []


@pytest.mark.parametrize(
    "text, sure",
    [
        ("城镇化率达到65%，比上年提高2个百分点。", [True, True]),
        ("投资增长8%。", [True]),
        ("走访慰问困难职工30户90人。", [True, True]),
        ("税收、投资分别增长5%、6%。", [True, True]),
        ("运动会夺得8金15银。", [True, True]),
        ("3亿元。", [False]),
        ("工业投资、农业投资和民间投资均增长5%。", [False]),
        ("30岁以上员工5人。", [False]),
    ],
)
def test_which_names_are_sure(text, sure):
    assert list(find_figures(text)["sure"]) == sure


def test_every_rule_has_a_name_of_its_own_and_a_figure_in_its_sentence():
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    for rule in RULES:
        assert rule.name == rule.find.__name__
        assert rule.surface
        assert rule.surface in rule.sentence


@pytest.mark.parametrize(
    "clause, name",
    [
        ("全市税收", "税收"),
        ("组织召开座谈会", "座谈会"),
        ("组织全市中小学开展消防演练", "消防演练"),
        ("市场监管所检查食品经营户", "食品经营户"),
        ("母公司2025年净利润", "净利润"),
        ("公司去年净利润", "净利润"),
        ("工会全年慰问职工", "慰问职工"),
        ("局机关年内新增党员", "新增党员"),
        ("今年职工", "职工"),
        ("中央财政用于科技的支出", "中央财政用于科技的支出"),
        ("中央财政用于科技研发的支出资金", "科技研发的支出资金"),
        ("并完成整改", ""),
        ("只完成整改", ""),
        ("增加支出", "增加支出"),
        ("还有企业", "企业"),
        ("有企业", "企业"),
        ("省级培训", "省级培训"),
        ("学校招生", "招生"),
        ("我校", ""),
        ("学校", ""),
        ("新增", ""),
        ("进行", ""),
        ("深入", ""),
        ("对生效裁判提出抗诉", "提出抗诉"),
        ("向群众发放救助资金", "救助资金"),
        ("给困难职工送去慰问金", "送去慰问金"),
        ("对困难群众积极开展走访", "积极开展走访"),
        ("全年对生效裁判提出抗诉", "提出抗诉"),
        ("35岁以下职工", "35岁以下职工"),
        ("60分以上", "60分以上"),
        ("等", ""),
        ("等地", ""),
        ("浙江省杭州市", ""),
        ("杭州", ""),
        ("平均", ""),
        ("增速", "增速"),
        ("规模", "规模"),
        ("整改率", "整改率"),
        ("积极推进企业上市", "企业上市"),
        ("就建设项目", "建设项目"),
        ("又新建项目", "新建项目"),
        ("先后走访企业", "走访企业"),
    ],
)
def test_the_name_in_a_clause(clause, name):
    span = name_in(Sentence([], clause, clause, 0, len(clause), 0), (0, len(clause)))
    assert (clause[slice(*span)] if span else "") == name


@pytest.mark.parametrize(
    "clause, how, name",
    [
        ("协作投入帮扶资金", {}, "协作投入帮扶资金"),
        ("协作投入帮扶资金", {"direct": True}, "帮扶资金"),
        ("研发投入强度", {}, "研发投入强度"),
        ("学校", {"direct": True}, ""),
        ("学校", {"direct": True, "counted": True}, "学校"),
        ("全面推进乡村振兴工作中认真落实到位的项目专项资金", {"counted": True}, "项目专项资金"),
    ],
)
def test_the_name_right_before_its_number(clause, how, name):
    span = name_in(Sentence([], clause, clause, 0, len(clause), 0), (0, len(clause)), **how)
    assert (clause[slice(*span)] if span else "") == name


def in_clause(clause, **how):
    """The name in a clause, "" for none."""
    span = name_in(Sentence([], clause, clause, 0, len(clause), 0), (0, len(clause)), **how)
    return clause[slice(*span)] if span else ""


@pytest.mark.parametrize(
    "word", ["共", "累计", "已", "将", "还", "实际", "先后", "总共", "已经", "共计", "合计", "现有"]
)
def test_a_name_begins_after_a_subject_with_its_adverb(word):
    assert in_clause(f"全市农户{word}改造危房") == "改造危房"


@pytest.mark.parametrize("word", ["有", "还有", "已有", "共有"])
def test_words_that_go_with_no_name_are_left_out_however_short_it_is(word):
    assert in_clause(f"{word}企业") == in_clause(f"全市{word}企业") == "企业"


@pytest.mark.parametrize("word", ["并", "并且", "而"])
def test_a_conjunction_opens_a_new_predicate(word):
    assert in_clause(f"市局{word}完成问题整改") == "完成问题整改"


@pytest.mark.parametrize("word", ["投入", "参加", "推进"])
def test_some_verbs_divide_only_right_before_the_number(word):
    assert in_clause(f"协作{word}帮扶资金", direct=True) == "帮扶资金"
    assert in_clause(f"协作{word}帮扶资金") == f"协作{word}帮扶资金"


@pytest.mark.parametrize("word", "对向为给")
def test_whom_a_deed_is_done_to_is_no_part_of_it(word):
    assert in_clause(f"{word}生效裁判提出抗诉") == "提出抗诉"


@pytest.mark.parametrize("word", ["全年", "今年", "去年", "年内"])
def test_a_name_begins_after_a_body_and_the_season(word):
    assert in_clause(f"市教育局{word}培训教师") == "培训教师"
    assert in_clause(f"职工{word}培训教师") == ("培训教师" if word == "全年" else f"职工{word}培训教师")


@pytest.mark.parametrize(
    "word",
    [
        "按照",
        "除了",
        "陆续",
        "而且",
        "似的",
        "自己",
        "许多",
        "之间",
        "呢",
        "昨天",
        "往年",
        "前面",
        "着",
        "杭州市",
        "各省",
    ],
)
def test_words_without_a_thing_are_no_name(word):
    assert in_clause(word) == ""


@pytest.mark.parametrize("word", ["老少边穷", "百家争鸣", "白茫茫", "公检法", "现代化"])
def test_what_is_organised_is_named_without_its_verb(word):
    assert in_clause(f"组织{word}") == word


@pytest.mark.parametrize("word", ["妇女", "公检法", "老有所养", "新型", "哎呀", "调研", "困难", "完成额"])
def test_kinds_of_words_that_make_an_indicator(word):
    assert has_noun(word, (0, len(word)))


@pytest.mark.parametrize("word", ["很多", "减少", "完成", "好转", "优美", "大幅增长"])
def test_kinds_of_words_that_make_none(word):
    assert not has_noun(word, (0, len(word)))


@pytest.mark.parametrize("one, other", [("户", "人"), ("件", "名"), ("起", "人次"), ("家", "户次"), ("个", "口")])
def test_two_counts_of_one_matter(one, other):
    figures = read_figures(f"走访困难职工30{one}90{other}。")
    assert [(figure.rule, figure.labels) for figure in figures] == [
        ("indicator", ["困难职工"]),
        ("same_matter", ["困难职工"]),
    ]


@pytest.mark.parametrize("word", "亡死伤")
def test_one_character_names_a_casualty(word):
    assert read_figures(f"事故起数减少3起，{word}5人。")[1].labels == [word]


@pytest.mark.parametrize(
    "text, rules",
    [
        ("工业投资9亿元，农业投资7亿元，均居全省第1。", ["indicator", "indicator", "inherited_by_all"]),
        ("工业投资9亿元，农业投资7亿元，分别增长5%、6%。", ["indicator", "indicator", "each_before", "each_before"]),
        ("税收、投资分别增长5%、6%。", ["each", "each"]),
        ("税收、投资较快增长，分别增长5%、6%。", ["each", "each"]),
        ("税收分别增长5%、6%。", ["indicator", "inherited"]),
        ("3000多名科技人员参加活动。", ["counted"]),
        ("开展为期两周的读书班。", ["described"]),
        ("在开发区设立50亿元基金。", ["described"]),
        ("安排3亿元专项资金。", ["described"]),
        ("投入86万元改造操场。", ["deed"]),
        ("建设10万千瓦风电项目。", ["described"]),
        ("产量3万吨。", ["indicator"]),
        ("吸纳劳动力70人务工。", ["indicator"]),
        ("税收3亿元，其中30%来自园区。", ["indicator", "inherited"]),
    ],
)
def test_which_rule_gives_a_name(text, rules):
    assert [figure.rule for figure in read_figures(text)] == rules

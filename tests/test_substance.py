"""Substance: what in a sentence a reader can check, on a hundred sentences labelled by hand."""

import pytest

from workreport.analyses.substance import BODY, DATE, FIGURE, substance_of
from workreport.writing.lists import DATA as LISTS
from workreport.writing.lists import read_list

# What each sentence holds (数 a figure, 责 a body with a duty, 期 a date to come), and the sentence; － holds nothing.
LABELLED = """
数|全年新建站点3个，服务群众更加便利。
数|门急诊量达到12.6万人次。
数|小麦平均亩产提高到486公斤。
数|企业用电成本下降8.3%。
数|排查隐患57处，全部整改。
数|我县财政收入增长9.4%，居全市第二。
数|培训护士210人次，考核合格率百分之九十八。
数|三年来，累计植树四千二百亩。
数|调解纠纷38起，化解信访积案6件。
数|发放低保金1260万元。
数|全年接待游客32.7万人次，收入1.8亿元。
数|案件平均审理天数缩短9天。
数|改造老旧小区14个，惠及居民2600户。
数|空气优良天数比例为87.5%。
数|举办招聘会22场，达成就业意向3100人。
数|教师培训覆盖率达到百分之百。
数|清理河道46公里。
数|发明专利授权量翻了一番。
数|审结民商事案件4687件。
数|新增学位九百个。
责|由县教育局牵头，制定校外培训机构管理办法。
责|市财政局负责落实配套资金。
责|镇党委要定期研究信访工作。
责|责任单位：市水利局。
责|牵头单位：县住建局、县城管局。
责|县应急管理局负责组织实施演练。
责|该项工作由区卫健委承办。
责|市审计局必须对资金使用情况进行全程监督。
责|由政教处牵头开展家访活动。
责|县农业农村局会同县供销社统一组织实施。
责|村委会负责日常保洁。
责|由医务科牵头完善会诊制度。
期|年底前完成管网改造。
期|要在6月底前建成并投入使用。
期|力争汛期前完成堤防加固。
期|到2030年，建成覆盖城乡的养老服务体系。
期|确保春节前把工资发放到位。
期|年内启动新校区建设。
期|下学期末前完成校舍维修。
期|9月底前要完成全部整改。
数期|年底前新建公厕12座。
数期|到2030年，森林覆盖率达到42%。
责期|由市住建局牵头，10月底前完成危房排查。
数责|市文旅局负责打造精品线路5条。
数责期|由县水利局牵头，汛期前加固堤防8公里。
数责期|县教育局要在8月底前新建幼儿园6所。
数期|力争6月底前开工项目20个。
数责|由工会牵头，慰问困难职工85名。
－|深入学习贯彻上级精神，不断提高政治站位。
－|在市委正确领导下，坚持“两个确立”。
－|增强“四个意识”，坚定“四个自信”。
－|印发《安全生产督导方案》。
－|学习《中国共产党廉洁自律准则》，筑牢思想防线。
－|实施“产业大脑”工程，推动数字化转型。
－|全年办理提案*件，答复率较高。
－|走访企业××家，解决问题××个。
－|处理各类投诉XX件。
－|重点抓好八个方面工作。
－|着力处理好三对关系。
－|下面，我讲三点意见。
－|要抓住五个关键环节，做到统筹兼顾。
－|各部门要各负其责，密切配合。
－|各县区要落实属地责任。
－|有关单位要加强协作。
－|市委市政府高度重视民生工作。
－|县教育局荣获先进集体称号。
－|我局认真落实市委要求。
－|市财政局大力支持乡村建设。
－|加强与公安局的协作配合。
－|在县委、县政府的坚强领导下，各项工作稳步推进。
－|积极营造良好的营商环境。
－|扎实推进主题教育，取得良好成效。
－|干部作风持续好转，群众满意度不断提升。
－|我们要以钉钉子精神抓好落实。
－|进一步完善责任体系，压实主体责任。
－|坚持问题导向，强化系统思维。
－|持之以恒正风肃纪，营造风清气正的政治生态。
－|加快建设现代化产业体系。
－|大力弘扬劳模精神和工匠精神。
－|统筹发展和安全，守牢安全底线。
－|去年年底前，管网改造已经完成。
－|2019年以前，这里还是一片荒滩。
－|校舍维修在开学前已全部完成。
－|近年来，我们始终把群众放在心上。
－|按期完成了各项任务。
－|如期实现既定目标，成效显著。
－|严格执行中央八项规定精神。
－|落实三会一课制度，严肃党内政治生活。
－|推广一站式服务，方便群众办事。
－|全部工作都在有序推进。
－|干部负责任、有担当的氛围日益浓厚。
－|开展形式多样的文体活动。
－|学科建设迈出新步伐。
－|内部管理更加规范。
－|坚持一手抓发展，一手抓安全。
－|做到事事有人管、件件有着落。
－|认真履行第一责任人职责。
－|把解决群众急难愁盼问题放在心上。
－|每年都要开展专项检查。
－|依法严惩各类犯罪，维护社会稳定。
"""
KINDS = {"数": FIGURE, "责": BODY, "期": DATE}
SENTENCES = [line.split("|") for line in LABELLED.split()]


def told(sentence):
    (evidence,) = substance_of(sentence)["evidence"]
    return {one.split()[0] for one in evidence}


def test_a_hundred_sentences():
    assert len(SENTENCES) == 100
    wanted = [({KINDS[mark] for mark in marks if mark in KINDS}, told(sentence)) for marks, sentence in SENTENCES]
    right = sum(len(labelled & found) for labelled, found in wanted)
    assert right >= 0.9 * sum(len(found) for _, found in wanted)  # precision
    assert right >= 0.9 * sum(len(labelled) for labelled, _ in wanted)  # recall


@pytest.mark.parametrize(
    "sentence, evidence",
    [
        ("建成站点3个。", ["指标 3个"]),
        ("6月底前完成整改。", ["期限 6月底前"]),
        ("由市经信局牵头推进。", ["责任单位 市经信局"]),
        ("牵头单位：县住建局、县城管局。", ["责任单位 县住建局"]),
        ("印发《安全生产督导方案》。", []),
        ("实施“产业大脑”工程。", []),
        ("办理提案*件。", []),
    ],
)
def test_evidence_is_quoted(sentence, evidence):
    assert substance_of(sentence)["evidence"].tolist() == [evidence]


def test_headings_are_no_sentences_of_substance():
    text = "各位同事：\n一、建成站点3个\n全年建成站点3个，服务群众。\n二、存在问题\n调研。\n"
    assert list(substance_of(text)["text"]) == ["各位同事：", "全年建成站点3个，服务群众。", "调研。"]


def test_a_date_that_is_over_is_no_deadline():
    text = "各位代表：\n2025年，6月底前完成了修路。\n一、2025年工作回顾\n管网年底前全部完成。\n"
    assert not any("期限" in one for found in substance_of(text)["evidence"] for one in found)


def test_every_body_of_the_list_may_have_a_duty():
    bodies = read_list(LISTS / "bodies.txt")
    told = substance_of("".join(f"由某县{body}牵头落实。\n" for body in bodies))
    assert list(told["evidence"]) == [[f"责任单位 某县{body}"] for body in bodies]

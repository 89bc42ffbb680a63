"""What came of last year's goals, on reports of our own."""

import math

import pandas as pd
import pytest

from workreport.comparison import goals

LAST = """一、2023年工作回顾
全区生产总值增长6.1%。
二、2024年工作安排
今年发展的主要预期目标是：地区生产总值增长6.5%左右；城镇新增就业1.2万人以上；居民消费价格涨幅3%左右；城镇登记失业率控制在4%以内。
改造老旧小区40个。新建改建农村公路120公里。再解决3万人饮水安全问题。
到2025年建成公园100个。
"""
THIS = """一、2024年工作回顾
地区生产总值增长6.3%，城镇新增就业1.35万人，居民消费价格上涨0.8%，城镇登记失业率3.6%。
改造老旧小区31个。农村公路新建改建150公里。
五年累计改造棚户区5000套。
二、2025年工作安排
今年地区生产总值增长6%左右。改造老旧小区50个。
"""


@pytest.fixture(scope="module")
def found():
    return goals(LAST, THIS).set_index("target")


@pytest.mark.parametrize(
    "target, result, met",
    [
        ("6.5%", "6.3%", "yes"),  # about 6.5: short of it by less than a tenth
        ("1.2万人", "1.35万人", "yes"),
        ("3%", "0.8%", "yes"),  # of prices, less is better
        ("4%", "3.6%", "yes"),
        ("40个", "31个", "no"),
        ("120公里", "150公里", "yes"),
    ],
)
def test_results_and_verdicts(found, target, result, met):
    assert tuple(found.loc[target, ["result", "met"]]) == (result, met)


def test_a_goal_without_a_figure_is_unstated_not_missed(found):
    row = found.loc["3万人"]
    assert (row["met"], row["said"]) == ("unstated", "")
    assert pd.isna(row["result"])
    assert math.isnan(row["gap"])


def test_gap_is_result_less_target(found):
    assert found.loc["40个", "gap"] == -9
    assert found.loc["4%", "gap"] == pytest.approx(-0.4)


def test_places_are_those_of_the_figures(found):
    row = found.loc["40个"]
    assert LAST[row["target_start"] : row["target_end"]] == "40个"
    assert THIS[row["result_start"] : row["result_end"]] == "31个"
    assert row["target_sentence"] == "改造老旧小区40个。"


def test_plans_of_several_years_are_no_goals(found):
    assert "100个" not in found.index


@pytest.mark.parametrize(
    "target, firmness",
    [("1.2万人", "约束"), ("4%", "约束"), ("6.5%", "预期"), ("120公里", "安排")],
)
def test_firmness(found, target, firmness):
    assert found.loc[target, "firmness"] == firmness


def verdict(goal, result):
    row = goals(f"一、2024年工作安排\n{goal}\n", f"一、2024年工作回顾\n{result}\n").iloc[0]
    return row["met"], None if pd.isna(row["result"]) else row["result"]


@pytest.mark.parametrize(
    "goal, result, met",
    [
        ("粮食产量保持在30万吨以上。", "粮食产量31万吨。", "yes"),
        ("粮食产量保持在30万吨以上。", "粮食产量29.5万吨。", "no"),
        ("单位地区生产总值能耗下降3%左右。", "能耗强度下降3.4%。", "yes"),
        ("农村居民收入增长8%左右。", "农村居民收入增长7%。", "no"),
        ("农村居民收入增长7%至8%。", "农村居民收入增长7.2%。", "yes"),
        ("生产安全事故死亡人数不超过12人。", "生产安全事故死亡人数15人。", "no"),
        ("减少农村贫困人口2000人以上。", "农村贫困人口减少2300人。", "yes"),
    ],
)
def test_when_a_goal_is_met(goal, result, met):
    assert verdict(goal, result)[0] == met


@pytest.mark.parametrize(
    "goal, result",
    [
        ("改造老旧小区40个。", "五年累计改造老旧小区40个。"),
        ("城镇居民收入增长6%左右。", "农村居民收入增长6.5%。"),
        ("新开工保障性住房700套。", "建成保障性住房740套。"),
        ("新增造林面积3000亩。", "粮食种植面积达3100亩。"),
    ],
)
def test_what_is_no_result(goal, result):
    assert verdict(goal, result) == ("unstated", None)


def test_this_years_own_goal_is_no_result():
    this = "一、2024年工作回顾\n各项工作进展顺利。\n二、2025年工作安排\n改造老旧小区45个。\n"
    assert goals("一、2024年工作安排\n改造老旧小区40个。\n", this)["met"].tolist() == ["unstated"]


def test_words_without_a_figure_are_shown():
    this = "一、2024年工作回顾\n老旧小区改造任务提前完成。\n"
    row = goals("一、2024年工作安排\n改造老旧小区40个。\n", this).iloc[0]
    assert (row["met"], row["said"]) == ("unstated", "老旧小区改造任务提前完成。")


@pytest.mark.parametrize("last, this", [("", ""), (LAST, ""), ("", THIS), ("没有数字的总结。\n", THIS)])
def test_without_a_plan_there_are_no_goals(last, this):
    found = goals(last, this)
    assert len(found) == (7 if last == LAST else 0)
    assert set(found["met"]) <= {"unstated"}

"""Each statistic against an independent library or a worked value, fed the same tokens or counts."""

import math
import random

import numpy as np
import pytest
from lexicalrichness import LexicalRichness
from nltk.metrics import BigramAssocMeasures
from scipy import stats
from skbio.diversity import alpha

from workreport.analyses import measures

RNG = random.Random(7)  # noqa: S311 - tokens to count, no secret
TOKENS = [RNG.choice("党建工作发展企业服务项目推进落实研究部署") + RNG.choice("一二三四五") for _ in range(600)]
LEX = LexicalRichness(TOKENS, preprocessor=None, tokenizer=None)
SIZES = [4200, 2600, 5200]


@pytest.mark.parametrize(
    "got, want",
    [
        (measures.mattr(TOKENS, 50), LEX.mattr(window_size=50)),
        (measures.mtld(TOKENS), LEX.mtld(threshold=0.72)),
        (measures.hdd(TOKENS), LEX.hdd(draws=42)),
        (measures.yule_k(TOKENS), LEX.yulek),
        (measures.entropy(SIZES), stats.entropy(SIZES, base=2)),
        (measures.entropy(SIZES), 1.53096),
        (measures.evenness(SIZES), alpha.pielou_e(SIZES)),
        (measures.evenness(SIZES), 0.96593),
        (measures.hhi(SIZES), alpha.dominance(SIZES)),
        (measures.normalised_hhi(SIZES), 0.03583),
        (measures.gini(SIZES), alpha.gini_index(SIZES, method="trapezoids")),
        (measures.gini(SIZES), 0.14444),
    ],
)
def test_measure_of_one_text(got, want):
    assert got == pytest.approx(want, rel=1e-4)


@pytest.mark.parametrize(
    "measure", [measures.mattr, measures.mtld, measures.hdd, measures.yule_k, measures.entropy, measures.gini]
)
def test_nothing_is_not_a_number(measure):
    assert math.isnan(measure([]))


def test_one_part_has_no_evenness():
    assert math.isnan(measures.evenness([5]))
    assert math.isnan(measures.normalised_hhi([5]))


def test_mattr_needs_one_whole_window():
    assert math.isnan(measures.mattr(["甲"] * 49, 50))
    assert measures.mattr(["甲"] * 50, 50) == 1 / 50


def test_mtld_of_words_that_never_repeat_is_infinite():
    assert measures.mtld(["甲", "乙", "丙"]) == math.inf


@pytest.mark.parametrize("a, b", [(58, 25), (3, 90), (0, 12), (12, 0), (5, 6)])
def test_keyness_against_power_divergence(a, b):
    c, d = 10_000, 12_000
    expected = [c * (a + b) / (c + d), d * (a + b) / (c + d)]
    want = stats.power_divergence([a, b], expected, lambda_="log-likelihood").statistic
    got = measures.keyness(a, b, c, d)
    assert abs(got) == pytest.approx(want)
    assert np.sign(got) == np.sign(a / c - b / d)


def test_worked_values_of_keyness():
    assert measures.keyness(58, 25, 10_000, 12_000) == pytest.approx(20.1955, abs=1e-4)
    assert measures.log_ratio(58, 25, 10_000, 12_000) == pytest.approx(1.4772, abs=1e-4)


def test_a_word_missing_from_the_reference_counts_half():
    assert measures.log_ratio([4], [0], 100, 100) == pytest.approx(3)


def test_p_of_keyness_is_the_upper_tail_of_chi_square():
    g2 = [-20.2, 0.0, 3.841, 11.0]
    assert measures.keyness_p(g2) == pytest.approx(stats.chi2.sf(np.abs(g2), 1))


def test_false_discovery_against_scipy():
    p = [0.01, 0.04, 0.03, 0.2, 0.9, 0.001]
    assert measures.false_discovery(p) == pytest.approx(stats.false_discovery_control(p))


def test_false_discovery_of_no_tests_is_empty():
    assert measures.false_discovery([]).size == 0


def test_dispersion_of_gries_corpus():
    # the worked example of Gries 2008
    parts = ["bamnibeup", "basatbewqn", "bcagabesta", "baghabeaat", "bahaabeaxat"]
    counts = [[part.count("a") for part in parts]]
    sizes = [len(part) for part in parts]
    assert measures.dp(counts, sizes) == pytest.approx([0.18])
    assert measures.juilland_d(counts, sizes) == pytest.approx([0.785150], abs=1e-6)


def test_dispersion_of_an_absent_word_is_not_a_number():
    assert np.isnan(measures.dp([[0, 0]], [10, 10])).all()
    assert np.isnan(measures.juilland_d([[0, 0]], [10, 10])).all()


def test_a_word_of_one_part_is_not_spread_at_all():
    assert str(measures.juilland_d([[0, 1, 0, 0]], [46, 82, 70, 34])[0]) == "0.0"


def test_dispersion_over_one_part():
    assert np.isnan(measures.juilland_d([[3]], [10])).all()


def test_log_dice_against_nltk_dice():
    dice = BigramAssocMeasures.dice(20, (50, 60), 10_000)
    assert measures.log_dice(20, 50, 60) == pytest.approx(14 + math.log2(dice))
    assert measures.log_dice(20, 50, 60) == pytest.approx(12.54057, abs=1e-5)

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer

from matching.suggesting.features import answered, letters, stems, unit
from matching.suggesting.fitting import fit_features


def test_every_word_counts_in_a_label_also_a_common_one() -> None:
    assert stems("Look after the gardens, 2 gardens") == {
        "look": 1,
        "after": 1,
        "the": 1,
        "garden": 2,
        "2": 1,
    }


def test_runs_of_letters_are_those_of_scikit_learn() -> None:
    text = "first aid at a big event in ashford"
    analyse = CountVectorizer(analyzer="char_wb", ngram_range=(3, 5)).build_analyzer()
    runs = analyse(text)
    found = letters(text)
    assert set(found) == set(runs)


def test_a_label_answers_its_own_words_wholly() -> None:
    labels = ["drive minibus", "drive", "first aid"]
    features, held = fit_features(labels, np.array([0, 0, 1]), 2, stems)
    at, share = features.question(stems("drive minibus zebra"))
    scores = answered(features.labels, at, share, 3)
    assert scores[0] == np.max(scores)
    assert abs(scores[0] - 1) < 1e-6
    assert scores[2] == 0
    assert held.toarray().sum() == 4


def test_zeros_stay_zeros() -> None:
    assert unit(np.zeros(2)).tolist() == [0, 0]
    assert unit(np.array([3.0, 4.0])).tolist() == [0.6, 0.8]

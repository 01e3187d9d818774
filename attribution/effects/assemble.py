"""Makes a bundle of the results of a run."""

from collections.abc import Mapping
from dataclasses import dataclass

from attribution.axes import Metric
from attribution.effects import bundle as records
from attribution.effects.base import BaseEnsemble
from attribution.effects.groups import ModelState
from attribution.effects.measures import Misclassification
from attribution.effects.ranking import RankedList
from attribution.effects.relevance import IndividualEffects
from attribution.effects.relevance_rule import LEVEL
from attribution.effects.scenario import Scenario
from attribution.effects.significance import observations
from attribution.training.task import changed_labels
from core.arrays import Booleans, Floats, Integers
from core.rounding import rounded


@dataclass(frozen=True)
class Results:
    """The results of a finished run; `after` holds a state for the key of each group."""

    scenario: Scenario
    base: BaseEnsemble
    errors: tuple[Misclassification, ...]
    effects: IndividualEffects
    lists: list[RankedList]
    before: ModelState
    after: Mapping[str, ModelState]

    def error_id(self, error: int) -> str:
        return self.scenario.dataset.test.ids[self.errors[error].sample]


def assemble_bundle(results: Results) -> records.Bundle:
    scenario, dataset = results.scenario, results.scenario.dataset
    errors = range(len(results.errors))
    shown = sorted({sample for ranked in results.lists for sample in ranked.samples})
    changed = changed_labels(dataset.training.labels, results.base.training_probabilities)
    return records.Bundle(
        scenario=scenario.name,
        source=dataset.source,
        modality=dataset.modality,
        classes=dataset.class_names,
        features=dataset.features,
        actions=scenario.actions,
        numbers=scenario.numbers,
        provenance=records.Provenance(scenario.recipe.fingerprint, scenario.recipe.document),
        ensemble=records.Ensemble(
            seeds=scenario.seeds,
            checkpoints=scenario.trainer.checkpoints,
            observations="checkpoints" if len(scenario.seeds) == 1 else "seeds",
        ),
        relevance=records.Relevance(
            recipe=scenario.recipe_name,
            gate=scenario.rule.gate,
            level=LEVEL,
            direction=scenario.rule.direction,
            most=scenario.rule.most,
        ),
        base_model=_base_model(results),
        errors=tuple(_model_error(results, error) for error in errors),
        training_samples=tuple(
            _training_sample(results, sample, int(changed[sample])) for sample in shown
        ),
        rankings=tuple(_ranking(results, ranked) for ranked in results.lists),
        group_effects=tuple(
            effect for ranked in results.lists for effect in _group_effects(results, ranked)
        ),
    )


def _base_model(results: Results) -> records.BaseModel:
    dataset, before = results.scenario.dataset, results.before
    classified = results.base.test_probabilities.argmax(axis=1)
    return records.BaseModel(
        training_samples=len(dataset.training) - len(dataset.held_back),
        test_samples=len(dataset.test),
        test_errors=int((classified != dataset.test.labels).sum()),
        test_accuracy=_estimate(before.accuracy),
        mean_loss=_estimate(before.mean_loss),
    )


def _model_error(results: Results, position: int) -> records.ModelError:
    error = results.errors[position]
    measured = results.before.on_errors[..., position, :]
    return records.ModelError(
        id=results.error_id(position),
        true_class=error.true_class,
        predicted_class=error.predicted_class,
        display=results.scenario.dataset.test.displays[error.sample],
        **{str(metric): _estimate(measured[..., at]) for at, metric in enumerate(Metric)},
    )


def _training_sample(results: Results, sample: int, changed_class: int) -> records.TrainingSample:
    training = results.scenario.dataset.training
    return records.TrainingSample(
        id=training.ids[sample],
        true_class=int(training.labels[sample]),
        predicted_class=int(results.base.training_probabilities[sample].argmax()),
        changed_class=changed_class,
        display=training.displays[sample],
    )


def _ranking(results: Results, ranked: RankedList) -> records.Ranking:
    action = results.effects.actions.index(ranked.action)
    metric = list(Metric).index(ranked.metric)
    return records.Ranking(
        error=results.error_id(ranked.error),
        action=ranked.action,
        metric=ranked.metric,
        relevant=ranked.relevant,
        samples=tuple(
            _ranked_sample(results, (action, sample, ranked.error, metric))
            for sample in ranked.samples
        ),
    )


def _ranked_sample(results: Results, at: tuple[int, int, int, int]) -> records.RankedSample:
    tested = results.effects.significance
    return records.RankedSample(
        id=results.scenario.dataset.training.ids[at[1]],
        mean=rounded(tested.mean[at]),
        variance=rounded(tested.variance[at]),
        p=rounded(tested.p[at]),
        p_nguyen=rounded(tested.p_nguyen[at]),
        q=rounded(results.effects.q[at]),
        degenerate=bool(tested.degenerate[at]),
        same_sign=int(results.effects.same_sign[at]),
        in_top=int(results.effects.in_top[at]),
    )


def _group_effects(results: Results, ranked: RankedList) -> list[records.GroupEffect]:
    return [
        _group_effect(results, ranked, len(group.indices), results.after[group.key])
        for group in ranked.groups(results.scenario.numbers)
    ]


def _group_effect(
    results: Results, ranked: RankedList, number: int, after: ModelState
) -> records.GroupEffect:
    before, error = results.before, ranked.error
    changes = {
        str(metric): _change(before.on_errors[..., error, at], after.on_errors[..., error, at])
        for at, metric in enumerate(Metric)
    }
    was_right, is_right = before.is_right[..., error], after.is_right[..., error]
    return records.GroupEffect(
        error=results.error_id(error),
        action=ranked.action,
        metric=ranked.metric,
        number=number,
        **changes,
        error_right=_change(was_right.astype(float), is_right.astype(float)),
        test_accuracy=_change(before.accuracy, after.accuracy),
        mean_loss=_change(before.mean_loss, after.mean_loss),
        errors_fixed=_mean_of_others(after.errors_fixed, ~was_right & is_right),
        errors_made=_mean_of_others(after.errors_made, was_right & ~is_right),
    )


def _mean_of_others(counts: Integers, error_itself: Booleans) -> float:
    """Mean over members of counts - error_itself, both [seeds, checkpoints]."""
    return rounded(float((counts - error_itself).mean()))


def _estimate(members: Floats) -> records.Estimate:
    """Mean and sd (ddof 1) of the observations; members [seeds, checkpoints]."""
    observed = observations(members)
    return records.Estimate(rounded(observed.mean()), rounded(observed.std(ddof=1)))


def _change(before: Floats, after: Floats) -> records.Change:
    """Mean and sd (ddof 1) of after - before, paired by member; both [seeds, checkpoints]."""
    difference = observations(after - before)
    return records.Change(
        before=rounded(observations(before).mean()),
        after=rounded(observations(after).mean()),
        change=rounded(difference.mean()),
        standard_deviation=rounded(difference.std(ddof=1)),
    )

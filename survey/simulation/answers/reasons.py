"""Why somebody chose an action, a metric and a number: sentences by the key of their theme."""

from survey.simulation.answers.kinds import ANY, PICTURES, Sentences

REASONS: Sentences = {
    "removal_shows_causal_effect": {
        ANY: (
            "[Taking|Leaving] them out [shows|tells me] what they [did|caused|contributed]",
            (
                "[If|When] the error [goes away|shrinks] without them, [it was them|they were the "
                "cause]"
            ),
            (
                "[Removal|Leaving out] is the [cleanest|most direct|plainest] test of [cause and "
                "effect|what a sample does]"
            ),
        ),
    },
    "remove_noisy_data": {
        ANY: (
            (
                "[They|These samples] [looked harmful|did more harm than good|looked like noise], "
                "so [out with them|I wanted them gone]"
            ),
        ),
    },
    "changing_label_to_correct": {
        ANY: (
            (
                "[They|The samples] looked wrongly labelled, so [I wanted them corrected|another "
                "label is what they need]"
            ),
            "[With|Given] the [right|correct] label they would [help|stop doing harm]",
        ),
    },
    "label_change_probability_boundary": {
        ANY: (
            (
                "[Flipping|Changing] the labels and [watching|following] the probability shows "
                "[where|how near] the [boundary|line] [runs|is]"
            ),
            (
                "[Once|When] I [flip|change] the labels I see in the [probabilities|percentages] "
                "how close {true} and {predicted} are"
            ),
        ),
    },
    "upweight_specific_features": {
        ANY: (
            (
                "[I wanted it to|The model should] [pay more attention to|learn more from|listen "
                "more to] [these|such] samples"
            ),
        ),
    },
    "resample_reweight_data": {
        ANY: (
            (
                "[Counting|Weighting] them [more|up] [is like|comes close to|amounts to] "
                "[balancing the classes|oversampling]"
            ),
        ),
    },
    "collect_specific_new_data": {
        ANY: (
            (
                "[Upweighting|Counting them ten times] is the nearest thing to [having|collecting] "
                "more [of them|such data]"
            ),
        ),
    },
    "loss_most_informative": {
        ANY: (
            (
                "[The loss|It] [takes in|sums up|covers] all [classes|the classes][|, not just "
                "two|, not only one]"
            ),
            "[The loss|It] is what the model is trained on, so [it tells most|I trust it most]",
        ),
        PICTURES: ("With ten classes [one|a single] probability [hides|leaves out] too much",),
    },
    "ground_truth_probability_is_target": {
        ANY: (
            (
                "[In the end|After all] the [right|true] class [has to win|is what should go "
                "up|must come out on top]"
            ),
            (
                "[Raising|Pushing up] the probability of {true} is [the point|the goal|what "
                "mending it means]"
            ),
        ),
    },
    "probabilities_are_intuitive": {
        ANY: (
            "A [percentage|probability] [tells me|says] more than a loss of [0.4|1.2|2]",
            "It is [easy to read|easier to grasp], [always between 0 and 100|with a fixed range]",
            "I can [see|tell] how [near|close] it comes to [the boundary|tipping over]",
        ),
    },
    "group_size_reliable_attribution": {
        ANY: (
            (
                "[One|A single one] [hardly does anything|is just noise], with [{number}|more of "
                "them] there is an effect"
            ),
            "[Fewer|Less] than that [gave|showed] no [clear|steady] change",
            "The [effect|change] only [got|became] larger than its ± with [that many|{number}]",
        ),
    },
    "small_group_prevents_reasoning_change": {
        ANY: (
            "[More|Any more] would [turn it into|give me|make it] [a different|another] model",
            "I did not want to [change|disturb] [the rest|everything else|the model as such]",
        ),
    },
    "group_for_overview": {
        ANY: (
            "[With|From] {number} I [can see|see] what they have in common",
            "[One|A single one] [does not|cannot] show [a pattern|what is going on]",
            (
                "Seeing [several|more] of them [helps|helped] me to [check my idea|understand the "
                "error]"
            ),
        ),
    },
    "balance_variety_conciseness": {
        ANY: (
            "[Enough|Many enough] to see some [range|variety] and few enough to [look at|take in]",
            "[More|Any more] is too much to [take in|look at], [fewer|less] shows too little",
        ),
    },
    "focus_on_overall_performance": {
        ANY: (
            (
                "[It|This] [gave|had] the [best|highest] [test accuracy|accuracy on all test "
                "examples][| of those I tried]"
            ),
            (
                "I tried [a few|several|them all] and [kept|took] the one with the [best|highest] "
                "accuracy"
            ),
            (
                "[What counts|What matters] is [the whole model|how good the model is overall][|, "
                "not one case]"
            ),
        ),
    },
    "focus_on_error": {
        ANY: (
            "[It|This one] [moved|changed] [this|the] error the most",
            "I [only looked at|went by] [what happens to|the effect on] this one [case|error]",
            "[First of all|Above all] I want this {true} to come out right",
        ),
    },
    "grouping_erroneous_test_samples": {
        ANY: (
            (
                "I cannot tell [whether|if] it is only this one or [all|other] {true} [like it|as "
                "well]"
            ),
            "I would [need|want|like] to see [other|more] [errors|test errors] of the same kind",
        ),
    },
    "study_interface_unfamiliar": {
        ANY: (
            (
                "I am not [sure|certain] that I [used this right|read the numbers right|understood "
                "the page]"
            ),
            "The [page|tool] [takes|took] [some getting used to|a while to understand]",
        ),
    },
    "feature_attribution_inspection": {
        ANY: (
            (
                "I [missed|would have liked] [a saliency map|some feature attribution|a hint at "
                "which features mattered]"
            ),
        ),
    },
    "manual_inspection": {
        ANY: (
            (
                "I [wanted|would have liked] to [scroll through|look at] [all of the training "
                "data|the raw data myself]"
            ),
        ),
    },
}

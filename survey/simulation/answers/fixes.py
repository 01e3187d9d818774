"""What somebody would do about an error, in many words: sentences by the key of their theme."""

from collections.abc import Mapping

from survey.simulation.answers.kinds import ANY, CURVES, PICTURES, ROWS, TEXTS, Sentences

FIXES: Sentences = {
    "remove_noisy_data": {
        ANY: (
            (
                "[Throw out|Drop|Take out|Delete] the [bad|doubtful|noisy|harmful] [samples|ones] "
                "and [retrain|train again]"
            ),
            "I would [leave out|filter out|remove] whatever [pulls|pushes] it towards {predicted}",
            "Clean the training set of [the worst offenders|such samples|the confusing ones]",
        ),
    },
    "changing_label_to_correct": {
        ANY: (
            (
                "[Relabel|Correct the labels of|Fix the labels of] [those samples|the ones "
                "shown|the wrong ones] [and train again|and see|first]"
            ),
            "I would [set|change] the [wrong|doubtful] labels [to|back to] {true}",
            "[Go through|Check] the labels and [put right|correct] what is wrong",
        ),
    },
    "fix_labelling_pipeline": {
        ANY: (
            (
                "[Ask|Find out] [who labelled these|how these labels came about|how the labelling "
                "was done][| and with what instructions]"
            ),
            (
                "[Have|Let] [two people|a second person] label [everything|such cases] [from now "
                "on|in future]"
            ),
            (
                "Give the annotators [a clearer guideline|better instructions] for {true} "
                "[versus|and] {predicted}"
            ),
        ),
    },
    "training_process_engineering": {
        ANY: (
            "[Train|Run] it [longer|for more epochs] with a [smaller|lower] learning rate",
            (
                "[Tune|Sweep|Revisit] [the hyperparameters|regularisation and learning rate|the "
                "training settings][| again]"
            ),
            "Add [early stopping|dropout|weight decay] and [compare|train again]",
        ),
    },
    "model_architecture_engineering": {
        ANY: (
            (
                "[Try|Use|Take] [another|a bigger|a different] [model|architecture][| altogether| "
                "for this]"
            ),
        ),
        PICTURES: ("A [small|proper|simple] convolutional network [would|should] do better here",),
        ROWS: (
            (
                "[Gradient boosting|A tree ensemble|A random forest] [would|should] do better on "
                "[such a table|these columns]"
            ),
        ),
        TEXTS: (
            "A [pretrained|proper|small] language model [would|should] [read|handle] these better",
        ),
        CURVES: (
            "A model that [sees|knows] the order of the values [would|should] do better here",
        ),
    },
    "feature_engineering": {
        ANY: ("[Rework|Rethink|Go over] the [features|inputs][| before anything else]",),
        PICTURES: ("Feed it [edges|better features] instead of [raw pixels|plain pixels]",),
        ROWS: (
            "[Bin|Scale|Transform] the [amount|age|duration] before it goes in",
            (
                "[Add|Build] [a ratio of amount to duration|a feature for the income|an "
                "interaction of history and amount]"
            ),
        ),
        TEXTS: (
            (
                "[Count|Feed it] [pairs of words|word embeddings|longer phrases] instead of single "
                "words"
            ),
        ),
        CURVES: ("[Smooth|Align|Normalise] the curves before [they go in|training]",),
    },
    "upweight_specific_features": {
        ANY: (
            (
                "[Give|Put] more weight on [{true} samples|samples] that show [what makes it "
                "{true}|the telling feature|this feature]"
            ),
            (
                "[Weigh up|Upweight] the [few|clear|good] {true} examples so [that it learns from "
                "them|it looks there]"
            ),
        ),
    },
    "feature_attribution_inspection": {
        ANY: (
            (
                "[First I would|I would|I'd] [look at|run|compute] [a saliency map|SHAP "
                "values|feature attributions] to see what it [looks at|reacts to]"
            ),
            (
                "[Find out|Check] which [features|inputs] [misled it|pushed it to {predicted}][| "
                "before doing anything]"
            ),
        ),
    },
    "manual_inspection": {
        ANY: (
            (
                "[Go|I would go] through [the {predicted} samples|a few dozen samples|the training "
                "data] [by hand|by eye|one by one]"
            ),
            (
                "[Look|I always look] at the [raw data|samples themselves] [first|before anything "
                "else]"
            ),
        ),
    },
    "collect_specific_new_data": {
        ANY: (
            (
                "[Collect|Get|Gather] more [samples|examples] of {true} [like this one|of this "
                "kind|that look like this]"
            ),
            "[What is needed is|I would ask for] more {true} [close to|near] {predicted}",
        ),
    },
    "synthesise_augment_data": {
        ANY: (
            "[Augment|Vary] the {true} samples, [since|as] we [cannot get|will not get] new ones",
        ),
        PICTURES: (
            (
                "[Rotate, crop and shift|Flip and crop|Add noise to] the {true} pictures[| and "
                "train again]"
            ),
        ),
        ROWS: (
            "[Generate|Synthesise] [rows|applications] [around|close to] this one[| with SMOTE]",
        ),
        TEXTS: ("[Paraphrase|Back-translate] the {true} texts[| and train again]",),
        CURVES: ("[Shift|Stretch|Add noise to] the {true} curves[| and train again]",),
    },
    "resample_reweight_data": {
        ANY: (
            "[Balance|Even out] the classes [by|with] [oversampling|undersampling|class weights]",
            "[Oversample|Draw more often from] {true} until the classes are [even|equal]",
        ),
    },
    "collect_any_new_data": {
        ANY: (
            (
                "[More data|A bigger training set|Simply more data] [would help|should do it|is "
                "what I would ask for]"
            ),
            "[Collect|Get] more data[, whatever it is|, of everything| first]",
        ),
    },
}

FIXES_OF: Mapping[str, Mapping[str, float]] = {
    "mislabeled_data": {
        "changing_label_to_correct": 5,
        "remove_noisy_data": 3,
        "manual_inspection": 2,
        "fix_labelling_pipeline": 2,
    },
    "incomplete_training": {
        "training_process_engineering": 7,
        "model_architecture_engineering": 2,
        "collect_any_new_data": 1,
    },
    "spurious_correlation": {
        "feature_attribution_inspection": 4,
        "collect_specific_new_data": 3,
        "synthesise_augment_data": 2,
        "feature_engineering": 2,
        "remove_noisy_data": 1,
    },
    "similar_class_features": {
        "upweight_specific_features": 4,
        "collect_specific_new_data": 3,
        "feature_engineering": 2,
        "feature_attribution_inspection": 1,
        "manual_inspection": 1,
    },
    "low_dataset_diversity": {
        "collect_specific_new_data": 5,
        "synthesise_augment_data": 4,
        "collect_any_new_data": 1,
    },
    "class_overlap": {
        "feature_engineering": 3,
        "model_architecture_engineering": 3,
        "collect_specific_new_data": 2,
        "manual_inspection": 2,
    },
    "dataset_imbalance": {
        "resample_reweight_data": 7,
        "collect_specific_new_data": 2,
        "synthesise_augment_data": 1,
    },
    "small_dataset_size": {
        "collect_any_new_data": 5,
        "synthesise_augment_data": 3,
        "training_process_engineering": 1,
    },
}
"""How likely each remedy is for whoever holds a cause responsible, as weights.

Which goes with which is what section 4.5.2 of the paper tells of its participants.
"""

"""Why the model erred, in many words: sentences by the key of the theme that they carry.

The themes are those of the codebook that ships with the founding study; the words are our own.
"""

from survey.simulation.answers.kinds import ANY, CURVES, PICTURES, ROWS, TEXTS, Sentences

CAUSES: Sentences = {
    "mislabeled_data": {
        ANY: (
            (
                "[Some|Several|A few|Quite a few] of the [samples it lists|samples shown|training "
                "samples beside it] [look|seem] [wrongly labelled|mislabelled] to me"
            ),
            (
                "[I think|I suspect|My guess is that] [somebody|the annotators|whoever labelled "
                "this] [put|filed] [things|samples|cases] under {predicted} that [are|should be] "
                "{true}"
            ),
            (
                "[The labels|Labels] [near|close to|around] this [one|case] [are not clean|look "
                "noisy|cannot all be right]"
            ),
            (
                "[At least one|One or two|More than one] of them [is|are] labelled {predicted} "
                "[although|where|but] I would [have said|say] {true}"
            ),
        ),
    },
    "incomplete_training": {
        ANY: (
            (
                "[It|The model] [looks|seems] [undertrained|stopped too early|not trained to the "
                "end][, going by how unsure it is|, if I look at the loss|]"
            ),
            (
                "[Probably|Maybe|Perhaps] the [learning rate|number of epochs|regularisation] was "
                "[never tuned|badly chosen|off]"
            ),
            (
                "[I would blame|I put it down to|This smells like] the training "
                "[run|set-up|itself] [rather than|more than] the data"
            ),
        ),
    },
    "spurious_correlation": {
        ANY: (
            (
                "It [seems to rely on|picks up|latches on to] [something|a detail] that [has "
                "nothing to do with|merely goes along with] {predicted}"
            ),
            (
                "[I think|Perhaps|Possibly] it [learnt|found] a shortcut [from|in] the {predicted} "
                "samples"
            ),
        ),
        PICTURES: (
            (
                "[The background|The brightness|The contrast|The dark area] seems to [mislead "
                "it|stand in for the class|decide more than the shape]"
            ),
        ),
        ROWS: (
            (
                "[One column|The checking account|The amount of the loan] seems to [decide "
                "everything|drown out the rest|stand in for all others]"
            ),
        ),
        TEXTS: (
            (
                "[One word|A single phrase|The greeting] [seems to decide|decides] the whole "
                "text[| for it|, whatever else it says]"
            ),
        ),
        CURVES: (
            (
                "[One peak|The noise|The level at the start] seems to [decide more than the "
                "shape|stand in for the whole curve]"
            ),
        ),
    },
    "similar_class_features": {
        ANY: (
            (
                "[This|The] {true} [really does look|looks|happens to look] like {predicted}[| to "
                "me too|, I would have guessed the same]"
            ),
            "It [shares|has] [a lot of|many|most] features [of|with] {predicted}",
            (
                "For {true} this [one|case] is [untypical|an odd one|rather unusual] and "
                "[lies|sits] closer to {predicted}"
            ),
        ),
        PICTURES: (
            (
                "[The sleeves|The outline|The cut|The silhouette] could [just as well|easily] "
                "belong to {predicted}"
            ),
        ),
        ROWS: (
            (
                "[The numbers|The values] of this [applicant|application|row] are like those of [a "
                "typical|an ordinary|a clear] {predicted}"
            ),
        ),
        TEXTS: (
            (
                "[The wording|The choice of words|The vocabulary] [would fit|reads like] "
                "{predicted} [just as well|too]"
            ),
        ),
        CURVES: (
            (
                "[The shape|The course|The slope] of this curve [follows|runs along] {predicted} "
                "[nearly all the way|for most of its length]"
            ),
        ),
    },
    "low_dataset_diversity": {
        ANY: (
            (
                "[The|All the] {true} samples are [all alike|much the same|very similar], so it "
                "has [not|never] seen one like this"
            ),
            (
                "[It|The model] has [not|never|hardly] seen [enough kinds|enough variety|enough "
                "different examples] of {true}"
            ),
            (
                "There is [too little|hardly any|not enough] variety within {true}[| in the "
                "training set]"
            ),
        ),
    },
    "class_overlap": {
        ANY: (
            (
                "{true} and {predicted} [overlap|are hard to tell apart|blur into each other] "
                "[anyway|in general|even for people]"
            ),
            (
                "[There is|I see] no [clear|sharp|real] [boundary|line] between {true} and "
                "{predicted}[| in these data]"
            ),
        ),
        PICTURES: (
            (
                "[At this size|With so few pixels|In such a small picture] {true} and {predicted} "
                "are [the same thing|indistinguishable|much alike]"
            ),
        ),
        ROWS: (
            (
                "[Six|So few|These] columns [do not|cannot] [separate|tell apart] {true} and "
                "{predicted}"
            ),
        ),
        TEXTS: (
            (
                "[People write|One writes] about {true} and {predicted} in the same "
                "[words|sentences]"
            ),
        ),
        CURVES: (
            (
                "[With so much noise|On this scale] the curves of {true} and {predicted} "
                "[cross everywhere|cannot be told apart]"
            ),
        ),
    },
    "dataset_imbalance": {
        ANY: (
            (
                "[There are|I expect|I bet there are] [far|many] more {predicted} than {true} "
                "[samples|cases|examples]"
            ),
            (
                "It [favours|prefers|leans to] {predicted} because that is the [bigger|larger|more "
                "frequent] class"
            ),
        ),
        ROWS: (
            (
                "[Most|Nearly all|The majority of] [loans|applications] it saw were {predicted}, "
                "so it [guesses|says] that"
            ),
        ),
    },
    "small_dataset_size": {
        ANY: (
            (
                "[The training set|The data set|All this] is [just too small|too small|tiny] to "
                "[learn that|generalise from]"
            ),
            (
                "With so [few samples|few examples|little data] it [just memorises|overfits|learns "
                "them by heart]"
            ),
        ),
    },
}

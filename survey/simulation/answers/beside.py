"""What people write besides: sentences that carry no theme."""

from collections.abc import Mapping

LEADS: Mapping[str, tuple[str, ...]] = {
    "under_1": ("I am new to this, but", "We had this in a course:", "As a beginner I'd say:"),
    "from_1_to_3": ("As far as I have seen,", "From my own projects:", "From what I know,"),
    "from_3_to_5": ("What I often see:", "From experience,", "As so often,"),
    "over_5": ("After some years of this:", "As in most projects,", "Classic case:"),
}
"""How a sentence is led in, by the years of experience that somebody said they have."""

SHORT = (
    "[No idea|I do not know|Hard to say|Not sure]",
    "[See above|As above|Same as before]",
    "[Gut feeling|Just a guess|Intuition]",
)
"""Answers that are none."""

MORE = (
    "I [looked at|went through] the samples [one by one|twice|for a while]",
    "[But|Though] that is [only a guess|hard to prove from this]",
    "[Hard|Difficult] to say more [from one case|without the data]",
    "[As I said|Again], that is [what I saw|my impression]",
    "[Anyway|All in all], the [results|numbers] [fit that|agree with it]",
    "[I have|We have] seen something [similar|like it] [before|at work|in another project]",
    "The accuracy [hardly moved|stayed about the same][, by the way|]",
)

FOR_METRIC = (
    "It is what I [always|usually|normally] [watch|look at]",
    "[Habit|Out of habit]",
    "[The others|The other two] [told|showed] me [less|nothing new]",
)
FOR_NUMBER = (
    "[No particular reason|A round number|It felt about right]",
    "I [started|began] there and [saw no reason to change|stayed with it]",
)
FOR_ONE = ("[One|A single one] is easiest to [look at|think about]",)
FOR_MOST = ("I [just took|took] [the maximum|as many as I could]",)

MISSING = (
    "[How|With what settings] the model was trained",
    "How [big|large] the training set [is|was]",
    "[No|Nope|Nothing][, it was fine|, thanks|]",
    "What the model says [without|before] any of this [on other cases|elsewhere]",
)
REMARKS = (
    "[Interesting|Nice] [study|idea][, thanks|]",
    "[It took|Took] [me |]longer than [expected|I thought]",
    "[Good luck|All the best][| with it]",
    "I [would use|might use] [such a tool|something like this] [at work|in my projects]",
)

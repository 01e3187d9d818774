"""Any design space that a study can declare, for property tests."""

from hypothesis import strategies as st

from attribution.settings import is_reserved
from survey.design.design_space import DesignSpace

keys = st.from_regex(r"\A[a-z][a-z0-9_]{0,7}\Z").filter(lambda key: not is_reserved(key))
level_keys = st.from_regex(r"\A[a-z0-9][a-z0-9_]{0,7}\Z")
titles = st.text(alphabet="abcXYZ äß-", min_size=1, max_size=12).filter(str.strip)

axes = st.fixed_dictionaries(
    {
        "title": titles,
        "levels": st.lists(level_keys, min_size=1, max_size=6, unique=True)
        | st.dictionaries(level_keys, titles, min_size=1, max_size=6),
    },
    optional={"ordered": st.booleans(), "help": titles},
)

design_spaces = st.dictionaries(keys, axes, min_size=1, max_size=4).map(
    lambda declared: DesignSpace.model_validate({"axes": declared})
)

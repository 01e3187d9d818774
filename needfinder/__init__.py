"""All of the project, once it is installed: the wheel lays its folders and manage.py in here.

Names such as `config` and `survey` are too common to be everybody's in an environment, so they can
be imported only after `import needfinder` (docs/decisions/0011). A checkout does without.
"""

import sys
from pathlib import Path

HERE = str(Path(__file__).parent)
if HERE not in sys.path:
    sys.path.insert(0, HERE)

"""The installed project: the wheel puts all of its folders and manage.py into this package.

Names such as `config` and `survey` are too common for the top level of an environment, so they can
be imported only after `import needfinder` (docs/decisions/0011). A checkout does not need this.
"""

import sys
from pathlib import Path

HERE = str(Path(__file__).parent)
if HERE not in sys.path:
    sys.path.insert(0, HERE)

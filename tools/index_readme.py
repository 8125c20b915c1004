"""The README as a package index shows it: no image or link that only the repository has."""

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_HERE = r"(?!https?:|#)([^)\s]+)"


def for_index(readme: str) -> str:
    """Return a README whose relative images are their descriptions, and links file names.

    Examples
    --------
    >>> for_index("![A curve](a.png) See [the data](data/README.md), [GRIM](https://doi.org/x).")
    '*Figure: A curve* See `data/README.md`, [GRIM](https://doi.org/x).'
    """
    described = re.sub(rf"!\[([^\]]*)\]\({_HERE}\)", r"*Figure: \1*", readme)
    return re.sub(rf"\[[^\]]*\]\({_HERE}\)", r"`\1`", described)


class IndexReadme(MetadataHookInterface):
    """What hatchling asks for the long description when it builds."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Put the README into the package's metadata."""
        readme = Path(self.root, "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": for_index(readme)}

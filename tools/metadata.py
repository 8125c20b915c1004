"""What a built package says of itself: the README an index shows, and where it is developed."""

import re
import subprocess
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


def project_urls(origin: str) -> dict[str, str]:
    """Return the addresses of a project that is cloned from a public one; of another, none.

    No address is written down here: whoever hosts the repository is named by the clone that is
    built. User names and passwords are left out.

    Examples
    --------
    >>> project_urls("git@git.example.org:methods/peerstudy.git")["Source"]
    'https://git.example.org/methods/peerstudy'
    >>> project_urls("/srv/peerstudy")
    {}
    """
    found = re.fullmatch(
        r"(?:https://(?:[^@/]+@)?|(?:ssh://)?git@)([\w-]+(?:\.[\w-]+)*\.[a-z]+)[:/](.+?)(?:\.git)?/?",
        origin,
    )
    if not found:
        return {}
    source = f"https://{found[1]}/{found[2]}"
    return {"Source": source, "Issues": f"{source}/issues"}


class BuiltMetadata(MetadataHookInterface):
    """What hatchling asks for the long description and the addresses when it builds."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Put the README and the addresses into the package's metadata."""
        readme = Path(self.root, "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": for_index(readme)}
        if not Path(
            self.root, ".git"
        ).exists():  # a source archive, perhaps in another's repository
            return
        origin = ("git", "-C", self.root, "remote", "get-url", "origin")
        try:
            asked = subprocess.run(origin, capture_output=True, text=True, check=False)
        except FileNotFoundError:  # no git is here
            return
        metadata["urls"] = project_urls(asked.stdout.strip())

"""The names of exported files: they tell the version and betray nothing else."""

from typing import Final

WORDS: Final = {
    "export.version": ("Version {number}", "Version {number}"),
    "export.preview": ("Aperçu avant diffusion", "Preview before sending"),
    "export.file.version": ("cahier-des-charges-version-{number}", "specification-version-{number}"),
    "export.file.preview": ("cahier-des-charges-apercu", "specification-preview"),
    "export.file.working": ("cahier-des-charges-en-cours", "specification-in-progress"),
}

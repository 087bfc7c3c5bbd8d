"""The one renderer (A5): the page one reads, the file one sends and the comparison all draw a sealed view with it."""

from server.exports.render.fragments import Style, render_block, render_requirement, render_section_head
from server.exports.render.richtext import render_redline, render_signed, render_text

__all__ = [
    "Style",
    "render_block",
    "render_redline",
    "render_requirement",
    "render_section_head",
    "render_signed",
    "render_text",
]

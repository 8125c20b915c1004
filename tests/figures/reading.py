"""Reading figures back: the texts that are drawn, where they stand, and what colours look like."""

import numpy as np


def shown(figure):
    """Return each text that is drawn: ticks within the axes, labels, texts, legends."""
    found = [text for legend in figure.legends for text in legend.get_texts()]
    for ax in figure.axes:
        (left, right), (bottom, top) = sorted(ax.get_xlim()), sorted(ax.get_ylim())
        found += ax.texts
        if ax.axison:
            found += [t for t in ax.get_xticklabels() if left <= t.get_position()[0] <= right]
            found += [t for t in ax.get_yticklabels() if bottom <= t.get_position()[1] <= top]
            found += [ax.xaxis.label, ax.yaxis.label]
    return [text for text in found if text.get_text().strip() and text.get_visible()]


def texts_of(figure):
    """Return each text that is drawn with its box."""
    return [(text.get_text(), text.get_window_extent()) for text in shown(figure)]


def sizes_of(figure):
    """Return the size of each text that is drawn, in points."""
    return [text.get_fontsize() for text in shown(figure)]


def crowded(figure):
    """List the texts that leave the figure, and the pairs that overlap."""
    figure.draw_without_rendering()
    frame, found = figure.bbox, texts_of(figure)
    wrong = [
        f"{text!r} leaves the figure"
        for text, box in found
        if box.x0 < frame.x0 or box.x1 > frame.x1 or box.y0 < frame.y0 or box.y1 > frame.y1
    ]
    x0, y0, x1, y1 = np.array([box.extents for _, box in found]).reshape(-1, 4).T[:, :, None]
    overlap = (x0 <= x1.T) & (x1 >= x0.T) & (y0 <= y1.T) & (y1 >= y0.T)
    pairs = np.argwhere(np.triu(overlap, 1))
    return wrong + [f"{found[i][0]!r} overlaps {found[j][0]!r}" for i, j in pairs]


def linear(colour):
    from matplotlib.colors import to_rgb

    rgb = np.array(to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


# Machado, Oliveira & Fernandes 2009, severity 1: https://doi.org/10.1109/TVCG.2009.113
SEEN_BY = {
    "everyone": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
         [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
         [-0.011820, 0.042940, 0.968881]]
    ),
    "greys": np.tile([0.2126, 0.7152, 0.0722], (3, 1)),
}  # fmt: skip


def lab(colour, seen_by="everyone"):
    """Give a colour in CIE L*a*b* as someone sees it."""
    rgb = np.clip(SEEN_BY[seen_by] @ linear(colour), 0, 1)
    to_xyz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    xyz = (to_xyz @ rgb) / np.array([0.9505, 1.0, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])

# SPDX-License-Identifier: Apache-2.0
"""Figures beside those of a baseline: what was lost, and a table of what there is."""

# What may be lost before it counts: runs differ by so much on a shared machine.
TOLERANCE = 0.2
# An exponent up to this is linear growth, whatever it was before.
LINEAR = 1.1


def lost(figures, baseline):
    """Sentences, one for each figure that lost over a fifth of its ratio or grows faster than it
    did; and sentences about names that stand on one side only."""
    now = {figure["name"]: figure for figure in figures}
    before = {figure["name"]: figure for figure in baseline}
    losses = [
        sentence for name in before if name in now
        for sentence in changes(name, before[name], now[name])]
    unknown = [f"'{name}' is not in the baseline" for name in now if name not in before]
    unknown += [f"'{name}' of the baseline was not measured" for name in before if name not in now]
    return losses, unknown


def changes(name, before, now):
    old, new = before.get("ratio"), now.get("ratio")
    if old is not None and new is None:
        yield f"'{name}' has no ratio now, {written(old)} in the baseline"
    if old is not None and new is not None and is_worse(old, new, now["better"]):
        yield f"'{name}' has the ratio {written(new)}, {written(old)} in the baseline"
    old, new = before.get("exponent"), now.get("exponent")
    if old is not None and new is not None and new > max(LINEAR, old * (1 + TOLERANCE)):
        yield f"'{name}' grows with the exponent {new:.2f}, {old:.2f} in the baseline"


def is_worse(old, new, better):
    return new < old * (1 - TOLERANCE) if better == "higher" else new > old * (1 + TOLERANCE)


def is_missed(figure):
    """Whether a figure is short of what was asked for."""
    if figure.get("exponent") is not None and figure["exponent"] > LINEAR:
        return True
    bar, ratio = figure.get("bar"), figure.get("ratio")
    if bar is None or ratio is None:
        return False
    return ratio < bar if figure["better"] == "higher" else ratio > bar


def sentence(figure):
    """A figure on one line."""
    parts = [f"{figure['name']}: {written(figure['figure'])} {figure['unit']}"]
    if figure.get("ratio") is not None:
        parts.append(f"{written(figure['ratio'])} x {figure['against']}")
    if figure.get("exponent") is not None:
        parts.append(f"exponent {figure['exponent']:.2f}")
    if figure.get("bar") is not None:
        parts.append(f"asked for {asked(figure)}")
    return ", ".join(parts) + (" (missed)" if is_missed(figure) else "")


def table(figures, date, machine):
    """The figures as Markdown."""
    lines = [f"Measured on {date}, {machine}.", "",
             "| what | figure | ratio | against | growth |", "|---|---|---|---|---|"]
    for figure in figures:
        ratio = "" if figure.get("ratio") is None else f"{written(figure['ratio'])} ×"
        exponent = figure.get("exponent")
        lines.append(
            f"| {figure['name']} | {written(figure['figure'])} {figure['unit']} | {ratio}"
            f" | {figure['against']} | {'' if exponent is None else f'n^{exponent:.2f}'} |")
    return "\n".join(lines)


def asked(figure):
    return f"{'at least' if figure['better'] == 'higher' else 'at most'} {written(figure['bar'])}"


def written(number):
    if abs(number) >= 100:
        return f"{number:,.0f}"
    return f"{number:.3g}"

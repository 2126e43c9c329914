"""Outlines with fewer points, nowhere further than a tolerance from what they were.

Of a contour's on-curve points some are kept, corners always; between two neighbours stands a line or one quadratic curve,
wherever that keeps within the tolerance both ways: every point of the old outline near the new one, and the reverse. Of all
such choices the one of the fewest bytes is taken (dynamic programming).  Deterministic.  Needs fontTools, numpy, numba."""
import math
import numpy as np
from fontTools.pens.ttGlyphPen import TTGlyphPen
from numba import njit

SPAN = 12      # segments that one may stand for
SAMPLES = 6    # points at which a segment is looked at
STEPS = 24     # pieces in which a new curve is looked at
CORNER = 40.0  # degrees


@njit(cache=True)
def away(points, count, line, length, tolerance):
    """Whether one of the points is further from the polyline than the tolerance."""
    for k in range(count):
        x, y = points[k, 0], points[k, 1]
        near = False
        for m in range(length - 1):
            ax, ay = line[m, 0], line[m, 1]
            dx, dy = line[m + 1, 0] - ax, line[m + 1, 1] - ay
            square = dx * dx + dy * dy
            t = 0.0 if square == 0.0 else min(1.0, max(0.0, ((x - ax) * dx + (y - ay) * dy) / square))
            ex, ey = ax + t * dx - x, ay + t * dy - y
            if ex * ex + ey * ey <= tolerance * tolerance:
                near = True
                break
        if not near:
            return True
    return False


@njit(cache=True)
def fit(start, end, old, count, tolerance):
    """What fits the `count` points of the old outline from start to end: 0: nothing; 1: a line; 2: the curve with the control
    point that is given with it."""
    x0, y0, x1, y1 = start[0], start[1], end[0], end[1]
    ends = np.empty((2, 2))
    ends[0, 0], ends[0, 1], ends[1, 0], ends[1, 1] = x0, y0, x1, y1
    if not away(old, count, ends, 2, tolerance):
        return 1, 0.0, 0.0
    # Where on the curve each old point is looked for: first by the way along the outline.
    at = np.zeros(count)
    for k in range(1, count):
        at[k] = at[k - 1] + math.hypot(old[k, 0] - old[k - 1, 0], old[k, 1] - old[k - 1, 1])
    if at[count - 1] == 0.0:
        return 0, 0.0, 0.0
    at /= at[count - 1]
    cx = cy = 0.0
    for turn in range(3):
        weight = sx = sy = 0.0
        for k in range(count):
            u = at[k]
            a, b, c = (1 - u) * (1 - u), 2 * u * (1 - u), u * u
            weight += b * b
            sx += b * (old[k, 0] - a * x0 - c * x1)
            sy += b * (old[k, 1] - a * y0 - c * y1)
        if weight < 1e-9:
            return 0, 0.0, 0.0
        cx, cy = sx / weight, sy / weight
        # Then by a step of Newton's towards the nearest point.
        for k in range(1, count - 1):
            u = at[k]
            ex = (1 - u) * (1 - u) * x0 + 2 * u * (1 - u) * cx + u * u * x1 - old[k, 0]
            ey = (1 - u) * (1 - u) * y0 + 2 * u * (1 - u) * cy + u * u * y1 - old[k, 1]
            fx, fy = 2 * (1 - u) * (cx - x0) + 2 * u * (x1 - cx), 2 * (1 - u) * (cy - y0) + 2 * u * (y1 - cy)
            gx, gy = 2 * (x1 - 2 * cx + x0), 2 * (y1 - 2 * cy + y0)
            slope = fx * fx + fy * fy + ex * gx + ey * gy
            if abs(slope) > 1e-9:
                at[k] = min(1.0, max(0.0, u - (ex * fx + ey * fy) / slope))
    cx, cy = np.round(cx), np.round(cy)
    curve = np.empty((STEPS + 1, 2))
    for k in range(STEPS + 1):
        u = k / STEPS
        curve[k, 0] = (1 - u) * (1 - u) * x0 + 2 * u * (1 - u) * cx + u * u * x1
        curve[k, 1] = (1 - u) * (1 - u) * y0 + 2 * u * (1 - u) * cy + u * u * y1
    if away(old, count, curve, STEPS + 1, tolerance) or away(curve, STEPS + 1, old, count, tolerance):
        return 0, 0.0, 0.0
    return 2, cx, cy


@njit(cache=True)
def size(value):
    """Bytes of a coordinate's difference in `glyf`."""
    value = abs(value)
    return 0 if value < 0.5 else 1 if value < 255.5 else 2


@njit(cache=True)
def corners(on, control, curved):
    """Which on-curve points of a closed contour are corners; `on` ends with the first point again."""
    n = len(curved)
    corner = np.zeros(n, dtype=np.bool_)
    for i in range(n):
        before = control[i - 1] if curved[i - 1] else on[i - 1 if i > 0 else n - 1]
        after = control[i] if curved[i] else on[i + 1]
        ax, ay, bx, by = on[i, 0] - before[0], on[i, 1] - before[1], after[0] - on[i, 0], after[1] - on[i, 1]
        corner[i] = abs(math.degrees(math.atan2(ax * by - ay * bx, ax * bx + ay * by))) > CORNER
    return corner


@njit(cache=True)
def choose(on, control, curved, corner, tolerance):
    """For every on-curve point of a closed contour that is reached: from which (-1: not kept), and how."""
    n = len(curved)
    samples = np.empty((n * SAMPLES + 1, 2))
    kept = np.round(on)
    for i in range(n):
        for k in range(SAMPLES):
            u = k / SAMPLES
            for axis in range(2):
                p0, p1 = on[i, axis], on[i + 1, axis]
                c = control[i, axis] if curved[i] else (p0 + p1) / 2
                samples[i * SAMPLES + k, axis] = (1 - u) * (1 - u) * p0 + 2 * u * (1 - u) * c + u * u * p1
    samples[n * SAMPLES] = on[n]
    cost = np.full(n + 1, 1e9)
    cost[0] = 0.0
    source = np.full(n + 1, -1)
    kind = np.zeros(n + 1, dtype=np.int64)
    through = np.zeros((n + 1, 2))
    for i in range(n):
        for j in range(i + 1, min(n, i + SPAN) + 1):
            count = (j - i) * SAMPLES + 1
            old = samples[i * SAMPLES:i * SAMPLES + count]
            if j == i + 1:
                how, cx, cy = (2, np.round(control[i, 0]), np.round(control[i, 1])) if curved[i] else (1, 0.0, 0.0)
            elif kept[i, 0] == kept[j, 0] and kept[i, 1] == kept[j, 1]:
                how, cx, cy = 0, 0.0, 0.0
            else:
                how, cx, cy = fit(kept[i], kept[j], old, count, tolerance)
            if how > 0:
                more = 1 + size(kept[j, 0] - kept[i, 0]) + size(kept[j, 1] - kept[i, 1])
                if how == 2:
                    more = 2 + size(cx - kept[i, 0]) + size(cy - kept[i, 1]) + size(kept[j, 0] - cx) + size(kept[j, 1] - cy)
                if cost[i] + more < cost[j]:
                    cost[j], source[j], kind[j] = cost[i] + more, i, how
                    through[j, 0], through[j, 1] = cx, cy
            if j < n and corner[j]:
                break
    return kept, source, kind, through


def contours(glyph):
    """Its contours as on-curve points, control points, and which segments are curves; points that `glyf` leaves out, as the
    middle of two control points, are put in."""
    start = 0
    for end in glyph.endPtsOfContours:
        points = [(x, y, flag & 1) for (x, y), flag in zip(glyph.coordinates[start:end + 1], glyph.flags[start:end + 1])]
        start = end + 1
        whole = []
        for (x0, y0, is_on0), (x, y, is_on) in zip([points[-1]] + points, points):
            if not is_on0 and not is_on:
                whole.append(((x0 + x) / 2, (y0 + y) / 2, 1))
            whole.append((x, y, is_on))
        first = next(k for k, point in enumerate(whole) if point[2])
        whole = whole[first:] + whole[:first + 1]
        on, control, curved, k = [whole[0][:2]], [], [], 1
        while k < len(whole):
            bent = not whole[k][2]
            control.append(whole[k][:2])
            k += bent
            # Lines of no length say nothing.
            if bent or whole[k][:2] != on[-1]:
                curved.append(bent)
                on.append(whole[k][:2])
            else:
                control.pop()
            k += 1
        yield np.array(on, float), np.array(control, float).reshape(-1, 2), np.array(curved, bool)


def simplify(glyph, tolerance):
    """The glyph with fewer points; as it was if that would not be smaller."""
    if glyph.numberOfContours <= 0:
        return glyph
    pen = TTGlyphPen(None)
    for on, control, curved in contours(glyph):
        if len(curved) < 2:
            continue
        corner = corners(on, control, curved)
        first = next((k for k in range(len(curved)) if corner[k]), 0)
        on = np.concatenate([on[first:-1], on[:first + 1]])
        control, curved, corner = (np.roll(what, -first, 0) for what in (control, curved, corner))
        kept, source, kind, through = choose(on, control, curved, corner, tolerance)
        steps, at = [], len(curved)
        while at > 0:
            steps.append(at)
            at = source[at]
        pen.moveTo(tuple(map(int, kept[0])))
        for at in reversed(steps):
            end = tuple(map(int, kept[at]))
            if kind[at] == 1:
                pen.lineTo(end)
            else:
                pen.qCurveTo(tuple(map(int, through[at])), end)
        pen.closePath()
    simple = pen.glyph(dropImpliedOnCurves=True)
    smaller = len(simple.compile(None)) < len(glyph.compile(None))
    return simple if smaller else glyph

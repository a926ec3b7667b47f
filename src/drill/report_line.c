/* SPDX-License-Identifier: Apache-2.0 */
/* Lines of the map without what does not show on it: points that change a line by less than its
 * tolerance are left out on the way, in constant memory, as are parts of areas beyond the edge. */
#include "drill/report_inside.h"

#include <assert.h>
#include <math.h>

static double cross(struct report_spot one, struct report_spot other)
{
    return one.x * other.y - one.y * other.x;
}

/* By whole tenths, so that what is relative does not drift. */
static void put(struct report_line *line, struct report_spot spot)
{
    long x = lround(spot.x * 10);
    long y = lround(spot.y * 10);
    line->vertex_count++;
    if (line->page == NULL)
        return;
    text_add_char(&line->page->text, line->has_written ? 'l' : 'M');
    text_add_decimal(&line->page->text, x - (line->has_written ? line->written_x : 0), 1);
    text_add_char(&line->page->text, ' ');
    text_add_decimal(&line->page->text, y - (line->has_written ? line->written_y : 0), 1);
    line->has_written = true;
    line->written_x = x;
    line->written_y = y;
    report_flush(line->page);
}

static void anchor_at(struct report_line *line, struct report_spot spot)
{
    put(line, spot);
    line->anchor = spot;
    line->has_anchor = true;
    line->has_last = false;
    line->has_cone = false;
    line->reach = 0;
}

/* Directions from the anchor in which a straight line passes this spot near enough. */
static bool narrow(struct report_line *line, struct report_spot away, double distance)
{
    double sine = line->tolerance / distance;
    double cosine = sqrt(1 - sine * sine);
    struct report_spot to = {away.x / distance, away.y / distance};
    struct report_spot low = {to.x * cosine + to.y * sine, to.y * cosine - to.x * sine};
    struct report_spot high = {to.x * cosine - to.y * sine, to.y * cosine + to.x * sine};

    if (line->has_cone && (cross(line->low, to) < 0 || cross(to, line->high) < 0))
        return false;
    if (!line->has_cone || cross(line->low, low) > 0)
        line->low = low;
    if (!line->has_cone || cross(high, line->high) > 0)
        line->high = high;
    line->has_cone = true;
    return true;
}

void report_line_add(struct report_line *line, struct report_spot spot)
{
    if (!line->has_anchor) {
        anchor_at(line, spot);
        return;
    }
    for (int attempt = 0; attempt < 2; attempt++) {
        struct report_spot away = {spot.x - line->anchor.x, spot.y - line->anchor.y};
        double distance = sqrt(away.x * away.x + away.y * away.y);
        bool is_back = distance < line->reach - line->tolerance;
        if (!is_back && (distance <= line->tolerance || narrow(line, away, distance))) {
            line->last = spot;
            line->has_last = true;
            line->reach = fmax(line->reach, distance);
            return;
        }
        /* From the last on this one fits: about a new anchor there is no cone yet. */
        assert(line->has_last);
        anchor_at(line, line->last);
    }
}

void report_line_end(struct report_line *line, bool is_closed)
{
    /* A line without length is a dot, where its ends are round. */
    if (line->has_last)
        put(line, line->last);
    else if (line->has_anchor && !is_closed)
        put(line, line->anchor);
    if (line->page != NULL && is_closed && line->has_written)
        text_add_char(&line->page->text, 'z');
    line->has_anchor = false;
    line->has_last = false;
    line->has_written = false;
}

/* An area against one edge of the map after the other (Sutherland and Hodgman, 1974). */
static double beyond(const struct report_clip *clip, int side, struct report_spot spot)
{
    switch (side) {
    case 0:
        return clip->low.x - spot.x;
    case 1:
        return spot.x - clip->high.x;
    case 2:
        return clip->low.y - spot.y;
    default:
        return spot.y - clip->high.y;
    }
}

static void pass(struct report_clip *clip, int side, struct report_spot spot);

static void pass_edge(struct report_clip *clip, int side, struct report_spot from,
                      struct report_spot to)
{
    double first = beyond(clip, side, from);
    double last = beyond(clip, side, to);
    if ((first > 0) == (last > 0))
        return;
    double part = first / (first - last);
    pass(clip, side + 1,
         (struct report_spot){from.x + part * (to.x - from.x), from.y + part * (to.y - from.y)});
}

/* Calls itself for the next side, four deep. */
static void pass(struct report_clip *clip, int side, struct report_spot spot)
{
    if (side == REPORT_SIDES) {
        report_line_add(clip->line, spot);
        return;
    }
    struct report_clip_side *state = &clip->sides[side];
    if (state->has_first)
        pass_edge(clip, side, state->previous, spot);
    else
        state->first = spot;
    state->has_first = true;
    state->previous = spot;
    if (beyond(clip, side, spot) <= 0)
        pass(clip, side + 1, spot);
}

void report_clip_add(struct report_clip *clip, struct report_spot spot)
{
    pass(clip, 0, spot);
}

void report_clip_end(struct report_clip *clip)
{
    for (int side = 0; side < REPORT_SIDES; side++) {
        struct report_clip_side *state = &clip->sides[side];
        if (state->has_first)
            pass_edge(clip, side, state->previous, state->first);
        state->has_first = false;
    }
    report_line_end(clip->line, true);
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "drill/track.h"

#include "base/trig.h"
#include "base/units.h"
#include "geo/rhumb.h"

#include <math.h>
#include <stdlib.h>

enum { STATUS_ANCHORED = 1, S_PER_MIN = 60 };

struct piece {
    double from_s;
    bool is_swing;
    struct geo_mover mover;
    struct drill_swing swing;
    double drift_deg; /* heading less course */
    int status;
};

struct drill_track {
    size_t piece_count;
    struct piece pieces[];
};

struct drill_motion drill_swing_at(const struct drill_swing *swing, double after_s)
{
    const double degrees_per_radian = 57.29577951308232;
    double angle_deg = swing->phase_deg + 360 * after_s / swing->period_s;
    double heading_deg = swing->middle_deg + swing->amplitude_deg * trig_sin_deg(angle_deg);
    double turn_deg_per_s =
        swing->amplitude_deg * trig_cos_deg(angle_deg) * 360 / swing->period_s / degrees_per_radian;
    struct geo_offset astern = geo_offset_along(heading_deg + 180, swing->radius_m);
    return (struct drill_motion){
        .position = geo_point_moved(swing->anchor, astern),
        /* The bow towards the anchor, a turn to starboard takes the antenna to port. */
        .course_deg = geo_course_deg(heading_deg + (turn_deg_per_s > 0 ? -90 : 90)),
        .speed_mps = fabs(turn_deg_per_s) / degrees_per_radian * swing->radius_m,
        .heading_deg = geo_course_deg(heading_deg),
        .turn_deg_per_s = turn_deg_per_s,
        .status = STATUS_ANCHORED,
    };
}

static struct drill_motion piece_at(const struct piece *piece, double time_s)
{
    double after_s = fmax(time_s - piece->from_s, 0);
    if (piece->is_swing)
        return drill_swing_at(&piece->swing, after_s);
    struct geo_mover mover = geo_mover_after(&piece->mover, after_s);
    return (struct drill_motion){
        .position = mover.position,
        .course_deg = geo_course_deg(mover.course_deg),
        .speed_mps = mover.speed_mps,
        .heading_deg = geo_course_deg(mover.course_deg + piece->drift_deg),
        .turn_deg_per_s = after_s < piece->mover.turning_s ? mover.turn_deg_per_s : 0,
        .status = piece->status,
    };
}

/* A track that is being drawn: the end of what is there, and when that is. */
struct drawing {
    struct drill_track *track;
    struct geo_mover mover;
    double time_s, drift_deg, rate_deg_per_s;
    int status;
};

static struct piece *add_piece(struct drawing *drawing, double duration_s)
{
    struct piece *piece = &drawing->track->pieces[drawing->track->piece_count++];
    *piece = (struct piece){.from_s = drawing->time_s,
                            .mover = drawing->mover,
                            .drift_deg = drawing->drift_deg,
                            .status = drawing->status};
    drawing->mover = geo_mover_after(&drawing->mover, duration_s);
    drawing->time_s += duration_s;
    return piece;
}

/* By so much to starboard, at the ship's rate; at once where she has none. */
static void turn(struct drawing *drawing, double angle_deg)
{
    struct geo_mover *mover = &drawing->mover;
    if (drawing->rate_deg_per_s > 0 && angle_deg != 0) {
        double duration_s = fabs(angle_deg) / drawing->rate_deg_per_s;
        mover->turn_deg_per_s = copysign(drawing->rate_deg_per_s, angle_deg);
        mover->turning_s = duration_s;
        add_piece(drawing, duration_s);
        mover->turn_deg_per_s = 0;
        mover->turning_s = 0;
    } else {
        mover->course_deg = geo_course_deg(mover->course_deg + angle_deg);
    }
}

/* How far to turn so that the course then leads to a place: each round starts from where the turn
 * of the last ends. */
static double angle_towards(const struct drawing *drawing, struct geo_point to)
{
    enum { ROUNDS = 30 };
    double angle_deg = 0;
    for (int round = 0; round < ROUNDS; round++) {
        struct geo_mover turned = drawing->mover;
        if (drawing->rate_deg_per_s > 0) {
            turned.turn_deg_per_s = copysign(drawing->rate_deg_per_s, angle_deg);
            turned.turning_s = fabs(angle_deg) / drawing->rate_deg_per_s;
            turned = geo_mover_after(&turned, turned.turning_s);
        }
        double wanted_deg = geo_rhumb_inverse(turned.position, to).course_deg;
        angle_deg = geo_course_difference_deg(drawing->mover.course_deg, wanted_deg);
    }
    return angle_deg;
}

static void sail_to(struct drawing *drawing, struct geo_point to)
{
    turn(drawing, angle_towards(drawing, to));
    struct geo_rhumb leg = geo_rhumb_inverse(drawing->mover.position, to);
    if (drawing->mover.speed_mps > 0 && leg.distance_m > 0) {
        drawing->mover.course_deg = leg.course_deg;
        add_piece(drawing, leg.distance_m / drawing->mover.speed_mps);
    }
}

static void rest(struct drawing *drawing, double duration_s)
{
    double speed_mps = drawing->mover.speed_mps;
    drawing->mover.speed_mps = 0;
    add_piece(drawing, duration_s);
    drawing->mover.speed_mps = speed_mps;
}

/* From where the antenna is, at the middle of the swing; and from there again at its end, which is
 * a whole number of swings later. */
static void swing(struct drawing *drawing, const struct drill_step *step)
{
    double heading_deg = geo_course_deg(drawing->mover.course_deg + drawing->drift_deg);
    double period_s = step->swing_period_min * S_PER_MIN;
    double duration_s = ceil(step->anchor_min * S_PER_MIN / period_s) * period_s;
    struct geo_offset ahead = geo_offset_along(heading_deg, step->swing_m);
    double speed_mps = drawing->mover.speed_mps;
    drawing->mover.speed_mps = 0;
    struct piece *piece = add_piece(drawing, duration_s);
    piece->is_swing = true;
    piece->swing = (struct drill_swing){
        .anchor = geo_point_moved(piece->mover.position, ahead),
        .radius_m = step->swing_m,
        .middle_deg = heading_deg,
        .amplitude_deg = step->swing_deg,
        .period_s = period_s,
    };
    drawing->mover.speed_mps = speed_mps;
}

static void add_step(struct drawing *drawing, const struct drill_step *step)
{
    if (!isnan(step->speed_kn))
        drawing->mover.speed_mps = step->speed_kn * KNOT_MPS;
    if (!isnan(step->turn_deg_per_min))
        drawing->rate_deg_per_s = step->turn_deg_per_min / S_PER_MIN;
    if (!isnan(step->status))
        drawing->status = (int)step->status;
    switch (drill_step_kind(step)) {
    case DRILL_STEP_TO:
        sail_to(drawing, step->to);
        return;
    case DRILL_STEP_RUN:
        add_piece(drawing, step->run_min * S_PER_MIN);
        return;
    case DRILL_STEP_TURN:
        turn(drawing, step->turn_deg);
        return;
    case DRILL_STEP_WAIT:
        rest(drawing, step->wait_min * S_PER_MIN);
        return;
    case DRILL_STEP_ANCHOR:
        swing(drawing, step);
        return;
    case DRILL_STEP_NONE:
        return;
    }
}

/* What follows its way: on and on, or at rest where the way ended. */
static void add_last(struct drawing *drawing, const struct drill_ship *ship)
{
    if (ship->way_count > 0) {
        enum drill_step_kind last = drill_step_kind(&ship->way[ship->way_count - 1]);
        if (last == DRILL_STEP_TO || last == DRILL_STEP_WAIT || last == DRILL_STEP_ANCHOR)
            drawing->mover.speed_mps = 0;
    }
    add_piece(drawing, 0);
}

struct drill_track *drill_track_new(const struct drill_ship *ship)
{
    enum { PIECES_OF_STEP = 2 };
    struct drill_track *track =
        malloc(sizeof *track + (ship->way_count * PIECES_OF_STEP + 1) * sizeof(struct piece));
    if (track == NULL)
        return NULL;
    track->piece_count = 0;
    bool turns_on = ship->turn_deg_per_min != 0 && ship->way_count == 0;
    struct drawing drawing = {
        .track = track,
        .mover = {.position = ship->at,
                  .course_deg = ship->course,
                  .speed_mps = ship->speed_kn * KNOT_MPS,
                  .turn_deg_per_s = turns_on ? ship->turn_deg_per_min / S_PER_MIN : 0,
                  .turning_s = turns_on ? (double)INFINITY : 0},
        .time_s = ship->from_min * S_PER_MIN,
        .drift_deg = isnan(ship->heading) ? 0 : ship->heading - ship->course,
        .rate_deg_per_s = fabs(ship->turn_deg_per_min) / S_PER_MIN,
        .status = (int)ship->status,
    };
    for (size_t i = 0; i < ship->way_count; i++)
        add_step(&drawing, &ship->way[i]);
    add_last(&drawing, ship);
    return track;
}

void drill_track_free(struct drill_track *track)
{
    free(track);
}

struct drill_motion drill_track_at(const struct drill_track *track, double time_s)
{
    size_t low = 0, high = track->piece_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (track->pieces[middle].from_s <= time_s)
            low = middle;
        else
            high = middle;
    }
    return piece_at(&track->pieces[low], time_s);
}

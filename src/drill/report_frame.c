/* SPDX-License-Identifier: Apache-2.0 */
/* What of the Earth the map shows, in units of its own: a degree of latitude and one of longitude
 * are as long as they are at its middle. Longitudes are those nearest to the first place, so that
 * the antimeridian may cross it. */
#include "drill/report_inside.h"

#include <math.h>

static const double HEIGHT_MIN = 420;
static const double HEIGHT_MAX = 700;
static const double MARGIN = 60;

struct extent {
    double west, east, south, north;
    bool has_place;
};

static void include(struct extent *extent, struct geo_point place)
{
    if (isnan(place.longitude_deg) || isnan(place.latitude_deg))
        return;
    if (!extent->has_place)
        *extent = (struct extent){place.longitude_deg, place.longitude_deg, place.latitude_deg,
                                  place.latitude_deg, true};
    double longitude_deg = geo_unroll_deg(place.longitude_deg, (extent->west + extent->east) / 2);
    extent->west = fmin(extent->west, longitude_deg);
    extent->east = fmax(extent->east, longitude_deg);
    extent->south = fmin(extent->south, place.latitude_deg);
    extent->north = fmax(extent->north, place.latitude_deg);
}

/* What is listed and the ships that it is about, or everything. False when it has no place. */
static bool include_all(struct extent *all, const struct drill_report *report, bool is_listed)
{
    size_t row_count = is_listed ? report->listed_count : report->row_count;
    for (size_t i = 0; i < report->point_count; i++)
        if (!is_listed || report->ships[report->points[i].ship].is_named)
            include(all, report->points[i].place);
    for (size_t i = 0; i < row_count; i++)
        include(all, report->rows[i].row.place);
    for (size_t i = 0; i < report->alert_count; i++)
        include(all, report->alerts[i].place);
    return all->has_place;
}

bool report_frame_find(const struct drill_report *report, struct report_frame *frame)
{
    /* Around a single place there is something to be seen only where there are waters. */
    double least_deg = report->waters != NULL ? 0.15 : 0.02;
    struct extent all = {.has_place = false};

    if (!include_all(&all, report, true) && !include_all(&all, report, false))
        return false;
    double latitude_deg = (all.south + all.north) / 2;
    struct geo_plane plane = geo_plane_at(latitude_deg);
    double narrow = fmax(plane.east_m_per_deg / plane.north_m_per_deg, 0.01);
    double wide_deg = fmax(all.east - all.west, least_deg / narrow);
    double high_deg = fmax(all.north - all.south, least_deg);
    frame->y_per_deg = fmin((HEIGHT_MAX - 2 * MARGIN) / high_deg,
                            (REPORT_WIDTH - 2 * MARGIN) / (wide_deg * narrow));
    frame->x_per_deg = frame->y_per_deg * narrow;
    frame->height = fmax(high_deg * frame->y_per_deg + 2 * MARGIN, HEIGHT_MIN);
    frame->units_per_m = frame->y_per_deg / plane.north_m_per_deg;
    frame->middle_deg = (all.west + all.east) / 2;
    frame->west_deg = frame->middle_deg - REPORT_WIDTH / frame->x_per_deg / 2;
    frame->north_deg = latitude_deg + frame->height / frame->y_per_deg / 2;
    return true;
}

struct report_spot report_frame_spot(const struct report_frame *frame, struct geo_point place)
{
    double longitude_deg = geo_unroll_deg(place.longitude_deg, frame->middle_deg);
    return (struct report_spot){(longitude_deg - frame->west_deg) * frame->x_per_deg,
                                (frame->north_deg - place.latitude_deg) * frame->y_per_deg};
}

bool report_frame_shows(const struct report_frame *frame, struct report_spot spot)
{
    return spot.x >= 0 && spot.x <= REPORT_WIDTH && spot.y >= 0 && spot.y <= frame->height;
}

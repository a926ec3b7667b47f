/* SPDX-License-Identifier: Apache-2.0 */
/* What lies still on the map: land, lanes, anchorages, gates, ports, the graticule, the scale. */
#include "drill/report_inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LAND_VERTEX_COUNT_MAX = 30000 };

static const double NAUTICAL_MILE_M = 1852;

/* Less than a tenth of a millimetre on paper. */
static const double TOLERANCE = 0.4;

/* Left of it the words of the parallels, below it those of the meridians, to the right the bar. */
static const double EDGE = 34;

static void add_ring(struct report_line *line, const struct report_frame *frame,
                     struct geo_ring ring)
{
    const double beyond = 4;
    struct report_clip clip = {.line = line,
                               .low = {-beyond, -beyond},
                               .high = {REPORT_WIDTH + beyond, frame->height + beyond}};
    double west = INFINITY, east = -INFINITY, south = INFINITY, north = -INFINITY;
    double first_deg = ring.points[0].longitude_deg;
    double shift_deg = geo_unroll_deg(first_deg, frame->middle_deg) - first_deg;
    double x = (shift_deg - frame->west_deg) * frame->x_per_deg;

    for (size_t i = 0; i < ring.point_count; i++) {
        west = fmin(west, ring.points[i].longitude_deg);
        east = fmax(east, ring.points[i].longitude_deg);
        south = fmin(south, ring.points[i].latitude_deg);
        north = fmax(north, ring.points[i].latitude_deg);
    }
    /* Smaller than a dot of a printer, or nowhere near. */
    if ((east - west) * frame->x_per_deg < TOLERANCE &&
        (north - south) * frame->y_per_deg < TOLERANCE)
        return;
    if (x + west * frame->x_per_deg > clip.high.x || x + east * frame->x_per_deg < clip.low.x ||
        (frame->north_deg - south) * frame->y_per_deg < clip.low.y ||
        (frame->north_deg - north) * frame->y_per_deg > clip.high.y)
        return;
    for (size_t i = 0; i < ring.point_count; i++)
        report_clip_add(&clip,
                        (struct report_spot){x + ring.points[i].longitude_deg * frame->x_per_deg,
                                             (frame->north_deg - ring.points[i].latitude_deg) *
                                                 frame->y_per_deg});
    report_clip_end(&clip);
}

static size_t add_land_lines(struct report_page *page, const struct report_frame *frame,
                             const struct geo_waters *waters, double tolerance)
{
    struct report_line line = {.page = page, .tolerance = tolerance};
    for (size_t i = 0; i < waters->land_area_count; i++)
        for (size_t k = 0; k < geo_area_ring_count(waters->land_areas[i]); k++)
            add_ring(&line, frame, geo_area_ring(waters->land_areas[i], k));
    return line.vertex_count;
}

static void add_land(struct report_page *page, const struct report_frame *frame,
                     const struct geo_waters *waters)
{
    double tolerance = TOLERANCE;
    while (add_land_lines(NULL, frame, waters, tolerance) > LAND_VERTEX_COUNT_MAX)
        tolerance *= 2;
    text_add(&page->text, "<path class=\"land\" fill-rule=\"evenodd\" d=\"");
    add_land_lines(page, frame, waters, tolerance);
    text_add(&page->text, "\"/>\n");
}

static void add_area(struct report_page *page, const struct report_frame *frame,
                     const struct geo_area *area, const char *class)
{
    struct report_line line = {.page = page, .tolerance = TOLERANCE / 2};
    text_add_format(&page->text, "<path class=\"%s\" fill-rule=\"evenodd\" d=\"", class);
    for (size_t k = 0; k < geo_area_ring_count(area); k++)
        add_ring(&line, frame, geo_area_ring(area, k));
    text_add(&page->text, "\"/>\n");
}

static void add_line(struct report_page *page, const struct report_frame *frame,
                     const struct geo_waters_feature *feature, const char *class)
{
    struct report_line line = {.page = page, .tolerance = TOLERANCE / 2};
    text_add_format(&page->text, "<path class=\"%s\" d=\"", class);
    for (size_t i = 0; i < feature->point_count; i++)
        report_line_add(&line, report_frame_spot(frame, feature->points[i]));
    report_line_end(&line, false);
    text_add(&page->text, "\"/>\n");
}

/* Along the middle of a lane, from its middle leg on where it is short. */
static void add_arrows(struct report_page *page, const struct report_frame *frame,
                       const struct geo_waters_feature *lane)
{
    const double step = 110;
    double length = 0;
    for (size_t i = 1; i < lane->point_count; i++) {
        struct report_spot from = report_frame_spot(frame, lane->points[i - 1]);
        struct report_spot to = report_frame_spot(frame, lane->points[i]);
        length += sqrt((to.x - from.x) * (to.x - from.x) + (to.y - from.y) * (to.y - from.y));
    }
    double count = fmax(floor(length / step), 1);
    double next = length / count / 2;
    double gone = 0;
    for (size_t i = 1; i < lane->point_count && length > 5; i++) {
        struct report_spot from = report_frame_spot(frame, lane->points[i - 1]);
        struct report_spot to = report_frame_spot(frame, lane->points[i]);
        struct report_spot way = {to.x - from.x, to.y - from.y};
        double leg = sqrt(way.x * way.x + way.y * way.y);
        for (; next <= gone + leg && leg > 0 && next < length; next += length / count) {
            double part = (next - gone) / leg;
            struct report_spot spot = {from.x + part * way.x, from.y + part * way.y};
            if (!report_frame_shows(frame, spot))
                continue;
            text_add_format(&page->text,
                            "<path class=\"arrow\" transform=\"matrix(%.3f %.3f %.3f %.3f %.1f "
                            "%.1f)\" d=\"M-10-2H1V-5L10 0 1 5V2H-10z\"/>\n",
                            way.x / leg, way.y / leg, -way.y / leg, way.x / leg, spot.x, spot.y);
            report_flush(page);
        }
        gone += leg;
    }
}

/* What was withdrawn before the drill is not shown; what was drawn after it is: a recorded log is
 * mostly older than the file, and its lanes than both. */
static bool is_of_drill(const struct geo_waters_feature *feature, const struct drill_report *report)
{
    int64_t from_ms;
    int64_t to_ms;
    return !report_period(report, &from_ms, &to_ms) || feature->valid_to_ms > from_ms;
}

static void add_feature(struct report_page *page, const struct report_frame *frame,
                        const struct geo_waters_feature *feature)
{
    switch (feature->kind) {
    case GEO_WATERS_LANE:
        add_area(page, frame, feature->area, "lane");
        add_arrows(page, frame, feature);
        break;
    case GEO_WATERS_SEPARATION_ZONE:
        add_area(page, frame, feature->area, "zone");
        break;
    case GEO_WATERS_ANCHORAGE:
        add_area(page, frame, feature->area, "anchorage");
        break;
    case GEO_WATERS_SEPARATION_LINE:
        add_line(page, frame, feature, "parting");
        break;
    case GEO_WATERS_GATE:
        add_line(page, frame, feature, "gate");
        break;
    case GEO_WATERS_FERRY:
        add_line(page, frame, feature, "ferry");
        break;
    case GEO_WATERS_PORT:
        break;
    }
    report_flush(page);
}

/* Outside of its box nothing is known of the land: that is not to look like sea. */
static void add_beyond(struct report_page *page, const struct report_frame *frame,
                       const struct geo_box *box)
{
    double west_deg = geo_unroll_deg(box->west_deg, frame->middle_deg);
    double east_deg = west_deg + box->east_deg - box->west_deg;
    if (box->east_deg < box->west_deg)
        east_deg += 360;
    text_add_format(&page->text,
                    "<path class=\"beyond\" fill-rule=\"evenodd\" "
                    "d=\"M0 0H%.0fV%.1fH0zM%.1f %.1fH%.1fV%.1fH%.1fz\"/>\n",
                    REPORT_WIDTH, frame->height, (west_deg - frame->west_deg) * frame->x_per_deg,
                    (frame->north_deg - box->north_deg) * frame->y_per_deg,
                    (east_deg - frame->west_deg) * frame->x_per_deg,
                    (frame->north_deg - box->south_deg) * frame->y_per_deg,
                    (west_deg - frame->west_deg) * frame->x_per_deg);
}

void report_add_sea(struct report_page *page, const struct drill_report *report,
                    const struct report_frame *frame)
{
    const struct geo_waters *waters = report->waters;
    text_add_format(&page->text, "<rect class=\"sea\" width=\"%.0f\" height=\"%.0f\"/>\n",
                    REPORT_WIDTH, frame->height);
    if (waters == NULL)
        return;
    for (size_t i = 0; i < waters->feature_count; i++)
        if (is_of_drill(&waters->features[i], report))
            add_feature(page, frame, &waters->features[i]);
    add_land(page, frame, waters);
    add_beyond(page, frame, &waters->box);
}

void report_hold_ports(const struct drill_report *report, const struct report_frame *frame,
                       struct report_labels *labels)
{
    const struct geo_waters *waters = report->waters;
    for (size_t i = 0; waters != NULL && i < waters->feature_count; i++)
        if (waters->features[i].kind == GEO_WATERS_PORT)
            report_labels_hold(labels, report_frame_spot(frame, waters->features[i].points[0]), 4);
}

static struct report_spot middle_of(const struct report_frame *frame, const struct geo_area *area)
{
    struct geo_box box = geo_area_box(area);
    double east_deg = geo_unroll_deg(box.east_deg, box.west_deg + 180);
    return report_frame_spot(frame, (struct geo_point){(box.west_deg + east_deg) / 2,
                                                       (box.south_deg + box.north_deg) / 2});
}

void report_add_names(struct report_page *page, const struct drill_report *report,
                      const struct report_frame *frame, struct report_labels *labels)
{
    const struct geo_waters *waters = report->waters;
    for (size_t i = 0; waters != NULL && i < waters->feature_count; i++) {
        const struct geo_waters_feature *feature = &waters->features[i];
        if (feature->kind != GEO_WATERS_PORT)
            continue;
        struct report_spot spot = report_frame_spot(frame, feature->points[0]);
        if (!report_frame_shows(frame, spot))
            continue;
        text_add_format(&page->text, "<circle class=\"port\" cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"/>\n",
                        spot.x, spot.y);
        report_labels_write(labels, page, "name", spot, feature->name);
    }
    for (size_t i = 0; waters != NULL && i < waters->feature_count; i++) {
        const struct geo_waters_feature *feature = &waters->features[i];
        if (!is_of_drill(feature, report))
            continue;
        if (feature->kind == GEO_WATERS_ANCHORAGE)
            report_labels_write(labels, page, "water", middle_of(frame, feature->area),
                                feature->name);
        else if (feature->kind == GEO_WATERS_GATE)
            report_labels_write(labels, page, "water", report_frame_spot(frame, feature->points[0]),
                                feature->name);
    }
}

/* Minutes of arc between the lines of the graticule, at least so many units apart. */
static double graticule_step_min(double units_per_min)
{
    static const double steps[] = {0.1, 0.2, 0.5, 1,   2,   5,   10,  15,
                                   30,  60,  120, 300, 600, 900, 1800};
    enum { STEP_COUNT = sizeof steps / sizeof steps[0] };
    const double least = 100;
    size_t i = 0;
    while (i < STEP_COUNT - 1 && steps[i] * units_per_min < least)
        i++;
    return steps[i];
}

/* "56 degrees 20 minutes E", as on a chart; `at_min` in minutes of arc. */
static void add_angle(struct report_page *page, double at_min, double step_min, const char *sides)
{
    int64_t tenths = (int64_t)fabs(round(at_min * 10));
    text_add_format(&page->text, "%lld\xc2\xb0", (long long)(tenths / 600));
    text_add_format(&page->text, step_min < 1 ? "%04.1f\xe2\x80\xb2" : "%02.0f\xe2\x80\xb2",
                    (double)(tenths % 600) / 10);
    if (tenths > 0)
        text_add_char(&page->text, at_min > 0 ? sides[0] : sides[1]);
}

void report_add_graticule(struct report_page *page, const struct report_frame *frame)
{
    double step_min = graticule_step_min(fmin(frame->x_per_deg, frame->y_per_deg) / 60);
    double x_per_min = frame->x_per_deg / 60;
    double y_per_min = frame->y_per_deg / 60;

    double first = ceil(frame->west_deg * 60 / step_min) * step_min;
    for (int i = 0; i < 100; i++) {
        double x = (first + i * step_min - frame->west_deg * 60) * x_per_min;
        if (x > REPORT_WIDTH)
            break;
        text_add_format(&page->text, "<path class=\"grid\" d=\"M%.1f 0V%.1f\"/>", x, frame->height);
        if (x > EDGE && x < REPORT_WIDTH - EDGE) {
            text_add_format(&page->text,
                            "<text class=\"degrees\" x=\"%.1f\" y=\"12\" "
                            "text-anchor=\"middle\">",
                            x);
            double longitude_deg = geo_wrap_deg((first + i * step_min) / 60);
            add_angle(page, longitude_deg * 60, step_min, "EW");
            text_add(&page->text, "</text>");
        }
        text_add_char(&page->text, '\n');
        report_flush(page);
    }
    first = floor(frame->north_deg * 60 / step_min) * step_min;
    for (int i = 0; i < 100; i++) {
        double y = (frame->north_deg * 60 - first + i * step_min) * y_per_min;
        if (y > frame->height)
            break;
        text_add_format(&page->text, "<path class=\"grid\" d=\"M0 %.1fH%.0f\"/>", y, REPORT_WIDTH);
        if (y > EDGE && y < frame->height - EDGE / 2) {
            text_add_format(&page->text, "<text class=\"degrees\" x=\"4\" y=\"%.1f\">", y + 4);
            add_angle(page, first - i * step_min, step_min, "NS");
            text_add(&page->text, "</text>");
        }
        text_add_char(&page->text, '\n');
        report_flush(page);
    }
}

static double bar_length_nmi(const struct report_frame *frame)
{
    static const double lengths[] = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000};
    enum { LENGTH_COUNT = sizeof lengths / sizeof lengths[0] };
    const double most = 190;
    size_t i = LENGTH_COUNT - 1;
    while (i > 0 && lengths[i] * NAUTICAL_MILE_M * frame->units_per_m > most)
        i--;
    return lengths[i];
}

void report_add_scale(struct report_page *page, const struct report_frame *frame,
                      struct report_labels *labels)
{
    double length_nmi = bar_length_nmi(frame);
    double wide = length_nmi * NAUTICAL_MILE_M * frame->units_per_m;
    double x = REPORT_WIDTH - wide - 70;
    double y = frame->height - 20;

    report_labels_reserve(labels, (struct report_box){x - 16, REPORT_WIDTH - 6, y - 14, y + 14});
    text_add_format(&page->text,
                    "<rect class=\"plate\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"28\"/>"
                    "<path class=\"scale\" d=\"M%.1f %.1fh%.1fv5h-%.1fz\"/>"
                    "<path class=\"scale-half\" d=\"M%.1f %.1fh%.1fv5h-%.1fz\"/>"
                    "<text class=\"scale-words\" x=\"%.1f\" y=\"%.1f\">%g nmi</text>\n",
                    x - 12, y - 14, wide + 76, x, y - 2.5, wide, wide, x, y - 2.5, wide / 2,
                    wide / 2, x + wide + 8, y + 4, length_nmi);
}

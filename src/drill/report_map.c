/* SPDX-License-Identifier: Apache-2.0 */
#include "drill/report_inside.h"

#include <math.h>
#include <string.h>

/* The map, in units of its own: a degree of latitude and one of longitude are as long as they are
 * at its middle. */
static const double WIDTH = 1000;
static const double HEIGHT_MAX = 700;
static const double MARGIN = 30;

struct frame {
    double west, east, south, north;
    double x_per_deg, y_per_deg, height;
};

static void include(struct frame *frame, struct geo_point place)
{
    if (isnan(place.longitude_deg) || isnan(place.latitude_deg))
        return;
    frame->west = fmin(frame->west, place.longitude_deg);
    frame->east = fmax(frame->east, place.longitude_deg);
    frame->south = fmin(frame->south, place.latitude_deg);
    frame->north = fmax(frame->north, place.latitude_deg);
}

/* False when there is no place at all. */
static bool find_frame(const struct drill_report *report, struct frame *frame)
{
    static const double least_deg = 0.02;
    *frame = (struct frame){.west = 1000, .east = -1000, .south = 1000, .north = -1000};

    for (size_t i = 0; i < report->point_count; i++)
        include(frame, report->points[i].place);
    for (size_t i = 0; i < report->row_count; i++)
        include(frame, report->rows[i].place);
    for (size_t i = 0; i < report->alert_count; i++)
        include(frame, report->alerts[i].place);
    if (frame->west > frame->east)
        return false;
    double middle = (frame->south + frame->north) / 2;
    struct geo_plane plane = geo_plane_at(middle);
    double narrow = plane.east_m_per_deg / plane.north_m_per_deg;
    double wide_deg = fmax(frame->east - frame->west, least_deg);
    double high_deg = fmax(frame->north - frame->south, least_deg);
    double x = (WIDTH - 2 * MARGIN) / wide_deg;
    double y = (HEIGHT_MAX - 2 * MARGIN) / high_deg;
    frame->y_per_deg = fmin(y, x / fmax(narrow, 0.01));
    frame->x_per_deg = frame->y_per_deg * fmax(narrow, 0.01);
    frame->height = high_deg * frame->y_per_deg + 2 * MARGIN;
    frame->west -= (WIDTH / frame->x_per_deg - (frame->east - frame->west)) / 2;
    frame->north += (frame->height / frame->y_per_deg - (frame->north - frame->south)) / 2;
    return true;
}

static double x_of(const struct frame *frame, struct geo_point place)
{
    return (place.longitude_deg - frame->west) * frame->x_per_deg;
}

static double y_of(const struct frame *frame, struct geo_point place)
{
    return (frame->north - place.latitude_deg) * frame->y_per_deg;
}

/* The step between lines of the grid: 1, 2 or 5 times a power of ten, five to ten lines. */
static double grid_step(double range_deg)
{
    double step = 0.001;
    static const double factors[] = {2, 2.5, 2};
    for (size_t i = 0; range_deg / step > 8 && i < 18; i++)
        step *= factors[i % 3];
    return step;
}

static void add_grid(struct report_page *page, const struct frame *frame)
{
    double wide_deg = WIDTH / frame->x_per_deg;
    double high_deg = frame->height / frame->y_per_deg;
    double step = grid_step(fmax(wide_deg, high_deg));

    double first = ceil(frame->west / step) * step;
    for (int i = 0; first + i * step < frame->west + wide_deg; i++) {
        double at = first + i * step;
        double x = (at - frame->west) * frame->x_per_deg;
        text_add_format(&page->text,
                        "<path class=\"grid\" d=\"M%.1f 0V%.1f\"/>"
                        "<text x=\"%.1f\" y=\"%.1f\">%.3f\xc2\xb0</text>\n",
                        x, frame->height, x + 3, frame->height - 4, at);
    }
    first = ceil((frame->north - high_deg) / step) * step;
    for (int i = 0; first + i * step < frame->north; i++) {
        double at = first + i * step;
        double y = (frame->north - at) * frame->y_per_deg;
        text_add_format(&page->text,
                        "<path class=\"grid\" d=\"M0 %.1fH%.0f\"/>"
                        "<text x=\"3\" y=\"%.1f\">%.3f\xc2\xb0</text>\n",
                        y, WIDTH, y - 3, at);
        report_flush(page);
    }
}

static void add_tracks(struct report_page *page, const struct drill_report *report,
                       const struct frame *frame)
{
    for (size_t i = 0; i < report->point_count; i++) {
        const struct report_point *point = &report->points[i];
        bool begins = i == 0 || point->ship != report->points[i - 1].ship;
        if (begins)
            text_add_format(&page->text, "%s<path class=\"track\" d=\"M", i > 0 ? "\"/>\n" : "");
        text_add_format(&page->text, "%s%.1f %.1f", begins ? "" : "L", x_of(frame, point->place),
                        y_of(frame, point->place));
        report_flush(page);
    }
    if (report->point_count > 0)
        text_add(&page->text, "\"/>\n");
}

static void add_mark(struct report_page *page, const struct frame *frame,
                     const struct drill_row *row, size_t number)
{
    if (isnan(row->place.longitude_deg))
        return;
    double x = x_of(frame, row->place);
    double y = y_of(frame, row->place);
    if (row->is_alert)
        text_add_format(&page->text, "<path class=\"alert\" d=\"M%.1f %.1fl9 15h-18z\"/>\n", x,
                        y - 6);
    else
        text_add_format(&page->text,
                        "<circle class=\"mark\" cx=\"%.1f\" cy=\"%.1f\" r=\"5\"/>"
                        "<text class=\"number\" x=\"%.1f\" y=\"%.1f\">%zu</text>\n",
                        x, y, x + 7, y + 4, number);
    report_flush(page);
}

void report_add_map(struct report_page *page, const struct drill_report *report)
{
    struct frame frame;

    if (!find_frame(report, &frame)) {
        text_add(&page->text, "<p>No row says a place: there is no map.</p>\n");
        return;
    }
    text_add_format(&page->text,
                    "<figure><svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" "
                    "aria-label=\"Map of tracks and events\">\n",
                    WIDTH, frame.height);
    add_grid(page, &frame);
    add_tracks(page, report, &frame);
    for (size_t i = 0; i < report->alert_count; i++)
        add_mark(page, &frame, &report->alerts[i], 0);
    for (size_t i = 0; i < report->row_count; i++)
        add_mark(page, &frame, &report->rows[i], i + 1);
    text_add(&page->text, "</svg><figcaption>Circles: what happened, by its number in the table. "
                          "Triangles: alerts. Lines: true tracks. North is up.</figcaption>"
                          "</figure>\n");
}

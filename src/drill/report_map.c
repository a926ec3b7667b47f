/* SPDX-License-Identifier: Apache-2.0 */
/* What moved and what happened on the map: tracks, marks of the rows, alerts. */
#include "drill/report_inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TRACK_VERTEX_COUNT_MAX = 40000, NUMBER_BYTES = 16 };

static bool is_of_row(const struct drill_report *report, uint32_t ship)
{
    return report->ships[ship].is_named;
}

/* Of the ships that a listed row is about, or of all others. */
static size_t add_track_lines(struct report_page *page, const struct drill_report *report,
                              const struct report_frame *frame, double tolerance, bool is_named)
{
    struct report_line line = {.page = page, .tolerance = tolerance};
    for (size_t i = 0; i < report->point_count; i++) {
        const struct report_point *point = &report->points[i];
        if (is_of_row(report, point->ship) != is_named)
            continue;
        if (i > 0 && point->ship != report->points[i - 1].ship)
            report_line_end(&line, false);
        report_line_add(&line, report_frame_spot(frame, point->place));
    }
    report_line_end(&line, false);
    return line.vertex_count;
}

static void add_tracks(struct report_page *page, const struct drill_report *report,
                       const struct report_frame *frame)
{
    double tolerance = 0.3;
    while (add_track_lines(NULL, report, frame, tolerance, false) +
               add_track_lines(NULL, report, frame, tolerance, true) >
           TRACK_VERTEX_COUNT_MAX)
        tolerance *= 2;
    for (int is_named = 0; is_named < 2; is_named++) {
        text_add_format(&page->text, "<path class=\"%s\" d=\"", is_named ? "way" : "track");
        add_track_lines(page, report, frame, tolerance, is_named);
        text_add(&page->text, "\"/>\n");
        report_flush(page);
    }
}

static void add_dots(struct report_page *page, const struct drill_report *report,
                     const struct report_frame *frame)
{
    for (size_t i = report->listed_count; i < report->row_count; i++) {
        if (isnan(report->rows[i].row.place.longitude_deg))
            continue;
        struct report_spot spot = report_frame_spot(frame, report->rows[i].row.place);
        text_add_format(&page->text, "<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"2\"/>\n",
                        spot.x, spot.y);
        report_flush(page);
    }
}

static void add_alert(struct report_page *page, const struct report_frame *frame,
                      const struct drill_row *alert)
{
    if (isnan(alert->place.longitude_deg))
        return;
    struct report_spot spot = report_frame_spot(frame, alert->place);
    text_add_format(&page->text, "<path class=\"alert\" d=\"M%.1f %.1fl7 12h-14z\"/>\n", spot.x,
                    spot.y - 8);
    report_flush(page);
}

/* All circles are held before the first number is placed. */
static void add_marks(struct report_page *page, const struct drill_report *report,
                      const struct report_frame *frame, struct report_labels *labels)
{
    const double radius = 5;
    for (size_t i = 0; i < report->listed_count; i++) {
        if (isnan(report->rows[i].row.place.longitude_deg))
            continue;
        struct report_spot spot = report_frame_spot(frame, report->rows[i].row.place);
        report_labels_hold(labels, spot, radius);
        text_add_format(&page->text,
                        "<circle class=\"mark\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.0f\"/>\n", spot.x,
                        spot.y, radius);
        report_flush(page);
    }
    for (size_t i = 0; i < report->listed_count; i++) {
        char bytes[NUMBER_BYTES];
        struct text number = text_init(bytes, sizeof bytes);
        if (isnan(report->rows[i].row.place.longitude_deg))
            continue;
        text_add_format(&number, "%zu", i + 1);
        report_labels_write(labels, page, "number",
                            report_frame_spot(frame, report->rows[i].row.place), bytes);
    }
}

static void add_caption(struct report_page *page, const struct drill_report *report)
{
    const struct geo_waters *waters = report->waters;
    text_add(&page->text, "<figcaption>Circles: what happened, by its number in the table; ");
    text_add(&page->text, "dots: what else did. Triangles: alerts. Lines: true tracks, strong "
                          "those of ships in the table. North is up.");
    if (waters != NULL) {
        text_add(&page->text, " Arrows: lanes; broken lines: gates and anchorages.<br>");
        report_add_words(page, waters->attribution);
        if (waters->land_attribution[0] != '\0') {
            text_add(&page->text, " Land: ");
            report_add_words(page, waters->land_attribution);
        }
    }
    text_add(&page->text, "</figcaption></figure>\n");
}

void report_add_map(struct report_page *page, const struct drill_report *report)
{
    struct report_frame frame;
    struct report_labels *labels = report->labels;

    if (!report_frame_find(report, &frame)) {
        text_add(&page->text, "<p>No row says a place: there is no map.</p>\n");
        return;
    }
    labels->count = 0;
    labels->height = frame.height;
    text_add_format(&page->text,
                    "<figure><div class=\"map\"><svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" "
                    "aria-label=\"Map of tracks and events\">\n",
                    REPORT_WIDTH, frame.height);
    report_add_sea(page, report, &frame);
    report_add_graticule(page, &frame);
    add_tracks(page, report, &frame);
    add_dots(page, report, &frame);
    report_add_scale(page, &frame, labels);
    report_hold_ports(report, &frame, labels);
    for (size_t i = 0; i < report->alert_count; i++)
        add_alert(page, &frame, &report->alerts[i]);
    add_marks(page, report, &frame, labels);
    report_add_names(page, report, &frame, labels);
    text_add(&page->text, "</svg></div>");
    add_caption(page, report);
}

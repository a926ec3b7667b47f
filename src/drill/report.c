/* SPDX-License-Identifier: Apache-2.0 */
#include "drill/report_inside.h"
#include "drill/score.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char style[] =
    "<style>\n"
    ":root{color-scheme:light dark;--paper:#fff;--ink:#14202b;--soft:#5b6b78;--line:#c9d3da;"
    "--sea:#f1f7fb;--land:#ece5cf;--shore:#9a8f6c;--chart:#b04fa8;--fault:#b3261e;"
    "--good:#12703a;--track:#8aa5ba;--way:#1f5f9c}\n"
    "@media screen and (prefers-color-scheme:dark){:root{--paper:#10171d;--ink:#dfe7ec;"
    "--soft:#93a4b0;--line:#31404b;--sea:#13202b;--land:#2c2a22;--shore:#6f6749;"
    "--chart:#c77fc0;--fault:#ff8a80;--good:#7fd6a0;--track:#4d6a81;--way:#7db8ee}}\n"
    "@media print{:root{color-scheme:light}body{margin:0!important;max-width:none!important;"
    "padding:0!important;font-size:10.5pt!important}"
    "tr,figure{break-inside:avoid}thead{display:table-header-group}}\n"
    "@page{margin:14mm}\n"
    "body{font:15px/1.45 system-ui,sans-serif;background:var(--paper);color:var(--ink);"
    "margin:2rem auto;max-width:64rem;padding:0 1rem}\n"
    "h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:1.6rem 0 .4rem}\n"
    "p{margin:.3rem 0}.soft,figcaption,td.soft{color:var(--soft)}\n"
    ".banner{border:2px solid var(--fault);color:var(--fault);padding:.25rem .6rem;"
    "display:inline-block;font-weight:600;margin:.6rem 0}\n"
    "table{border-collapse:collapse;width:100%}th,td{text-align:start;vertical-align:top;"
    "padding:.3rem .5rem;border-bottom:1px solid var(--line)}\n"
    "th{font-weight:600;color:var(--soft)}td.time,td.number{font-variant-numeric:tabular-nums;"
    "white-space:nowrap}\n"
    ".found{color:var(--good)}.missed,.false{color:var(--fault)}\n"
    "figure{margin:.6rem 0}svg{width:100%;height:auto;display:block}\n"
    "figcaption{font-size:.8rem}.map{overflow-x:auto;border:1px solid var(--line)}\n"
    ".map svg{min-width:40rem}@media print{.map{overflow:hidden}.map svg{min-width:0}}\n"
    ".map text{font:12px system-ui,sans-serif;fill:var(--soft);stroke:var(--sea);"
    "stroke-width:3px;paint-order:stroke;stroke-linejoin:round}\n"
    ".map .number{fill:var(--fault);font-weight:700}.map .name{fill:var(--ink)}"
    ".map .water{font-style:italic;fill:var(--chart)}"
    ".map .scale-words{fill:var(--ink);stroke:none}.map .degrees{font-size:10.5px}\n"
    ".sea{fill:var(--sea)}.beyond{fill:var(--paper)}.land{fill:var(--land);stroke:var(--shore);"
    "stroke-width:.7}"
    ".scale-half{fill:var(--ink)}.plate{fill:var(--paper);stroke:var(--line)}.scale{fill:var(--"
    "paper);stroke:var(--ink);"
    "stroke-width:1}\n"
    ".lane{fill:var(--chart);fill-opacity:.07;stroke:var(--chart);stroke-width:.7;"
    "stroke-dasharray:6 3}.zone{fill:var(--chart);fill-opacity:.28}"
    ".parting{stroke:var(--chart);stroke-opacity:.5;stroke-width:2.5;fill:none}"
    ".arrow{fill:var(--sea);stroke:var(--chart)}\n"
    ".anchorage{fill:none;stroke:var(--chart);stroke-width:1;stroke-dasharray:7 3}"
    ".gate{fill:none;stroke:var(--chart);stroke-width:1.4;stroke-dasharray:2 4}"
    ".ferry{fill:none;stroke:var(--soft);stroke-dasharray:8 3 2 3;stroke-width:.8}"
    ".port{fill:var(--paper);stroke:var(--ink);stroke-width:1.4}\n"
    ".grid{stroke:var(--soft);stroke-opacity:.3;stroke-width:.6;fill:none}"
    ".track,.way{stroke:var(--track);fill:none;stroke-width:1;stroke-linecap:round;"
    "stroke-linejoin:round}.way{stroke:var(--way);stroke-width:2}\n"
    ".mark{fill:var(--fault);stroke:var(--sea);stroke-width:1.5}"
    ".dot{fill:var(--fault);fill-opacity:.45}"
    ".alert{fill:var(--good);stroke:var(--sea);stroke-width:1.5}\n"
    ".bar{fill:var(--fault)}.whole{fill:var(--line)}.tick{stroke:var(--good);stroke-width:3}\n"
    "td.bars{width:9rem}td.bars svg{height:14px}details{margin:1rem 0}"
    "summary{color:var(--soft)}\n"
    ".table{overflow-x:auto}@media(max-width:40rem){body{margin:1rem auto;font-size:14px}"
    "td.bars,th.bars{display:none}th,td{padding:.25rem .3rem}}\n"
    "</style>\n";

struct drill_report *drill_report_new(const struct drill_report_room *room)
{
    struct drill_report *report = calloc(1, sizeof *report);
    if (report == NULL)
        return NULL;
    report->room = *room;
    report->ship_of = table_new(room->ship_count_max);
    report->ships = calloc(room->ship_count_max, sizeof *report->ships);
    report->rows = calloc(room->row_count_max, sizeof *report->rows);
    report->alerts = calloc(room->row_count_max, sizeof *report->alerts);
    report->points = calloc(room->point_count_max, sizeof *report->points);
    report->labels = calloc(1, sizeof *report->labels);
    if (report->labels == NULL || report->ship_of == NULL || report->ships == NULL ||
        report->rows == NULL || report->alerts == NULL || report->points == NULL) {
        drill_report_free(report);
        return NULL;
    }
    return report;
}

void drill_report_free(struct drill_report *report)
{
    if (report == NULL)
        return;
    table_free(report->ship_of);
    free(report->ships);
    free(report->rows);
    free(report->alerts);
    free(report->points);
    free(report->labels);
    free(report);
}

/* NULL when there are too many. */
static struct report_ship *ship_of(struct drill_report *report, uint32_t mmsi, uint32_t *index)
{
    if (table_find(report->ship_of, mmsi, index))
        return &report->ships[*index];
    if (report->ship_count == report->room.ship_count_max)
        return NULL;
    *index = (uint32_t)report->ship_count++;
    table_set(report->ship_of, mmsi, *index);
    report->ships[*index].mmsi = mmsi;
    return &report->ships[*index];
}

static void add_point(struct drill_report *report, const struct drill_row *row)
{
    uint32_t ship;
    if (isnan(row->place.longitude_deg) || row->mmsi_count != 1)
        return;
    if (report->point_count == report->room.point_count_max ||
        ship_of(report, row->mmsi[0], &ship) == NULL) {
        report->points_left_out++;
        return;
    }
    report->points[report->point_count++] = (struct report_point){ship, row->time_ms, row->place};
}

void drill_report_set_waters(struct drill_report *report, const struct geo_waters *waters)
{
    report->waters = waters;
}

const char *drill_report_waters(const struct drill_report *report)
{
    return report->drill.waters;
}

static void keep_alert(struct drill_report *report, const struct drill_row *row)
{
    if (report->alert_count == report->room.row_count_max)
        report->rows_left_out++;
    else
        report->alerts[report->alert_count++] = *row;
}

/* What somebody did stands above what asks for an alert, and that above what happens daily. */
static int rank_of(const struct drill_row *row)
{
    if (strcmp(row->kind, "crossing") == 0)
        return 0;
    if (strcmp(row->kind, "encounter") == 0)
        return drill_score_asks(row) ? 1 : 0;
    return strcmp(row->what, "out_of_range") == 0 ? 0 : REPORT_RANK_MAX;
}

/* Where there is no room, what is of least rank has to go. */
static void keep_row(struct drill_report *report, const struct drill_row *row)
{
    struct report_event event = {.rank = rank_of(row), .row = *row};

    if (report->row_count < report->room.row_count_max) {
        report->rows[report->row_count++] = event;
        return;
    }
    report->rows_left_out++;
    for (int rank = 0; rank < event.rank; rank++) {
        for (size_t i = report->row_count; i > 0; i--) {
            if (report->rows[i - 1].rank == rank) {
                report->rows[i - 1] = event;
                return;
            }
        }
    }
}

void drill_report_add(struct drill_report *report, const struct drill_row *row)
{
    uint32_t index;

    if (row->is_alert) {
        keep_alert(report, row);
    } else if (strcmp(row->kind, "drill") == 0) {
        report->drill = *row;
        report->has_drill = true;
    } else if (strcmp(row->kind, "ship") == 0) {
        struct report_ship *ship =
            row->mmsi_count == 1 ? ship_of(report, row->mmsi[0], &index) : NULL;
        if (ship != NULL)
            memcpy(ship->name, row->name, sizeof ship->name);
    } else if (strcmp(row->kind, "position") == 0) {
        add_point(report, row);
    } else if (strcmp(row->kind, "heard") != 0) {
        keep_row(report, row);
    }
}

void report_flush(struct report_page *page)
{
    if (page->text.size < REPORT_PIECE_BYTES / 2)
        return;
    page->output.write(page->output.context, page->bytes, page->text.size);
    text_clear(&page->text);
}

void report_add_words(struct report_page *page, const char *words)
{
    for (; *words != '\0'; words++) {
        if (*words == '<')
            text_add(&page->text, "&lt;");
        else if (*words == '>')
            text_add(&page->text, "&gt;");
        else if (*words == '&')
            text_add(&page->text, "&amp;");
        else if (*words == '"')
            text_add(&page->text, "&quot;");
        else if (*words == '\'')
            text_add(&page->text, "&#39;");
        else
            text_add_char(&page->text, *words);
    }
}

void report_add_ship(struct report_page *page, const struct drill_report *report, uint32_t mmsi)
{
    uint32_t index;
    bool is_known = table_find(report->ship_of, mmsi, &index);
    if (is_known && report->ships[index].name[0] != '\0') {
        report_add_words(page, report->ships[index].name);
        text_add_format(&page->text, " <span class=\"soft\">%09u</span>", mmsi);
    } else {
        text_add_format(&page->text, "%09u", mmsi);
    }
}

bool report_period(const struct drill_report *report, int64_t *from_ms, int64_t *to_ms)
{
    *from_ms = report->drill.from_ms;
    *to_ms = report->drill.to_ms;
    return report->has_drill && *from_ms != AIS_UNKNOWN_MS && *to_ms != AIS_UNKNOWN_MS &&
           *to_ms > *from_ms;
}

static int by_time(const void *a, const void *b)
{
    const struct drill_row *first = a;
    const struct drill_row *second = b;
    return (first->from_ms > second->from_ms) - (first->from_ms < second->from_ms);
}

/* When it was: of an encounter when both were nearest. */
static int64_t begin_ms(const struct drill_row *row)
{
    return strcmp(row->kind, "encounter") == 0 ? row->time_ms : row->from_ms;
}

static int by_rank_and_time(const void *a, const void *b)
{
    const struct report_event *first = a;
    const struct report_event *second = b;
    if (first->is_listed != second->is_listed)
        return first->is_listed ? -1 : 1;
    int64_t first_ms = begin_ms(&first->row), second_ms = begin_ms(&second->row);
    return (first_ms > second_ms) - (first_ms < second_ms);
}

static int by_ship(const void *a, const void *b)
{
    const struct report_point *first = a;
    const struct report_point *second = b;
    if (first->ship != second->ship)
        return first->ship > second->ship ? 1 : -1;
    return (first->time_ms > second->time_ms) - (first->time_ms < second->time_ms);
}

/* "11:20:00", and the date with it where the drill is longer than a day. */
static void add_time(struct report_page *page, const struct drill_report *report, int64_t time_ms)
{
    enum { DATE_SIZE = 10, TIME_SIZE = 8 };
    char bytes[40];
    struct text words = text_init(bytes, sizeof bytes);
    int64_t from_ms;
    int64_t to_ms;

    if (time_ms == AIS_UNKNOWN_MS) {
        text_add(&page->text, "\xe2\x80\x93");
        return;
    }
    text_add_time(&words, time_ms);
    if (!report_period(report, &from_ms, &to_ms) || to_ms - from_ms > 86400000)
        text_add_format(&page->text, "%.*s ", DATE_SIZE, bytes);
    text_add_bytes(&page->text, bytes + DATE_SIZE + 1, TIME_SIZE);
}

static void add_duration(struct report_page *page, double seconds)
{
    if (seconds < 120)
        text_add_format(&page->text, "%.0f s", seconds);
    else
        text_add_format(&page->text, "%.1f min", seconds / 60);
}

static void add_what(struct report_page *page, const struct drill_row *row)
{
    bool is_fault = strcmp(row->kind, "fault") == 0;
    const char *kind = is_fault ? row->what : row->kind;

    text_add(&page->text, "<b>");
    for (const char *at = kind; *at != '\0'; at++) {
        char letter[2] = {*at == '_' ? ' ' : *at, '\0'};
        report_add_words(page, letter);
    }
    text_add(&page->text, "</b>");
    if (is_fault)
        text_add(&page->text, " <span class=\"soft\">(fault)</span>");
    else if (row->what[0] != '\0') {
        text_add(&page->text, " ");
        report_add_words(page, row->what);
    }
    if (row->is_test)
        text_add(&page->text, ", test");
    if (row->name[0] != '\0') {
        text_add(&page->text, " ");
        report_add_words(page, row->name);
    }
    if (row->direction != 0)
        text_add(&page->text, row->direction > 0 ? ", forwards" : ", backwards");
    if (!isnan(row->cpa_m))
        text_add_format(&page->text, ", closest %.0f m", row->cpa_m);
    if (!isnan(row->gap_m))
        text_add_format(&page->text, ", gap %.0f m", row->gap_m);
    if (!isnan(row->messages))
        text_add_format(&page->text, ", %.0f messages", row->messages);
}

static void add_who(struct report_page *page, const struct drill_report *report,
                    const struct drill_row *row)
{
    enum { SHIPS_SHOWN_MAX = 6 };
    for (size_t i = 0; i < row->mmsi_count && i < SHIPS_SHOWN_MAX; i++) {
        text_add(&page->text, i > 0 ? "<br>" : "");
        report_add_ship(page, report, row->mmsi[i]);
    }
    if (row->mmsi_count > SHIPS_SHOWN_MAX)
        text_add_format(&page->text, "<br>and %zu more", row->mmsi_count - SHIPS_SHOWN_MAX);
    if (row->station[0] != '\0') {
        text_add(&page->text, row->mmsi_count > 0 ? "<br>station " : "station ");
        report_add_words(page, row->station);
    }
}

static double share(int64_t time_ms, int64_t from_ms, int64_t to_ms)
{
    double part = (double)(time_ms - from_ms) / (double)(to_ms - from_ms);
    return 200 * fmin(fmax(part, 0), 1);
}

/* When in the drill, and ticks where alerts answered. */
static void add_bar(struct report_page *page, const struct drill_report *report,
                    const struct drill_row *row)
{
    int64_t from_ms;
    int64_t to_ms;

    if (!report_period(report, &from_ms, &to_ms) || begin_ms(row) == AIS_UNKNOWN_MS)
        return;
    double start = share(begin_ms(row), from_ms, to_ms);
    double end = row->to_ms != AIS_UNKNOWN_MS ? share(row->to_ms, from_ms, to_ms) : start;
    text_add_format(&page->text,
                    "<svg viewBox=\"0 0 200 14\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                    "<rect class=\"whole\" y=\"6\" width=\"200\" height=\"2\"/>"
                    "<rect class=\"bar\" x=\"%.1f\" y=\"3\" width=\"%.1f\" height=\"8\"/>",
                    start, fmax(end - start, 2));
    for (size_t i = 0, shown = 0; i < report->alert_count && shown < 20; i++) {
        if (!drill_score_answers(&report->alerts[i], row))
            continue;
        text_add_format(&page->text, "<path class=\"tick\" d=\"M%.1f 0v14\"/>",
                        share(report->alerts[i].time_ms, from_ms, to_ms));
        shown++;
    }
    text_add(&page->text, "</svg>");
}

static void add_answer(struct report_page *page, const struct drill_report *report,
                       const struct drill_row *row)
{
    for (size_t i = 0; i < report->alert_count; i++) {
        const struct drill_row *alert = &report->alerts[i];
        if (!drill_score_answers(alert, row))
            continue;
        text_add(&page->text, "<span class=\"found\">");
        report_add_words(page, alert->kind);
        text_add(&page->text, " ");
        add_time(page, report, alert->time_ms);
        if (begin_ms(row) != AIS_UNKNOWN_MS) {
            double late_s = (double)(alert->time_ms - begin_ms(row)) / 1000;
            text_add(&page->text, late_s < 0 ? ", " : ", after ");
            add_duration(page, fabs(late_s));
            text_add(&page->text, late_s < 0 ? " before" : "");
        }
        text_add(&page->text, "</span>");
        return;
    }
    if (report->alert_count > 0 && strcmp(row->kind, "crossing") != 0)
        text_add(&page->text, "<span class=\"missed\">no alert</span>");
}

static void add_row(struct report_page *page, const struct drill_report *report, size_t index)
{
    const struct drill_row *row = &report->rows[index].row;

    text_add_format(&page->text, "<tr><td class=\"number\">%zu</td><td class=\"time\">", index + 1);
    add_time(page, report, begin_ms(row));
    if (row->to_ms != begin_ms(row)) {
        text_add(&page->text, "<br>");
        add_time(page, report, row->to_ms);
    }
    text_add(&page->text, "</td><td>");
    add_what(page, row);
    text_add(&page->text, "</td><td>");
    add_who(page, report, row);
    text_add(&page->text, "</td><td class=\"bars\">");
    add_bar(page, report, row);
    text_add(&page->text, "</td><td>");
    add_answer(page, report, row);
    text_add(&page->text, "</td></tr>\n");
    report_flush(page);
}

static bool answers_any(const struct drill_report *report, const struct drill_row *alert)
{
    for (size_t i = 0; i < report->row_count; i++)
        if (drill_score_answers(alert, &report->rows[i].row))
            return true;
    return false;
}

static void add_rest(struct report_page *page, const struct drill_report *report)
{
    size_t count = 0;
    for (size_t i = 0; i < report->alert_count; i++)
        count += !answers_any(report, &report->alerts[i]);
    if (report->alert_count == 0)
        return;
    text_add_format(&page->text, "<h2>Alerts that answer nothing: %zu</h2>\n", count);
    if (count == 0)
        return;
    text_add(&page->text,
             "<div class=\"table\"><table><thead><tr><th>Time</th><th>Alert</th><th>Who</th>"
             "<th class=\"bars\">When</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < report->alert_count; i++) {
        const struct drill_row *alert = &report->alerts[i];
        if (answers_any(report, alert))
            continue;
        text_add(&page->text, "<tr><td class=\"time\">");
        add_time(page, report, alert->time_ms);
        text_add(&page->text, "</td><td class=\"false\">");
        report_add_words(page, alert->kind);
        text_add(&page->text, "</td><td>");
        add_who(page, report, alert);
        text_add(&page->text, "</td><td class=\"bars\">");
        add_bar(page, report, alert);
        text_add(&page->text, "</td></tr>\n");
        report_flush(page);
    }
    text_add(&page->text, "</tbody></table></div>\n");
}

static void add_head(struct report_page *page, const struct drill_report *report)
{
    const char *name = report->drill.name[0] != '\0' ? report->drill.name : "Drill";
    int64_t from_ms;
    int64_t to_ms;

    text_add(&page->text, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                          "<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
    report_add_words(page, name);
    text_add(&page->text, "</title>\n");
    text_add(&page->text, style);
    report_flush(page);
    text_add(&page->text, "</head>\n<body>\n<h1 dir=\"auto\">");
    report_add_words(page, name);
    text_add(&page->text, "</h1>\n");
    if (report_period(report, &from_ms, &to_ms)) {
        char bytes[40];
        struct text words = text_init(bytes, sizeof bytes);
        text_add_time(&words, from_ms);
        text_add_format(&page->text, "<p class=\"soft\">%.10s, ", bytes);
        add_time(page, report, from_ms);
        text_add(&page->text, " to ");
        add_time(page, report, to_ms);
        text_add(&page->text, " UTC</p>\n");
    }
    text_add(&page->text, "<p class=\"banner\">Drill: not real traffic. Not for navigation.</p>\n");
}

static void add_left_out(struct report_page *page, const struct drill_report *report)
{
    if (report->rows_left_out > 0)
        text_add_format(&page->text, "<p>%llu more rows have no room on this page.</p>\n",
                        (unsigned long long)report->rows_left_out);
    if (report->points_left_out > 0)
        text_add_format(&page->text, "<p>%llu more positions are not drawn.</p>\n",
                        (unsigned long long)report->points_left_out);
}

/* What a reader can take in is listed; of more only what stands out, and what an alert answers. */
static void choose_listed(struct drill_report *report)
{
    enum { LISTED_COUNT_MAX = 60 };
    int least = 0;

    for (bool is_short = false; !is_short && least < REPORT_RANK_MAX;) {
        size_t count = 0;
        for (size_t i = 0; i < report->row_count; i++)
            count += report->rows[i].rank >= least;
        is_short = count <= LISTED_COUNT_MAX;
        least += !is_short;
    }
    report->listed_count = 0;
    for (size_t i = 0; i < report->row_count; i++) {
        struct report_event *event = &report->rows[i];
        event->is_listed = event->rank >= least;
        for (size_t k = 0; k < report->alert_count && !event->is_listed; k++)
            event->is_listed = drill_score_answers(&report->alerts[k], &event->row);
        report->listed_count += event->is_listed;
        for (size_t k = 0; k < event->row.mmsi_count && event->is_listed; k++) {
            uint32_t ship;
            if (table_find(report->ship_of, event->row.mmsi[k], &ship))
                report->ships[ship].is_named = true;
        }
    }
    qsort(report->rows, report->row_count, sizeof report->rows[0], by_rank_and_time);
}

/* Folded up, and so not on paper. */
static void add_daily(struct report_page *page, const struct drill_report *report)
{
    size_t count = report->row_count - report->listed_count;
    if (count == 0)
        return;
    text_add_format(&page->text,
                    "<details><summary>And %zu more: ships that passed each other, crossed a gate "
                    "or were out of range (dots on the map)</summary>\n<div class=\"table\">"
                    "<table><thead><tr><th>Time</th><th>What</th><th>Who</th></tr></thead>"
                    "<tbody>\n",
                    count);
    for (size_t i = report->listed_count; i < report->row_count; i++) {
        text_add(&page->text, "<tr><td class=\"time\">");
        add_time(page, report, begin_ms(&report->rows[i].row));
        text_add(&page->text, "</td><td>");
        add_what(page, &report->rows[i].row);
        text_add(&page->text, "</td><td>");
        add_who(page, report, &report->rows[i].row);
        text_add(&page->text, "</td></tr>\n");
        report_flush(page);
    }
    text_add(&page->text, "</tbody></table></div></details>\n");
}

void drill_report_write(struct drill_report *report, struct drill_sink output)
{
    struct report_page page = {.output = output};

    page.text = text_init(page.bytes, sizeof page.bytes);
    qsort(report->alerts, report->alert_count, sizeof report->alerts[0], by_time);
    qsort(report->points, report->point_count, sizeof report->points[0], by_ship);
    choose_listed(report);
    add_head(&page, report);
    report_add_map(&page, report);
    report_flush(&page);
    text_add(&page.text, "<h2>What happened</h2>\n<div class=\"table\"><table><thead><tr><th>#</th>"
                         "<th>Time</th><th>What</th><th>Who</th><th class=\"bars\">When in the "
                         "drill</th><th>Alert</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < report->listed_count; i++)
        add_row(&page, report, i);
    text_add(&page.text, "</tbody></table></div>\n");
    add_daily(&page, report);
    add_left_out(&page, report);
    add_rest(&page, report);
    text_add(&page.text, "</body>\n</html>\n");
    output.write(output.context, page.bytes, page.text.size);
}

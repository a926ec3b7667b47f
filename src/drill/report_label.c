/* SPDX-License-Identifier: Apache-2.0 */
/* Words on the map that stand clear of each other: what was placed first stays, what finds no room
 * is left out. */
#include "drill/report_inside.h"

#include <string.h>

static const double LETTER_WIDTH = 6.6;
static const double LINE_HEIGHT = 14;
static const double GAP = 7;

/* Whether it is within the map and free, which it then is no more. */
bool report_labels_reserve(struct report_labels *labels, struct report_box box)
{
    if (box.west < 2 || box.east > REPORT_WIDTH - 2 || box.north < 2 ||
        box.south > labels->height - 2 || labels->count == REPORT_LABEL_COUNT_MAX)
        return false;
    for (size_t i = 0; i < labels->count; i++) {
        const struct report_box *other = &labels->boxes[i];
        if (box.west < other->east && box.east > other->west && box.north < other->south &&
            box.south > other->north)
            return false;
    }
    labels->boxes[labels->count++] = box;
    return true;
}

void report_labels_hold(struct report_labels *labels, struct report_spot spot, double radius)
{
    if (labels->count < REPORT_LABEL_COUNT_MAX)
        labels->boxes[labels->count++] =
            (struct report_box){spot.x - radius, spot.x + radius, spot.y - radius, spot.y + radius};
}

static double width_of(const char *words)
{
    size_t count = 0;
    for (; *words != '\0'; words++)
        count += ((unsigned char)*words & 0xc0) != 0x80;
    return LETTER_WIDTH * (double)count + 2;
}

bool report_labels_place(struct report_labels *labels, struct report_spot spot, const char *words,
                         struct report_place *place)
{
    double wide = width_of(words);
    /* Where the middle of the words is: right, left, above, below. */
    const struct report_spot ways[] = {
        {GAP + wide / 2, 0}, {-GAP - wide / 2, 0}, {0, -LINE_HEIGHT}, {0, LINE_HEIGHT}};
    static const char *const anchors[] = {"start", "end", "middle", "middle"};
    const double edges[] = {-wide / 2, wide / 2, 0, 0};

    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        struct report_spot middle = {spot.x + ways[i].x, spot.y + ways[i].y};
        struct report_box box = {middle.x - wide / 2, middle.x + wide / 2,
                                 middle.y - LINE_HEIGHT / 2, middle.y + LINE_HEIGHT / 2};
        if (!report_labels_reserve(labels, box))
            continue;
        *place = (struct report_place){{middle.x + edges[i], middle.y + 4}, anchors[i]};
        return true;
    }
    return false;
}

void report_labels_write(struct report_labels *labels, struct report_page *page, const char *class,
                         struct report_spot spot, const char *words)
{
    struct report_place place;
    if (words[0] == '\0' || !report_labels_place(labels, spot, words, &place))
        return;
    text_add_format(&page->text, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">",
                    class, place.spot.x, place.spot.y, place.anchor);
    report_add_words(page, words);
    text_add(&page->text, "</text>\n");
    report_flush(page);
}

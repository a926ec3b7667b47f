/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/reference.h"

#include "ais/application.h"
#include "ais/message.h"
#include "ais/unit.h"

#include <assert.h>
#include <string.h>

static const char introduction[] =
    "# Messages, bit by bit\n"
    "\n"
    "What `narrows decode` and libnarrows-ais read, by ITU-R M.1371-5 annex 8; the data of binary\n"
    "messages by IMO SN.1/Circ.289 and others who define them. `narrows decode --reference` "
    "prints\n"
    "this page from the tables that are decoded from; it is not written by hand.\n"
    "\n"
    "Bits are numbered from 0, the first that is sent. Bits that no row names are spare. Every\n"
    "message begins with `type` (bits 0 to 5), `repeat` (6 and 7) and `mmsi` (8 to 37); the bits "
    "of\n"
    "data count from the first behind their DAC and FI.\n"
    "\n"
    "- *name*: in JSON, and of a field in `narrows_ais_field_find()`.\n"
    "- *first bit*, *bits*: where it is, how long; at the end of a message of variable length at\n"
    "  most so long.\n"
    "- *kind*: *unsigned* or *signed* (two's complement) number; *sign first*, a bit that is 1 "
    "below\n"
    "  zero, then the number without its sign; *sign last*, the number, then a bit that is 0 "
    "below\n"
    "  zero; *bool*, one bit; *text*, six bits a character; *data*, as they are; *time*, year (14\n"
    "  bits), month (4), day (5), hour (5), minute (6), second (6), in UTC; *ETA*, the same "
    "without\n"
    "  year and second; *day time*, day, hour and minute alone.\n"
    "- *value*: how the number `n` that is sent becomes the one in JSON. A bare `n` is left out.\n"
    "- *not available*: the `n` that says so, and of several the one that an encoder sends; JSON "
    "has\n"
    "  `null`. An empty text says so too, a time of which no part is available, and a day time\n"
    "  without hour and minute.\n"
    "- *member*: of the C struct that stands above the table (`narrows/ais_message.h`,\n"
    "  `narrows/ais_application.h`). It holds `n`, or n × 10^`scale` where the value says so.\n"
    "\n"
    "A message of fewer bits than its type has is decoded with the flag `truncated`, its missing\n"
    "fields `null`, unless so few are there that it is refused (`too_short`). Data of fewer bits\n"
    "than their application needs, or with more than it has that are not zero, are left as "
    "`data`.\n";

enum { LAYOUTS_MAX = 8 };

/* The layouts that a message type can have, in the order of the bits that choose. */
struct variants {
    const struct ais_layout *layouts[LAYOUTS_MAX];
    size_t count;
};

static void add_variant(struct variants *variants, const struct ais_layout *layout)
{
    for (size_t i = 0; i < variants->count; i++)
        if (variants->layouts[i] == layout)
            return;
    assert(variants->count < LAYOUTS_MAX);
    variants->layouts[variants->count++] = layout;
}

/* Asks for the layout of every payload whose bits could choose another: bits 38 and 39, bit 139, an
 * MMSI of an auxiliary craft. */
static struct variants find_variants(unsigned type)
{
    struct variants variants = {.count = 0};

    for (unsigned choice = 0; choice < 16; choice++) {
        uint64_t mmsi = (choice & 8) != 0 ? 980000000 : 0;
        uint64_t head = (uint64_t)type << 34 | mmsi << 2 | (choice & 3);
        uint8_t bytes[21] = {0};
        const struct ais_layout *layout;
        for (size_t byte = 0; byte < 5; byte++)
            bytes[byte] = (uint8_t)(head >> (32 - 8 * byte));
        bytes[139 / 8] = (choice & 4) != 0 ? 0x10 : 0;
        if (ais_message_layout((struct ais_bits){bytes, 168}, &layout) == AIS_DECODED)
            add_variant(&variants, layout);
    }
    return variants;
}

static bool has_variant(unsigned type, const struct ais_layout *layout)
{
    struct variants variants = find_variants(type);

    for (size_t i = 0; i < variants.count; i++)
        if (variants.layouts[i] == layout)
            return true;
    return false;
}

/* "168 bits", "72 to 168 bits". */
static void add_size(struct text *text, const struct ais_layout *layout)
{
    if (layout->bit_count_min < layout->bit_count_max)
        text_add_format(text, "%u to %u bits", layout->bit_count_min, layout->bit_count_max);
    else
        text_add_format(text, "%u bits", layout->bit_count_max);
}

/* The name behind the last '.' of "struct ais_position.speed_kn_e1", and the struct before the
 * first. */
static const char *member_name(const struct ais_field *field)
{
    return strchr(field->member, '.') + 1;
}

static void add_struct(struct text *text, const struct ais_layout *layout)
{
    const char *member = layout->fields[0].member;

    text_add(text, "`");
    text_add_bytes(text, member, (size_t)(strchr(member, '.') - member));
    text_add(text, "`");
}

static const char *kind_name(enum ais_kind kind)
{
    switch (kind) {
    case AIS_UNSIGNED:
    case AIS_READING:
    case AIS_SQUARED:
    case AIS_SCALED:
        return "unsigned";
    case AIS_SIGNED:
    case AIS_TURN:
        return "signed";
    case AIS_BOOL:
        return "bool";
    case AIS_DATE_TIME:
        return "time";
    case AIS_ETA:
        return "ETA";
    case AIS_TEXT:
        return "text";
    case AIS_TEXT_MORE:
        return "text, goes on from the row above";
    case AIS_DATA:
        return "data";
    case AIS_SIGN_FIRST:
        return "sign first";
    case AIS_SIGN_LAST:
        return "sign last";
    case AIS_DAY_TIME:
        return "day time";
    }
    assert(false); /* no kind */
    return NULL;
}

/* "n / 10 knots". */
static void add_scale(struct text *text, const struct ais_field *field)
{
    const char *unit = ais_unit_name(field);

    if (field->kind == AIS_TURN) {
        text_add_format(text, "sign of n × (n / 4.733)² %s; ±127: faster than 5 in half a minute",
                        unit);
        return;
    }
    if (!ais_layout_is_number(field) || field->kind == AIS_BOOL)
        return;
    bool is_bare = field->kind != AIS_SQUARED && field->kind != AIS_SCALED;
    if (is_bare && unit == NULL && field->per_unit == 1 && field->add == 0)
        return;
    bool has_sum = field->add != 0;
    text_add(text, has_sum && field->per_unit != 1 ? "(n" : "n");
    text_add(text, field->kind == AIS_SQUARED ? "²" : "");
    if (has_sum)
        text_add_format(text, " %c %d", field->add < 0 ? '-' : '+',
                        field->add < 0 ? -field->add : field->add);
    text_add(text, has_sum && field->per_unit != 1 ? ")" : "");
    if (field->kind == AIS_SCALED)
        text_add(text, " × 10^`scale`");
    if (field->per_unit < 0) {
        text_add(text, " × ");
        text_add_decimal(text, -field->per_unit, field->decimals);
    }
    if (field->per_unit > 1)
        text_add_format(text, " / %d", field->per_unit);
    if (unit != NULL)
        text_add_format(text, " %s", unit);
}

/* Places: 181 and 91 degrees say more than their counts. */
static void add_absent(struct text *text, const struct ais_field *field)
{
    bool has_sign_bit = field->kind == AIS_SIGN_FIRST || field->kind == AIS_SIGN_LAST;

    if (field->absent == AIS_NEVER)
        return;
    if (has_sign_bit && field->absent != 0)
        text_add_format(text, "±%d", field->absent < 0 ? -field->absent : field->absent);
    else
        text_add_format(text, "%d", field->absent);
    if (field->kind == AIS_READING)
        text_add(text, " and more");
    if (field->absent_sent != 0)
        text_add_format(text, " (sent: %d)", field->absent_sent);
    if (field->per_unit >= 600 && field->absent % field->per_unit == 0)
        text_add_format(text, " (%d degrees)", field->absent / field->per_unit);
}

static void add_row(struct text *text, const struct ais_layout *layout,
                    const struct ais_field *field)
{
    unsigned from_end = (unsigned)layout->bit_count_max - field->first_bit;

    text_add_format(text, "| `%s` | ", field->name);
    if (from_end <= layout->tail_bit_count)
        text_add_format(text, "%u before the end", from_end);
    else
        text_add_format(text, "%u", field->first_bit);
    text_add_format(text, " | %u | %s | ", field->bit_count, kind_name(field->kind));
    add_scale(text, field);
    text_add(text, " | ");
    add_absent(text, field);
    text_add_format(text, " | `%s` |\n", member_name(field));
}

static void add_rows(struct text *text, const struct ais_layout *layout)
{
    text_add(text, "| name | first bit | bits | kind | value | not available | member |\n"
                   "|---|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < layout->field_count; i++)
        add_row(text, layout, &layout->fields[i]);
}

/* Which first bits of an element choose this layout: " 0", "s 0, 3 to 7". */
static void add_selectors(struct text *text, const struct ais_list *list, size_t first)
{
    size_t count = (size_t)1 << list->selector_bit_count;
    const char *separator = " ";

    for (size_t i = first + 1; i < count; i++)
        if (list->layouts[i] == list->layouts[first])
            separator = "s ";

    for (size_t i = first; i < count; i++) {
        if (list->layouts[i] != list->layouts[first])
            continue;
        size_t last = i;
        while (last + 1 < count && list->layouts[last + 1] == list->layouts[first])
            last++;
        text_add_format(text, "%s%zu", separator, i);
        if (last > i)
            text_add_format(text, "%s%zu", last == i + 1 ? " and " : " to ", last);
        separator = ", ";
        i = last;
    }
}

static const struct ais_field *counting_row(const struct ais_layout *layout)
{
    for (size_t i = 0; i < layout->field_count; i++)
        if (layout->fields[i].offset == layout->list->count_offset)
            return &layout->fields[i];
    return NULL;
}

static void add_list(struct text *text, const struct ais_layout *layout)
{
    const struct ais_list *list = layout->list;
    const struct ais_field *counter = counting_row(layout);
    size_t count = (size_t)1 << list->selector_bit_count;

    text_add_format(text, "\n`%s`: at most %u elements of %u bits from bit %u on, as many as ",
                    list->name, list->count_max, list->bit_count, list->first_bit);
    if (list->is_counted && counter != NULL)
        text_add_format(text, "`%s` says", counter->name);
    else
        text_add(text, "there are bits for");
    text_add(text, ". Bits count from the start of the element.");
    if (list->selector_bit_count > 0)
        text_add_format(text, " `%s` says which it is.", list->layouts[0]->fields[0].name);
    text_add(text, "\n");
    for (size_t i = 0; i < count; i++) {
        bool is_first = true;
        for (size_t before = 0; before < i; before++)
            is_first = is_first && list->layouts[before] != list->layouts[i];
        if (!is_first)
            continue;
        text_add(text, "\nElement");
        if (list->selector_bit_count > 0)
            add_selectors(text, list, i);
        if (list->layouts[i]->title != NULL)
            text_add_format(text, ": %s", list->layouts[i]->title);
        text_add(text, ", ");
        add_struct(text, list->layouts[i]);
        text_add(text, ".\n\n");
        add_rows(text, list->layouts[i]);
    }
}

/* What stands below a heading. */
static void add_layout(struct text *text, const struct ais_layout *layout, const char *below_core)
{
    text_add(text, "\n");
    add_size(text, layout);
    if (layout->core_bit_count > 0)
        text_add_format(text, ", %s below %u", below_core, layout->core_bit_count);
    if (layout->field_count > 0) {
        text_add(text, "; ");
        add_struct(text, layout);
    }
    text_add(text, ".\n");
    if (layout->field_count > 0) {
        text_add(text, "\n");
        add_rows(text, layout);
    }
    if (layout->list != NULL)
        add_list(text, layout);
}

/* "Messages 1, 2, 3: ..." for all types that have the layout; nothing when a lower one had it. */
static void add_message_layout(struct text *text, unsigned type, const struct ais_layout *layout)
{
    unsigned count = 0;

    for (unsigned other = 1; other <= AIS_MESSAGE_TYPE_MAX; other++)
        if (has_variant(other, layout)) {
            if (other < type)
                return;
            count++;
        }
    text_add_format(text, "\n### Message%s %u", count > 1 ? "s" : "", type);
    for (unsigned other = type + 1; other <= AIS_MESSAGE_TYPE_MAX; other++)
        if (has_variant(other, layout))
            text_add_format(text, ", %u", other);
    text_add_format(text, ": %s\n", layout->title != NULL ? layout->title : "without a name");
    add_layout(text, layout, "refused");
}

/* Has this FI other forms than this? Then what its data are is told by them. */
static void add_forms(struct text *text, const struct ais_application_row *row)
{
    struct ais_application_row other;
    bool is_one_of_several = false;

    for (size_t i = 0; ais_application_at(i, &other); i++)
        is_one_of_several = is_one_of_several || (other.dac == row->dac && other.fid == row->fid &&
                                                  other.layout != row->layout);
    if (!is_one_of_several)
        return;
    text_add_format(text, "\nFI %d has several forms", row->fid);
    if (row->selector_bit_count > 0)
        text_add_format(text, ": this one when `%s` is %s.\n", row->layout->fields[0].name,
                        row->selector != 0 ? "true" : "false");
    else
        text_add(text, ": the first on this page that its data are long enough for.\n");
}

/* "DAC 1, FI 22, 23 (addressed)" of all applications from `index` on that have the layout. */
static void add_identifiers(struct text *text, size_t index)
{
    struct ais_application_row row;
    struct ais_application_row other;
    int dac = -1;

    ais_application_at(index, &row);
    for (size_t i = index; ais_application_at(i, &other); i++) {
        if (other.layout != row.layout)
            continue;
        if (other.dac != dac)
            text_add_format(text, "%sDAC %d, FI ", dac < 0 ? "" : "; ", other.dac);
        else
            text_add(text, ", ");
        text_add_format(text, "%d%s", other.fid, other.is_addressed ? " (addressed)" : "");
        dac = other.dac;
    }
}

/* Likewise for the applications that share a layout. */
static void add_application(struct text *text, size_t index)
{
    struct ais_application_row row;
    struct ais_application_row other;

    ais_application_at(index, &row);
    for (size_t i = 0; i < index; i++)
        if (ais_application_at(i, &other) && other.layout == row.layout)
            return;
    text_add(text, "\n### ");
    add_identifiers(text, index);
    text_add_format(text, ": %s\n",
                    row.layout->title != NULL ? row.layout->title : "without a name");
    for (size_t i = index; ais_application_at(i, &other); i++)
        if (other.layout == row.layout)
            add_forms(text, &other);
    add_layout(text, row.layout, "left as `data`");
}

void ais_reference_add(struct text *text)
{
    struct ais_application_row row;

    text_add(text, introduction);
    text_add(text, "\n## Messages\n");
    for (unsigned type = 1; type <= AIS_MESSAGE_TYPE_MAX; type++) {
        struct variants variants = find_variants(type);
        for (size_t i = 0; i < variants.count; i++)
            add_message_layout(text, type, variants.layouts[i]);
    }
    text_add(text, "\n## Applications: the data of messages 6, 8, 25 and 26\n\n"
                   "Those that are marked so come in addressed messages alone.\n");
    for (size_t i = 0; ais_application_at(i, &row); i++)
        add_application(text, i);
}

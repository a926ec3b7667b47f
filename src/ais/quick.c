/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/quick.h"

#include "ais/layouts.h"

#include <endian.h>
#include <string.h>

static bool is_upper_or_digit(char character)
{
    return (character >= 'A' && character <= 'Z') || (character >= '0' && character <= '9');
}

static bool is_digit(char character)
{
    return character >= '0' && character <= '9';
}

/* ",", "A,", "1," at `at`: the channel, and the place behind; 0 for anything else. */
static size_t read_channel(const char *bytes, size_t at, char *channel)
{
    char letter = bytes[at];

    if (letter == ',') {
        *channel = '\0';
        return at + 1;
    }
    if (letter >= 'A' && letter <= 'D')
        *channel = letter;
    else if (letter == '1' || letter == '2')
        *channel = (char)(letter - '1' + 'A');
    else
        return 0;
    return bytes[at + 1] == ',' ? at + 2 : 0;
}

/* "!ttVDM,1,1,,A," of any talker and part. Where the payload starts, 0 for anything else. */
static size_t read_head(const char *bytes, struct ais_sentence *sentence)
{
    static const char middle[4] = "VDM,";
    if (bytes[0] != '!' || memcmp(bytes + 3, middle, sizeof middle) != 0 || bytes[8] != ',' ||
        bytes[10] != ',' || bytes[7] < '1' || bytes[7] > '9' || bytes[9] < '1' ||
        bytes[9] > bytes[7] || !is_upper_or_digit(bytes[1]) || !is_upper_or_digit(bytes[2]))
        return 0;

    size_t at = 11;
    sentence->talker[0] = bytes[1];
    sentence->talker[1] = bytes[2];
    sentence->is_own = false;
    sentence->total = (uint8_t)(bytes[7] - '0');
    sentence->part = (uint8_t)(bytes[9] - '0');
    sentence->sequence = AIS_SENTENCE_NO_SEQUENCE;
    if (is_digit(bytes[at]))
        sentence->sequence = (uint8_t)(bytes[at++] - '0');
    if (bytes[at] != ',')
        return 0;
    return read_channel(bytes, at + 1, &sentence->channel);
}

/* Do the two digits say this sum? */
static bool says(const char *digits, uint8_t sum)
{
    static const char hexadecimal[] = "0123456789ABCDEF";
    uint8_t said;

    if (digits[0] == hexadecimal[sum >> 4] && digits[1] == hexadecimal[sum & 15])
        return true;
    return ais_sentence_read_checksum(digits, 2, &said) && said == sum;
}

bool ais_quick_find_line(const struct ais_look *look, const char *bytes,
                         struct ais_quick_line *line)
{
    struct ais_sentence *sentence = &line->sentence;
    size_t start = read_head(bytes, sentence);
    size_t end = start > 0 ? look->find(bytes, '\n', &sentence->checksum) : 0;
    if (end == 0)
        return false;

    line->full_size = end + 1;
    line->size = end - (bytes[end - 1] == '\r');
    if (line->size < start + 6) /* one character, a comma, "0" and "*hh" */
        return false;
    size_t star = line->size - 3;
    if (bytes[star] != '*' || bytes[star - 2] != ',' || bytes[star - 1] < '0' ||
        bytes[star - 1] > '5' || !says(bytes + star + 1, sentence->checksum))
        return false;
    sentence->fill_bits = (uint8_t)(bytes[star - 1] - '0');
    sentence->payload = (struct ais_span){bytes + start, star - 2 - start};
    sentence->trailer = (struct ais_span){bytes + line->size, 0};
    sentence->has_checksum = true;
    sentence->is_whole = true;
    return true;
}

/* A line end is no part of a block, and the first '*' is its end. */
static bool is_name_character(char character)
{
    return character != ',' && character != '*' && character != '\n' && character != '\r';
}

size_t ais_quick_read_tag(const struct ais_look *look, const char *bytes, struct ais_stamp *stamp)
{
    enum { NAME_PLACE = 3, SECONDS_DIGITS = 10, MS_DIGITS = 13 };
    uint8_t sum;
    size_t end = look->find(bytes + 1, '\\', &sum) + 1; /* the sum begins behind its first byte */
    if (end < NAME_PLACE + 3 || bytes[end - 3] != '*' || bytes[1] != 's' || bytes[2] != ':' ||
        !says(bytes + end - 2, (uint8_t)(sum ^ 's')))
        return 0;

    size_t star = end - 3;
    size_t at = NAME_PLACE;
    while (is_name_character(bytes[at]) && at < star)
        at++;
    size_t name_size = at - NAME_PLACE;
    size_t digits = at + 3;
    if (name_size >= AIS_STATION_BYTES || bytes[at] != ',' || bytes[at + 1] != 'c' ||
        bytes[at + 2] != ':' || (star != digits + SECONDS_DIGITS && star != digits + MS_DIGITS))
        return 0;

    int64_t count = 0;
    for (at = digits; at < star; at++) {
        if (!is_digit(bytes[at]))
            return 0;
        count = count * 10 + (bytes[at] - '0');
    }
    if (star == digits + SECONDS_DIGITS)
        count *= 1000;
    if (!ais_stamp_is_time(count))
        return 0;
    memset(stamp->station, 0, sizeof stamp->station);
    memcpy(stamp->station, bytes + NAME_PLACE, name_size);
    stamp->time_ms = count;
    return end + 1;
}

static uint64_t load(const uint8_t *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return be64toh(word);
}

/* `count` bits that begin `first` bits after the start of the word. */
static int32_t take(uint64_t word, unsigned first, unsigned count)
{
    return (int32_t)(word << first >> (64 - count));
}

static int32_t take_signed(uint64_t word, unsigned first, unsigned count)
{
    return (int32_t)((int64_t)(word << first) >> (64 - count));
}

/* The places are those of the table in position.c. */
static void read_position(const uint8_t *bytes, uint64_t head, struct ais_position *fields)
{
    uint64_t middle = load(bytes + 7); /* from bit 56 */
    uint64_t tail = load(bytes + 14);  /* from bit 112 */

    fields->navigation_status = take(head, 38, 4);
    fields->turn_indicator = take_signed(head, 42, 8);
    fields->speed_kn_e1 = take(head, 50, 10);
    fields->accuracy = take(head, 60, 1);
    fields->longitude_min_e4 = take_signed(middle, 61 - 56, 28);
    fields->latitude_min_e4 = take_signed(middle, 89 - 56, 27);
    fields->course_deg_e1 = take(tail, 116 - 112, 12);
    fields->heading_deg = take(tail, 128 - 112, 9);
    fields->utc_second = take(tail, 137 - 112, 6);
    fields->maneuver = take(tail, 143 - 112, 2);
    fields->raim = take(tail, 148 - 112, 1);
    fields->radio = take(tail, 149 - 112, 19);
}

/* The places are those of the table of message 18 in class_b.c. */
static void read_class_b(const uint8_t *bytes, uint64_t head, struct ais_class_b *fields)
{
    uint64_t middle = load(bytes + 7);
    uint64_t tail = load(bytes + 14);

    fields->reserved = take(head, 38, 8);
    fields->speed_kn_e1 = take(head, 46, 10);
    fields->accuracy = take(middle, 56 - 56, 1);
    fields->longitude_min_e4 = take_signed(middle, 57 - 56, 28);
    fields->latitude_min_e4 = take_signed(middle, 85 - 56, 27);
    fields->course_deg_e1 = take(tail, 112 - 112, 12);
    fields->heading_deg = take(tail, 124 - 112, 9);
    fields->utc_second = take(tail, 133 - 112, 6);
    fields->regional = take(tail, 139 - 112, 2);
    fields->cs_unit = take(tail, 141 - 112, 1);
    fields->display = take(tail, 142 - 112, 1);
    fields->dsc = take(tail, 143 - 112, 1);
    fields->band = take(tail, 144 - 112, 1);
    fields->message_22 = take(tail, 145 - 112, 1);
    fields->assigned = take(tail, 146 - 112, 1);
    fields->raim = take(tail, 147 - 112, 1);
    fields->radio = take(tail, 148 - 112, 20);
}

bool ais_quick_read_message(struct ais_bits bits, struct ais_message *message)
{
    if (bits.bit_count != 168)
        return false;

    uint64_t head = load(bits.bytes);
    int32_t type = take(head, 0, 6);
    if (type >= 1 && type <= 3) {
        message->layout = &ais_position_layout;
        read_position(bits.bytes, head, &message->fields.position);
    } else if (type == 18) {
        message->layout = &ais_class_b_layout;
        read_class_b(bits.bytes, head, &message->fields.class_b);
    } else {
        return false;
    }
    message->type = (uint8_t)type;
    message->repeat = (uint8_t)take(head, 6, 2);
    message->mmsi = (uint32_t)take(head, 8, 30);
    message->part = '\0';
    message->application.layout = NULL;
    message->flags = 0;
    message->bits = bits;
    return true;
}

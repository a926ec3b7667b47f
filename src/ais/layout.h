/* SPDX-License-Identifier: Apache-2.0 */
/* AIS message layouts as data: one row says where a field's bits are, what they mean, what gpsd
 * calls it in JSON, and which member of the decoded message it fills. Decoding, encoding, JSON and
 * the reference page all come from the same rows. */
#ifndef AIS_LAYOUT_H
#define AIS_LAYOUT_H

#include "ais/bits.h"

/* How a field's bits become a member. */
enum ais_kind {
    AIS_UNSIGNED,  /* int32_t, the raw count */
    AIS_SIGNED,    /* int32_t, two's complement, the raw count */
    AIS_BOOL,      /* int32_t, one bit, 0 or 1 */
    AIS_TURN,      /* int32_t, two's complement; the rate of turn indicator of message 1 */
    AIS_DATE_TIME, /* struct ais_date_time, 40 bits as in message 4 */
    AIS_ETA,       /* struct ais_date_time without year and second, 20 bits as in message 5 */
    AIS_TEXT,      /* char[], six bits a character up to '@' or the end, spaces trimmed */
    AIS_TEXT_MORE, /* char[], appended to the text of the row before when that one is full */
    AIS_DATA,      /* struct ais_data, the bits as they are to the end or the tail of the message */

    /* Of applications. All but the last fill an int32_t. */
    AIS_READING,    /* AIS_UNSIGNED; from `absent` on nothing is available */
    AIS_SQUARED,    /* AIS_UNSIGNED; what it stands for goes with its square */
    AIS_SCALED,     /* unsigned, times ten to the power of the layout's row `scale`, 0 to 3 */
    AIS_SIGN_FIRST, /* one bit, 1 for less than zero, then the number without its sign */
    AIS_SIGN_LAST,  /* the number without its sign, then one bit, 0 for less than zero */
    AIS_DAY_TIME,   /* struct ais_date_time with day, hour, minute alone, 16 bits */
};

enum { AIS_SCALE_MAX = 1000 }; /* of AIS_SCALED */

/* For a row without a value that means "not available". */
#define AIS_NEVER (INT32_MIN + 1)

enum { AIS_FIELD_NAME_BYTES = 24 }; /* with the NUL */

struct ais_field {
    char name[AIS_FIELD_NAME_BYTES]; /* gpsd's where gpsd has one */
    const char *member;              /* "struct ais_position.speed_kn_e1" */
    size_t offset;                   /* of the member in the decoded message */
    size_t size;                     /* of that member, bytes */
    int32_t absent_sent;             /* of AIS_READING: what is sent of those; 0: `absent` */
    uint16_t first_bit;
    uint16_t bit_count; /* AIS_TEXT, AIS_DATA that end a message of variable length: the most */
    enum ais_kind kind;
    int32_t absent;    /* the raw value for "not available" */
    int32_t per_unit;  /* raw counts in one unit; negative: 10^-decimals units in one raw count */
    unsigned decimals; /* of the unit, enough to tell two raw counts apart */
    int32_t add;       /* to the raw count, before it is divided */
};

/* The columns of a row that say which member it fills: its words, its place, its size. */
#define AIS_MEMBER(type, member) AIS_MEMBER_ABSENT(type, member, 0)

/* The same, and which of the counts that mean "not available" is sent. */
#define AIS_MEMBER_ABSENT(type, member, sent)                                                      \
#type "." #member, offsetof(type, member), sizeof(((type *)0)->member), sent

/* Elements of one size that stand one behind the other at the end of a message: as many as a number
 * before them says, or as fit. The first bits of an element may tell which of several layouts it
 * has; places of bits and members in those count from the start of the element. */
struct ais_list {
    const char *name;
    const struct ais_layout *const *layouts; /* by the first bits of an element; none is NULL */
    uint16_t selector_bit_count;             /* of those bits; 0: all are layouts[0] */
    uint16_t first_bit;                      /* of the first element */
    uint16_t bit_count;                      /* of an element, at most AIS_ELEMENT_BITS_MAX */
    uint16_t count_max;
    size_t offset; /* of the first element's struct in the message's */
    size_t element_size;
    size_t count_offset; /* of the int32_t that says how many there are */
    bool is_counted;     /* a row fills that number too */
};

enum { AIS_ELEMENT_BITS_MAX = 128 };

struct ais_layout {
    const struct ais_field *fields;
    size_t field_count;
    uint16_t core_bit_count; /* with less the message is refused: no position, no name */
    uint16_t bit_count_min;  /* with less it is cut short ("truncated") */
    uint16_t bit_count_max;  /* with more it is "overlong" */

    /* As long it is written, with the spare bits that its standard puts at its end; some receivers
     * take no other length. 0: as its members need, to the end of the byte. */
    uint16_t bit_count_sent;

    /* This many bits at the end of a message of variable length stand at its end, however long it
     * is. Their rows say where that is in the longest. */
    uint16_t tail_bit_count;
    char part; /* of message 24: 'A' or 'B'; '\0' for others */

    const struct ais_list *list;   /* behind the fields; NULL for most */
    const struct ais_field *scale; /* the row before that its AIS_SCALED rows go by; else NULL */
    const char *title; /* what it is called; NULL for an element of a list that has no name */
};

/* Fills every member the layout names. What the payload is too short for is AIS_MISSING, or the
 * characters of a text that are there. False when elements of the list are missing. */
bool ais_layout_read(const struct ais_layout *layout, struct ais_bits bits, void *message);

/* Kinds that fill an int32_t. */
bool ais_layout_is_number(const struct ais_field *field);

/* A row of those that stand at the end of a message, however long it is. */
bool ais_layout_is_in_tail(const struct ais_layout *layout, const struct ais_field *field);

/* A number that a whole message may leave out. Only of such AIS_MISSING does not mean that the
 * message was cut. */
bool ais_layout_is_optional(const struct ais_layout *layout, const struct ais_field *field);

/* Such a number that was left out. */
bool ais_layout_is_left_out(const struct ais_layout *layout, const struct ais_field *field,
                            const void *message);

/* The row that fills the member at this address of `message`; NULL when none does. */
const struct ais_field *ais_layout_field(const struct ais_layout *layout, const void *message,
                                         const void *member);

/* Had a message of `bit_count` bits those of this row? For a text and for data that end a message
 * of variable length: all that it may not leave out. */
bool ais_layout_was_sent(const struct ais_layout *layout, const struct ais_field *field,
                         size_t bit_count);

/* The row of this name, none of AIS_TEXT_MORE; NULL when there is none. */
const struct ais_field *ais_layout_row(const struct ais_layout *layout, const char *name);

/* How many elements of the list are there. */
size_t ais_layout_list_count(const struct ais_list *list, const void *message);

/* An element's struct, and which layout it has. */
const void *ais_layout_element(const struct ais_list *list, const void *message, size_t index,
                               const struct ais_layout **layout);

/* Kinds that fill an int32_t. */
bool ais_layout_is_number(const struct ais_field *field);

/* The count that is sent when nothing is available; AIS_NEVER where there is none. */
int32_t ais_layout_absent_sent(const struct ais_field *field);

/* The raw count was not sent, or says "not available". Where the sign has a bit of its own, both
 * signs of `absent` do. Here for its speed. */
static inline bool ais_layout_is_absent(const struct ais_field *field, int32_t raw)
{
    if (raw == AIS_MISSING || raw == field->absent)
        return true;
    return (field->kind == AIS_READING && raw > field->absent) ||
           ((field->kind == AIS_SIGN_FIRST || field->kind == AIS_SIGN_LAST) &&
            -raw == field->absent);
}

/* A raw count in the unit of its row; NAN when it is absent. */
double ais_layout_value(const struct ais_field *field, int32_t raw);

/* The same in steps of 10^-decimals of the unit, rounded half away from zero. */
int64_t ais_layout_steps(const struct ais_field *field, int32_t raw);

/* What a date and time of this row say when none is available (ITU-R M.1371-5 annex 8, tables 51
 * and 52), and whether they were sent and say more than that. */
struct ais_date_time ais_layout_no_date(const struct ais_field *field);
bool ais_layout_is_time_known(const struct ais_field *field, const struct ais_date_time *time);

/* The number that `field` filled. Only for the kinds that fill an int32_t. */
int32_t ais_layout_number(const struct ais_field *field, const void *message);

#endif

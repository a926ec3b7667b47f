/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/message_write.h"

#include "ais/message.h"

#include <assert.h>
#include <string.h>

enum { MMSI_MAX = (1 << 30) - 1, REPEAT_MAX = 3 };

static const char *write_header(const struct ais_message *message, uint8_t *bytes)
{
    if (message->type < 1 || message->type > AIS_MESSAGE_TYPE_MAX)
        return "type";
    if (message->repeat > REPEAT_MAX)
        return "repeat";
    if (message->mmsi > MMSI_MAX)
        return "mmsi";
    ais_bits_put(bytes, 0, 6, message->type);
    ais_bits_put(bytes, 6, 2, message->repeat);
    ais_bits_put(bytes, 8, 30, message->mmsi);
    if (message->layout->part != '\0')
        ais_bits_put(bytes, 38, 2, (uint32_t)(message->layout->part - 'A'));
    return NULL;
}

/* The row of a binary message's data. */
static const struct ais_field *data_row(const struct ais_layout *layout)
{
    for (size_t i = 0; i < layout->field_count; i++)
        if (layout->fields[i].kind == AIS_DATA)
            return &layout->fields[i];
    return NULL;
}

/* Writes the application as the data of `*message`. */
static const char *write_application(struct ais_message *message)
{
    const struct ais_layout *layout = message->application.layout;
    const struct ais_field *row = data_row(message->layout);
    uint8_t bytes[AIS_PAYLOAD_BYTES_MAX] = {0};

    if (row == NULL)
        return "type";
    struct ais_data *data = (struct ais_data *)(void *)((char *)&message->fields + row->offset);
    struct ais_written written =
        ais_layout_write(layout, &message->application.fields, bytes, sizeof bytes);
    if (written.refused != NULL)
        return written.refused;
    if (written.bit_count > row->bit_count)
        return row->name;
    data->bit_count = (uint16_t)written.bit_count;
    memcpy(data->bytes, bytes, sizeof data->bytes);
    return NULL;
}

struct ais_written ais_message_write(const struct ais_message *message,
                                     uint8_t bytes[static AIS_PAYLOAD_BYTES_MAX])
{
    struct ais_message whole = *message;
    struct ais_written written = {0};
    const struct ais_layout *chosen = NULL;

    memset(bytes, 0, AIS_PAYLOAD_BYTES_MAX);
    written.refused = write_header(message, bytes);
    if (written.refused == NULL && message->application.layout != NULL)
        written.refused = write_application(&whole);
    if (written.refused == NULL)
        written = ais_layout_write(message->layout, &whole.fields, bytes, AIS_PAYLOAD_BYTES_MAX);
    if (written.refused != NULL)
        return written;
    struct ais_bits bits = {bytes, written.bit_count};
    if (ais_message_layout(bits, &chosen) != AIS_DECODED || chosen != message->layout)
        return (struct ais_written){.refused = "type"};
    return written;
}

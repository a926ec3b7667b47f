/* SPDX-License-Identifier: Apache-2.0 */
/* Prints time, MMSI, latitude and longitude of each message on standard input that says a place. */
#include <narrows/ais.h>
#include <stdio.h>

static struct narrows_ais ais;
static char bytes[1 << 16];

static void print(const struct ais_event *event)
{
    struct narrows_ais_field lat, lon;

    if (event->kind != AIS_EVENT_MESSAGE || !narrows_ais_field_find(&event->message, "lat", &lat) ||
        !narrows_ais_field_find(&event->message, "lon", &lon) || !lat.is_available)
        return;
    if (event->stamp.time_ms != AIS_UNKNOWN_MS)
        printf("%.3f ", (double)event->stamp.time_ms / 1000);
    printf("%09u %.6f %.6f\n", (unsigned)event->message.mmsi, lat.value, lon.value);
}

int main(void)
{
    const struct ais_event *event;
    size_t size;

    narrows_ais_init(&ais, 0);
    do {
        size = fread(bytes, 1, sizeof bytes, stdin);
        if (size > 0)
            narrows_ais_push(&ais, bytes, size, NULL);
        else
            narrows_ais_end(&ais);
        while ((event = narrows_ais_next(&ais)) != NULL)
            print(event);
    } while (size > 0);
    return 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "node.h"
#include "server/metrics.h"
#include "server/site.h"

static char bytes[65536];

struct scene {
    struct track_picture *picture;
    struct evidence_stations *stations;
    struct server_site site;
    struct server_status status;
};

static struct scene scene_new(void)
{
    struct scene scene = {.picture = fleet_new(10), .stations = evidence_stations_new()};
    uint16_t station = evidence_stations_number(scene.stations, "2190047");
    evidence_stations_heard(scene.stations, station, FLEET_START_MS);
    scene.site = (struct server_site){.picture = scene.picture,
                                      .stations = scene.stations,
                                      .viewer_count = 2,
                                      .frame_skipped_count = 9};
    node_fill_status(NULL, &scene.status);
    fleet_report(scene.picture, 265698740, 12.7, 55.9, FLEET_START_MS);
    return scene;
}

static void scene_free(struct scene *scene)
{
    track_picture_free(scene->picture);
    evidence_stations_free(scene->stations);
}

static void writes_the_status_of_the_document(void)
{
    struct scene scene = scene_new();
    struct text text = text_init(bytes, sizeof bytes);
    server_status_write(&text, &scene.site, &scene.status);
    CHECK_TEXT(
        bytes,
        "{\"name\":\"test\",\"version\":\"0.0.0\",\"mode\":\"live\",\"drill\":false,"
        "\"time\":\"2018-11-19T11:00:00.000Z\",\"uptime_s\":0,\"speed\":null,\"viewers\":2,"
        "\"targets\":{\"known\":1,\"with_position\":1,\"lost\":0,\"capacity\":100,\"refused\":0,"
        "\"by_kind\":{\"class_a\":1}},"
        "\"messages\":{\"total\":7,\"per_second\":1.3,\"time_doubted\":0,\"by_type\":{\"1\":5,"
        "\"5\":2}},"
        "\"refused\":{\"bad_checksum\":3},"
        "\"sources\":[{\"name\":\"ro\\\"of\",\"from\":\"udp://:10110\",\"state\":\"receiving\","
        "\"detail\":\"\",\"heard\":\"2018-11-19T11:00:00.000Z\",\"silent_s\":0.4,\"bytes\":123,"
        "\"messages\":7,\"per_second\":1.3,\"refused\":3},"
        "{\"name\":\"feed\",\"from\":\"tcp://host:1\",\"state\":\"connecting\","
        "\"detail\":\"connection refused\",\"heard\":null,\"silent_s\":null,\"bytes\":0,"
        "\"messages\":0,\"per_second\":0.0,\"refused\":0}],"
        "\"stations\":[{\"name\":\"2190047\",\"heard\":\"2018-11-19T11:00:00.000Z\","
        "\"messages\":1}],\"archive\":null}");
    scene_free(&scene);
}

static void writes_the_metrics_that_prometheus_reads(void)
{
    static const char *const lines[] = {
        "# TYPE narrows_messages_total counter\n",
        "narrows_messages_total{type=\"1\"} 5\n",
        "narrows_refused_total{reason=\"bad_checksum\"} 3\n",
        "narrows_source_up{source=\"ro\\\"of\"} 1\n",
        "narrows_source_up{source=\"feed\"} 0\n",
        "narrows_source_silent_seconds{source=\"ro\\\"of\"} 0.4\n",
        "narrows_targets{kind=\"class_a\"} 1\n",
        "narrows_viewers 2\n",
        "narrows_live_frames_skipped_total 9\n",
        "narrows_targets_capacity 100\n",
        "narrows_drill 0\n",
    };
    struct scene scene = scene_new();
    struct text text = text_init(bytes, sizeof bytes);
    server_metrics_write(&text, &scene.site, &scene.status);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        if (strstr(bytes, lines[i]) == NULL)
            CHECK_TEXT(bytes, lines[i]);
    CHECK(strstr(bytes, "silent_seconds{source=\"feed\"}") == NULL);
    CHECK(!text.is_cut);
    scene_free(&scene);
}

/* The text format: each family has its help and type once, before its values, and every line is a
 * comment or a name, perhaps a label, a blank and a number. */
static void every_line_of_the_metrics_has_its_form(void)
{
    struct scene scene = scene_new();
    struct text text = text_init(bytes, sizeof bytes);
    char family[128] = "";
    scene.status.sources[0].name = "a\\b\"c\nd";
    server_metrics_write(&text, &scene.site, &scene.status);
    CHECK(strstr(bytes, "{source=\"a\\\\b\\\"c\\nd\"}") != NULL);
    for (char *line = bytes; *line != '\0';) {
        size_t size = strcspn(line, "\n");
        CHECK_INT(line[size], '\n');
        line[size] = '\0';
        if (strncmp(line, "# TYPE ", 7) == 0) {
            snprintf(family, sizeof family, "%.*s", (int)strcspn(line + 7, " "), line + 7);
        } else if (strncmp(line, "# HELP ", 7) != 0) {
            size_t name_size = strcspn(line, "{ ");
            char *end;
            CHECK(strlen(family) == name_size && memcmp(line, family, name_size) == 0);
            CHECK(strrchr(line, ' ') != NULL);
            strtod(strrchr(line, ' '), &end);
            CHECK_TEXT(end, "");
        }
        line += size + 1;
    }
    scene_free(&scene);
}

int main(void)
{
    RUN(writes_the_status_of_the_document);
    RUN(writes_the_metrics_that_prometheus_reads);
    RUN(every_line_of_the_metrics_has_its_form);
    return check_summary();
}

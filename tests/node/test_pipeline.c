/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "node/pipeline.h"

#include <string.h>

static const char LOG[] =
    "$PGHP,1,2018,11,19,11,0,0,789,219,,2190047,1,*15\r\n"
    "!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C\r\n"
    "\\s:mast,c:1542625201*37\\!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C\r\n"
    "!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C\r\n"
    "!AIVDM,2,2,1,A,88888888880,2*25\r\n";

static struct node_pipeline *new_pipeline(enum evidence_clock clock)
{
    return node_pipeline_new(&(struct node_pipeline_options){
        .clock = clock, .target_count_max = 10, .keep_lost_ms = 60000});
}

static void take_in_pieces(struct node_pipeline *pipeline, size_t piece_size)
{
    struct node_feed *feed = node_feed_new(pipeline, "roof");
    for (size_t done = 0; done < strlen(LOG); done += piece_size) {
        size_t rest = strlen(LOG) - done;
        node_feed_take(feed, LOG + done, rest < piece_size ? rest : piece_size,
                       (struct ais_arrival){.received_ms = INT64_C(1542625202000)});
    }
    node_feed_end(feed);
    CHECK_INT(node_feed_counts(feed)->messages, 3);
    node_feed_free(feed);
}

static void leads_a_sentence_all_the_way_to_the_picture(void)
{
    struct node_pipeline *pipeline = new_pipeline(EVIDENCE_CLOCK_LOG);
    const struct track_picture *picture = node_pipeline_picture(pipeline);
    take_in_pieces(pipeline, 1000);

    const struct track_target *ship = track_picture_find(picture, 477553000);
    const struct track_target *other = track_picture_find(picture, 351759000);
    CHECK(ship != NULL && other != NULL);
    CHECK_INT(ship->heard_ms, INT64_C(1542625200789));
    CHECK_INT(ship->message_count, 1); /* the second is a copy by another station */
    CHECK_INT(ship->heard_by_count, 2);
    CHECK_TEXT(
        evidence_stations_get(node_pipeline_stations(pipeline), ship->heard_by[0].station)->name,
        "mast");
    CHECK_TEXT(
        evidence_stations_get(node_pipeline_stations(pipeline), other->heard_by[0].station)->name,
        "roof");
    CHECK_INT(other->heard_ms, INT64_C(1542625202000));
    node_pipeline_free(pipeline);
}

static void gives_the_same_picture_however_the_bytes_are_cut(void)
{
    uint8_t digests[2][DIGEST_BYTES];
    for (size_t piece_size = 1; piece_size <= 100; piece_size++) {
        struct node_pipeline *pipeline = new_pipeline(EVIDENCE_CLOCK_LOG);
        take_in_pieces(pipeline, piece_size);
        CHECK(track_picture_digest(node_pipeline_picture(pipeline), digests[piece_size > 1]));
        CHECK(memcmp(digests[0], digests[piece_size > 1], DIGEST_BYTES) == 0);
        node_pipeline_free(pipeline);
    }
}

static void forgets_everything_but_the_counts_when_cleared(void)
{
    struct node_pipeline *pipeline = new_pipeline(EVIDENCE_CLOCK_LOG);
    take_in_pieces(pipeline, 1000);
    node_pipeline_clear(pipeline);
    CHECK_INT(track_picture_counts(node_pipeline_picture(pipeline)).targets, 0);
    take_in_pieces(pipeline, 1000);
    CHECK_INT(track_picture_counts(node_pipeline_picture(pipeline)).targets, 2);
    node_pipeline_free(pipeline);
}

static void grows_old_by_the_live_clock(void)
{
    struct node_pipeline *pipeline = new_pipeline(EVIDENCE_CLOCK_LIVE);
    take_in_pieces(pipeline, 1000);
    node_pipeline_advance(pipeline, INT64_C(1542625202000) + 18 * 60000);
    CHECK_INT(track_picture_counts(node_pipeline_picture(pipeline)).lost, 1);
    node_pipeline_free(pipeline);
}

static void refuses_what_is_of_a_drill_unless_it_is_in_one(void)
{
    static const char marked[] =
        "\\s:mast,c:1542625201,d:drill*37\\!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C\n";
    char line[sizeof marked + 3];
    const char *star = strchr(marked, '*');
    memcpy(line, marked, sizeof marked);
    uint8_t sum = ais_sentence_checksum(marked + 1, (size_t)(star - marked) - 1);
    line[star - marked + 1] = "0123456789ABCDEF"[sum >> 4];
    line[star - marked + 2] = "0123456789ABCDEF"[sum & 15];
    for (int is_drill = 0; is_drill < 2; is_drill++) {
        struct node_pipeline *pipeline = node_pipeline_new(&(struct node_pipeline_options){
            .clock = EVIDENCE_CLOCK_LOG, .target_count_max = 10, .is_drill = is_drill > 0});
        struct node_feed *feed = node_feed_new(pipeline, "roof");
        for (int i = 0; i < 3; i++)
            node_feed_take(feed, line, sizeof marked - 1,
                           (struct ais_arrival){.received_ms = INT64_C(1542625202000)});
        CHECK_INT(track_picture_counts(node_pipeline_picture(pipeline)).targets, is_drill);
        CHECK_INT(node_feed_counts(feed)->messages, is_drill ? 3 : 0);
        CHECK_INT(node_feed_counts(feed)->refused[AIS_DRILL], is_drill ? 0 : 3);
        node_feed_free(feed);
        node_pipeline_free(pipeline);
    }
}

int main(void)
{
    RUN(leads_a_sentence_all_the_way_to_the_picture);
    RUN(gives_the_same_picture_however_the_bytes_are_cut);
    RUN(forgets_everything_but_the_counts_when_cleared);
    RUN(grows_old_by_the_live_clock);
    RUN(refuses_what_is_of_a_drill_unless_it_is_in_one);
    return check_summary();
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "base/reader.h"
#include "check.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

enum { TEXT_BYTES = 300000, STORE_BYTES = 2 * TEXT_BYTES, GZIP_WINDOW_BITS = 15 + 16 };

/* What is stored in a file. */
struct store {
    size_t size;
    char bytes[STORE_BYTES];
};

static char words[TEXT_BYTES];
static char got[STORE_BYTES];

/* Lines that compress, but not to nothing: several blocks of every format. */
static void make_words(void)
{
    uint32_t state = 1;
    for (size_t i = 0; i < sizeof words; i++) {
        state = state * 1664525 + 1013904223;
        words[i] = i % 50 == 49 ? '\n' : (char)('0' + (state >> 24) % 40);
    }
}

static void add_plain(struct store *store, const char *bytes, size_t size)
{
    memcpy(store->bytes + store->size, bytes, size);
    store->size += size;
}

static void add_gzip(struct store *store, const char *bytes, size_t size)
{
    z_stream gzip = {0};
    CHECK_INT(deflateInit2(&gzip, 6, Z_DEFLATED, GZIP_WINDOW_BITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
    gzip.next_in = (Bytef *)words + (bytes - words);
    gzip.avail_in = (uInt)size;
    gzip.next_out = (Bytef *)store->bytes + store->size;
    gzip.avail_out = (uInt)(STORE_BYTES - store->size);
    CHECK_INT(deflate(&gzip, Z_FINISH), Z_STREAM_END);
    store->size = STORE_BYTES - gzip.avail_out;
    deflateEnd(&gzip);
}

static void add_zstd_with(struct store *store, const char *bytes, size_t size, int window_log)
{
    ZSTD_CCtx *zstd = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(zstd, ZSTD_c_checksumFlag, 1);
    ZSTD_CCtx_setParameter(zstd, ZSTD_c_contentSizeFlag, 0);
    if (window_log > 0)
        ZSTD_CCtx_setParameter(zstd, ZSTD_c_windowLog, window_log);
    ZSTD_outBuffer output = {store->bytes, STORE_BYTES, store->size};
    ZSTD_inBuffer input = {bytes, size, 0};
    CHECK_INT(ZSTD_compressStream2(zstd, &output, &input, ZSTD_e_continue), 0);
    CHECK_INT(ZSTD_compressStream2(zstd, &output, &input, ZSTD_e_end), 0);
    store->size = output.pos;
    ZSTD_freeCCtx(zstd);
}

static void add_zstd(struct store *store, const char *bytes, size_t size)
{
    add_zstd_with(store, bytes, size, 0);
}

/* A frame that is to be skipped, as pzstd writes them. */
static void add_skipped(struct store *store)
{
    add_plain(store, "\x53\x2a\x4d\x18\x05\0\0\0Hello", 13);
}

static struct reader *open_store(const struct store *store)
{
    int fd = memfd_create("store", MFD_CLOEXEC);
    CHECK_INT(write(fd, store->bytes, store->size), (long long)store->size);
    CHECK_INT(lseek(fd, 0, SEEK_SET), 0);
    return reader_new(fd, READER_BLOCKS);
}

/* Reads to the end or failure into `got`, in pieces of at most `piece_max`; the size. */
static size_t read_all(struct reader *reader, size_t piece_max, ssize_t *last)
{
    size_t size = 0;
    while ((*last = reader_read(reader, got + size, piece_max)) > 0 &&
           size + (size_t)*last + piece_max <= sizeof got)
        size += (size_t)*last;
    return size;
}

/* In large pieces and small ones, `size` bytes of `words` come out, and then `reason`. */
static void check_store(const struct store *store, size_t size, const char *reason)
{
    static const size_t piece_max[] = {1, 7, 4096, TEXT_BYTES};
    for (size_t i = 0; i < sizeof piece_max / sizeof piece_max[0]; i++) {
        struct reader *reader = open_store(store);
        ssize_t last;
        CHECK_INT(read_all(reader, piece_max[i], &last), size);
        CHECK(memcmp(got, words, size) == 0);
        CHECK_INT(last, reason[0] == '\0' ? READER_END : READER_FAILED);
        CHECK_TEXT(reader_reason(reader), reason);
        CHECK_INT(reader_read(reader, got, 1), last);
        if (reason[0] == '\0')
            CHECK_INT(reader_byte_count(reader), store->size);
        reader_close(reader);
    }
}

static void gives_what_is_stored_plain_packed_and_in_several_parts(void)
{
    static const struct row {
        void (*add)(struct store *, const char *, size_t);
        size_t sizes[3];
    } rows[] = {
        {add_plain, {0}},
        {add_plain, {1}},
        {add_plain, {TEXT_BYTES}},
        {add_gzip, {0}},
        {add_gzip, {1}},
        {add_gzip, {TEXT_BYTES}},
        {add_zstd, {0}},
        {add_zstd, {1}},
        {add_zstd, {TEXT_BYTES}},
        {add_gzip, {5, 0, 70}},
        {add_gzip, {100000, 3, 100000}},
        {add_zstd, {5, 0, 70}},
        {add_zstd, {100000, 3, 100000}},
    };
    static struct store store;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t size = 0;
        store.size = 0;
        for (size_t part = 0; part == 0 || (part < 3 && rows[i].sizes[1] + rows[i].sizes[2] > 0);
             part++) {
            rows[i].add(&store, words + size, rows[i].sizes[part]);
            size += rows[i].sizes[part];
        }
        check_store(&store, size, "");
    }
}

static void reads_an_empty_file_as_nothing(void)
{
    static struct store store;
    check_store(&store, 0, "");
}

static void passes_over_frames_that_are_to_be_skipped(void)
{
    static struct store store;
    add_skipped(&store);
    add_zstd(&store, words, 1000);
    add_skipped(&store);
    add_zstd(&store, words + 1000, 1000);
    check_store(&store, 2000, "");
}

static void takes_text_for_text_that_begins_like_an_archive(void)
{
    static const char *const texts[] = {"P",   "P*",     "(",     "\x1f\x8b",
                                        "P*M", "(\xb5/", "\x1f.", "PAIS"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        static struct store store;
        ssize_t last;
        store.size = 0;
        add_plain(&store, texts[i], strlen(texts[i]));
        struct reader *reader = open_store(&store);
        size_t size = read_all(reader, 100, &last);
        CHECK_INT(last, READER_END);
        CHECK_INT(size, strlen(texts[i]));
        CHECK(memcmp(got, texts[i], size) == 0);
        reader_close(reader);
    }
}

/* What can be unpacked of `store` to its end, however much that is; then `reason`. */
static size_t check_broken(const struct store *store, const char *reason)
{
    struct reader *reader = open_store(store);
    ssize_t last;
    size_t size = read_all(reader, 4096, &last);
    CHECK(memcmp(got, words, size) == 0);
    CHECK_TEXT(reader_reason(reader), reason);
    reader_close(reader);
    check_store(store, size, reason);
    return size;
}

static void gives_what_is_there_of_an_archive_that_is_cut(void)
{
    static struct store store;
    add_gzip(&store, words, TEXT_BYTES);
    store.size /= 2;
    size_t size = check_broken(&store, "its gzip data are cut short");
    CHECK(size > TEXT_BYTES * 9 / 20 && size < TEXT_BYTES * 11 / 20);

    store.size = 0;
    add_zstd(&store, words, TEXT_BYTES);
    store.size -= 5; /* the checksum and one byte of the last block */
    size = check_broken(&store, "its Zstandard data are cut short");
    CHECK_INT(size, TEXT_BYTES / ZSTD_BLOCKSIZE_MAX * ZSTD_BLOCKSIZE_MAX);
}

static void says_that_an_archive_is_cut_wherever_it_is(void)
{
    static struct store store;
    for (int i = 0; i < 2; i++) {
        store.size = 0;
        (i == 0 ? add_gzip : add_zstd)(&store, words, 60);
        for (size_t size = store.size - 1; size >= 4; size--) {
            store.size = size;
            check_broken(&store, i == 0 ? "its gzip data are cut short"
                                        : "its Zstandard data are cut short");
        }
    }
}

static void gives_what_comes_before_broken_bytes(void)
{
    static struct store store;
    add_gzip(&store, words, TEXT_BYTES);
    store.bytes[store.size - 8] ^= 1; /* the checksum at its end */
    check_store(&store, TEXT_BYTES, "its gzip data cannot be unpacked: incorrect data check");

    store.size = 0;
    add_zstd(&store, words, TEXT_BYTES);
    store.bytes[store.size - 1] ^= 1;
    check_store(&store, TEXT_BYTES,
                "its Zstandard data cannot be unpacked: Restored data doesn't match checksum");

    /* The head of the second block says a type that is none. */
    const unsigned char *head = (const unsigned char *)store.bytes + 6;
    size_t block = (size_t)(head[0] | head[1] << 8 | head[2] << 16) >> 3;
    store.bytes[6 + 3 + block] |= 6;
    check_store(&store, ZSTD_BLOCKSIZE_MAX,
                "its Zstandard data cannot be unpacked: Data corruption detected");
}

static void says_that_something_else_follows(void)
{
    static const char *const garbage[] = {"\n", "!AIVDM", "\0\0\0\0"};
    static struct store store;
    for (size_t i = 0; i < sizeof garbage / sizeof garbage[0]; i++) {
        size_t size = i == 2 ? 4 : strlen(garbage[i]);
        store.size = 0;
        add_gzip(&store, words, 1000);
        add_plain(&store, garbage[i], size);
        check_store(&store, 1000, "its gzip data are followed by something else");
        store.size = 0;
        add_zstd(&store, words, 1000);
        add_plain(&store, garbage[i], size);
        check_store(&store, 1000, "its Zstandard data are followed by something else");
    }
}

static void refuses_a_window_larger_than_its_limit(void)
{
    static struct store store;
    add_zstd_with(&store, words, 1000, READER_WINDOW_LOG_MAX);
    check_store(&store, 1000, "");
    store.size = 0;
    add_zstd_with(&store, words, 1000, READER_WINDOW_LOG_MAX + 1);
    check_store(&store, 0,
                "its Zstandard data cannot be unpacked: "
                "Frame requires too much memory for decoding");
}

static void begins_again_from_the_first_byte(void)
{
    static struct store store;
    void (*const adds[])(struct store *, const char *, size_t) = {add_plain, add_gzip, add_zstd};
    for (size_t i = 0; i < 3; i++) {
        ssize_t last;
        store.size = 0;
        adds[i](&store, words, 2000);
        struct reader *reader = open_store(&store);
        CHECK(reader_is_file(reader));
        CHECK_INT(reader_read(reader, got, 100), 100);
        CHECK(reader_rewind(reader));
        CHECK_INT(reader_byte_count(reader), 0);
        CHECK_INT(read_all(reader, 4096, &last), 2000);
        CHECK(memcmp(got, words, 2000) == 0);
        CHECK(reader_rewind(reader));
        CHECK_INT(read_all(reader, 4096, &last), 2000);
        reader_close(reader);
    }
}

/* A byte through a pipe, and what comes out. */
static void waits_only_where_a_pipe_has_nothing(void)
{
    static struct store store;
    int ends[2];
    CHECK_INT(pipe2(ends, O_CLOEXEC), 0);
    struct reader *reader = reader_new(ends[0], READER_ASKS);
    CHECK(!reader_is_file(reader));
    CHECK_INT(reader_read(reader, got, 10), READER_WAIT);
    CHECK_INT(write(ends[1], "!", 1), 1);
    CHECK_INT(reader_read(reader, got, 10), 1);
    CHECK_INT(reader_read(reader, got, 10), READER_WAIT);
    CHECK(!reader_rewind(reader));
    close(ends[1]);
    CHECK_INT(reader_read(reader, got, 10), READER_END);
    reader_close(reader);

    for (int i = 0; i < 2; i++) {
        size_t size = 0;
        store.size = 0;
        (i == 0 ? add_gzip : add_zstd)(&store, words, 500);
        CHECK_INT(pipe2(ends, O_CLOEXEC), 0);
        reader = reader_new(ends[0], READER_ASKS);
        for (size_t sent = 0; sent < store.size; sent++) {
            CHECK_INT(write(ends[1], store.bytes + sent, 1), 1);
            for (ssize_t more; (more = reader_read(reader, got + size, 7)) != READER_WAIT;) {
                CHECK(more > 0);
                size += more > 0 ? (size_t)more : 0;
            }
            for (int asked = 0; asked < 20; asked++)
                CHECK_INT(reader_read(reader, got + size, 7), READER_WAIT);
        }
        close(ends[1]);
        CHECK_INT(reader_read(reader, got, 7), READER_END);
        CHECK_INT(size, 500);
        CHECK(memcmp(got, words, size) == 0);
        reader_close(reader);
    }
}

static void says_why_a_path_cannot_be_opened(void)
{
    char bytes[100];
    struct text reason = text_init(bytes, sizeof bytes);
    CHECK(reader_open("/nowhere/log.nmea", READER_BLOCKS, &reason) == NULL);
    CHECK_TEXT(bytes, "No such file or directory");
    text_clear(&reason);
    CHECK(reader_open("/", READER_ASKS, &reason) == NULL);
    CHECK_TEXT(bytes, "Is a directory");
}

int main(void)
{
    make_words();
    RUN(gives_what_is_stored_plain_packed_and_in_several_parts);
    RUN(reads_an_empty_file_as_nothing);
    RUN(passes_over_frames_that_are_to_be_skipped);
    RUN(takes_text_for_text_that_begins_like_an_archive);
    RUN(gives_what_is_there_of_an_archive_that_is_cut);
    RUN(says_that_an_archive_is_cut_wherever_it_is);
    RUN(gives_what_comes_before_broken_bytes);
    RUN(says_that_something_else_follows);
    RUN(refuses_a_window_larger_than_its_limit);
    RUN(begins_again_from_the_first_byte);
    RUN(waits_only_where_a_pipe_has_nothing);
    RUN(says_why_a_path_cannot_be_opened);
    return check_summary();
}

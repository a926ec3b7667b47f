/* SPDX-License-Identifier: Apache-2.0 */
#include "base/reader.h"
#include "check.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <malloc.h>
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

/* A zip archive of three files, of so many bytes of `words` each, and a folder before the second;
 * `options` as of archive_write_set_options(). */
static void add_zip_of(struct store *store, const size_t sizes[static 3], const char *options)
{
    struct archive *archive = archive_write_new();
    struct archive_entry *entry = archive_entry_new();
    size_t at = 0, used = 0;
    CHECK_INT(archive_write_set_format_zip(archive), ARCHIVE_OK);
    CHECK_INT(archive_write_set_options(archive, options), ARCHIVE_OK);
    CHECK_INT(archive_write_set_passphrase(archive, "open sesame"), ARCHIVE_OK);
    CHECK_INT(archive_write_open_memory(archive, store->bytes, STORE_BYTES, &used), ARCHIVE_OK);
    for (size_t i = 0; i < 4; i++) {
        size_t size = i == 3 ? sizes[2] : i == 1 ? 0 : sizes[i / 2];
        archive_entry_clear(entry);
        archive_entry_set_pathname(entry, i == 1 ? "folder/" : "folder/log.nmea");
        archive_entry_set_filetype(entry, i == 1 ? AE_IFDIR : AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_size(entry, (la_int64_t)size);
        CHECK_INT(archive_write_header(archive, entry), ARCHIVE_OK);
        CHECK_INT(archive_write_data(archive, words + at, size), (long long)size);
        at += size;
    }
    CHECK_INT(archive_write_close(archive), ARCHIVE_OK);
    archive_write_free(archive);
    archive_entry_free(entry);
    store->size = used;
}

static const size_t zip_sizes[3] = {100000, 0, 150000};

enum { ZIP_BYTES = 250000 };

static void add_zip(struct store *store, const char *bytes, size_t size)
{
    CHECK(bytes == words);
    add_zip_of(store, (const size_t[3]){size / 2, 0, size - size / 2}, "zip:compression=deflate");
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
    static const char *const texts[] = {"P",     "P*",   "(",  "\x1f\x8b", "P*M",    "(\xb5/",
                                        "\x1f.", "PAIS", "PK", "PK\x03",   "PK\x03."};
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
    void (*const adds[])(struct store *, const char *, size_t) = {add_plain, add_gzip, add_zstd,
                                                                  add_zip};
    for (size_t i = 0; i < 4; i++) {
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

/* The archive must be read to its last file, but need not be to its end. */
static void check_zip(const struct store *store, size_t size, const char *reason)
{
    static const size_t piece_max[] = {1, 4096, TEXT_BYTES};
    for (size_t i = 0; i < sizeof piece_max / sizeof piece_max[0]; i++) {
        struct reader *reader = open_store(store);
        ssize_t last;
        CHECK_INT(read_all(reader, piece_max[i], &last), size);
        CHECK(memcmp(got, words, size) == 0);
        CHECK_INT(last, reason[0] == '\0' ? READER_END : READER_FAILED);
        CHECK_TEXT(reader_reason(reader), reason);
        CHECK_INT(reader_read(reader, got, 1), last);
        CHECK(!reader_next_file(reader));
        reader_close(reader);
    }
}

static void reads_the_files_of_a_zip_archive_one_after_another(void)
{
    static struct store store;
    static const char *const options[] = {"zip:compression=deflate", "zip:compression=store",
                                          "zip:compression=deflate,zip:zip64"};
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        add_zip_of(&store, zip_sizes, options[i]);
        check_zip(&store, ZIP_BYTES, "");
        add_zip_of(&store, (const size_t[3]){0, 0, 1}, options[i]);
        check_zip(&store, 1, "");
    }
    store = (struct store){.size = 22, .bytes = "PK\5\6"};
    check_zip(&store, 0, "");
}

static void stops_at_each_file_of_a_zip_archive_where_that_is_asked(void)
{
    static struct store store;
    ssize_t last;
    add_zip_of(&store, zip_sizes, "zip:compression=deflate");
    struct reader *reader = open_store(&store);
    reader_stop_at_files(reader);
    CHECK(!reader_next_file(reader));
    for (size_t i = 0, at = 0; i < 3; at += zip_sizes[i++]) {
        CHECK_INT(read_all(reader, 4096, &last), zip_sizes[i]);
        CHECK_INT(last, READER_END);
        CHECK(memcmp(got, words + at, zip_sizes[i]) == 0);
        CHECK(reader_next_file(reader) == (i < 2));
    }
    CHECK_INT(reader_read(reader, got, 1), READER_END);
    reader_close(reader);
}

static void says_that_a_zip_archive_is_cut_wherever_its_files_are(void)
{
    static struct store store;
    add_zip_of(&store, (const size_t[3]){100, 0, 100}, "zip:compression=deflate");
    size_t end = 0;
    while (memcmp(store.bytes + end, "PK\1\2", 4) != 0)
        end++;
    for (store.size = end; --store.size >= 4;) {
        struct reader *reader = open_store(&store);
        ssize_t last;
        size_t size = read_all(reader, 4096, &last);
        CHECK(memcmp(got, words, size) == 0);
        CHECK_INT(last, READER_FAILED);
        CHECK_TEXT(reader_reason(reader), "its zip data are cut short");
        reader_close(reader);
    }
}

static void says_what_is_wrong_with_a_zip_archive(void)
{
    static struct store store;
    add_zip_of(&store, zip_sizes, "zip:encryption=aes256");
    check_zip(&store, 0, "its zip data are locked by a password");
    add_zip_of(&store, zip_sizes, "zip:encryption=zipcrypt");
    check_zip(&store, 0, "its zip data are locked by a password");
    add_zip_of(&store, zip_sizes, "zip:compression=deflate");
    store.bytes[8] = 14; /* the method: LZMA, whose window may be of gigabytes */
    check_zip(&store, 0, "its zip data are packed by a method that is not read: lzma");
    add_zip_of(&store, zip_sizes, "zip:compression=deflate");
    size_t end = 0;
    while (memcmp(store.bytes + end, "PK\7\10", 4) != 0)
        end++;
    store.bytes[end + 4] ^= 1; /* the checksum behind the first file */
    struct reader *reader = open_store(&store);
    ssize_t last;
    CHECK_INT(read_all(reader, 4096, &last), zip_sizes[0]);
    CHECK_INT(last, READER_FAILED);
    CHECK(strstr(reader_reason(reader), "its zip data cannot be unpacked: ZIP bad CRC") != NULL);
    reader_close(reader);
}

static void reads_a_zip_archive_from_a_pipe_only_where_it_may_wait(void)
{
    static struct store store;
    add_zip_of(&store, (const size_t[3]){1000, 0, 1000}, "zip:compression=deflate");
    for (int i = 0; i < 2; i++) {
        ssize_t last;
        int ends[2];
        CHECK_INT(pipe2(ends, O_CLOEXEC), 0);
        CHECK_INT(write(ends[1], store.bytes, store.size), (long long)store.size);
        close(ends[1]);
        struct reader *reader = reader_new(ends[0], i == 0 ? READER_BLOCKS : READER_ASKS);
        CHECK_INT(read_all(reader, 100, &last), i == 0 ? 2000 : 0);
        CHECK_TEXT(reader_reason(reader),
                   i == 0 ? "" : "its zip data come through a pipe here; a file can be read");
        reader_close(reader);
    }
}

/* Zeros that unpack to 2,000 times their size. */
static void a_zip_archive_takes_no_memory_for_what_it_unpacks_to(void)
{
    enum { UNPACKED_BYTES = 64 << 20, ARCHIVE_BYTES = 1 << 20, ROOM_BYTES = 16 << 20 };
    static struct store store;
    static char zeros[ARCHIVE_BYTES];
    struct archive *archive = archive_write_new();
    struct archive_entry *entry = archive_entry_new();
    CHECK_INT(archive_write_set_format_zip(archive), ARCHIVE_OK);
    CHECK_INT(archive_write_open_memory(archive, store.bytes, STORE_BYTES, &store.size),
              ARCHIVE_OK);
    archive_entry_set_pathname(entry, "bomb");
    archive_entry_set_filetype(entry, AE_IFREG);
    CHECK_INT(archive_write_header(archive, entry), ARCHIVE_OK);
    for (size_t i = 0; i < UNPACKED_BYTES / sizeof zeros; i++)
        CHECK_INT(archive_write_data(archive, zeros, sizeof zeros), sizeof zeros);
    CHECK_INT(archive_write_close(archive), ARCHIVE_OK);
    archive_write_free(archive);
    archive_entry_free(entry);

    struct reader *reader = open_store(&store);
    size_t size = 0;
    struct mallinfo2 before = mallinfo2();
    for (ssize_t made; (made = reader_read(reader, got, 4096)) > 0; size += (size_t)made)
        CHECK(got[0] == 0 && got[made - 1] == 0);
    struct mallinfo2 after = mallinfo2();
    CHECK_INT(size, UNPACKED_BYTES);
    CHECK(after.uordblks + after.hblkhd < before.uordblks + before.hblkhd + ROOM_BYTES);
    reader_close(reader);
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
    RUN(reads_the_files_of_a_zip_archive_one_after_another);
    RUN(stops_at_each_file_of_a_zip_archive_where_that_is_asked);
    RUN(says_that_a_zip_archive_is_cut_wherever_its_files_are);
    RUN(says_what_is_wrong_with_a_zip_archive);
    RUN(reads_a_zip_archive_from_a_pipe_only_where_it_may_wait);
    RUN(a_zip_archive_takes_no_memory_for_what_it_unpacks_to);
    RUN(says_why_a_path_cannot_be_opened);
    return check_summary();
}

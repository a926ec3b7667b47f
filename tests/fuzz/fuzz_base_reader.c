/* SPDX-License-Identifier: Apache-2.0 */
/* libFuzzer target: any bytes are read to an end or a failure, and give the same however small the
 * pieces are that are asked for. The first byte says what stands in front: an archive's head, so
 * that most of what is tried goes beyond it. */
#include "base/reader.h"

#include <assert.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { OUTPUT_BYTES_MAX = 1 << 20 }; /* of an archive that grows and grows */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct result {
    size_t size;
    bool has_failed;
    uint64_t sum;
};

static struct result read_all(int fd, size_t piece_max)
{
    static char bytes[1 << 16];
    struct result result = {0};
    ssize_t size = 0;

    lseek(fd, 0, SEEK_SET);
    struct reader *reader = reader_new(dup(fd), READER_BLOCKS);
    assert(reader != NULL);
    while (result.size < OUTPUT_BYTES_MAX) {
        size_t rest = OUTPUT_BYTES_MAX - result.size;
        size = reader_read(reader, bytes, piece_max < rest ? piece_max : rest);
        if (size <= 0)
            break;
        for (ssize_t i = 0; i < size; i++)
            result.sum = result.sum * 31 + (unsigned char)bytes[i];
        result.size += (size_t)size;
    }
    assert(size != READER_WAIT);
    result.has_failed = size == READER_FAILED;
    assert(result.has_failed == (reader_reason(reader)[0] != '\0'));
    reader_close(reader);
    return result;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const heads[4] = {"", "\x1f\x8b\x08", "\x28\xb5\x2f\xfd", "PK\x03\x04"};
    if (size < 1)
        return 0;
    const char *head = heads[data[0] % 4];
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    assert(write(fd, head, strlen(head)) == (ssize_t)strlen(head));
    assert(write(fd, data + 1, size - 1) == (ssize_t)size - 1);
    struct result large = read_all(fd, 1 << 16);
    struct result small = read_all(fd, (size_t)data[0] + 1);
    assert(large.size == small.size && large.sum == small.sum);
    assert(large.has_failed == small.has_failed);
    close(fd);
    return 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "node/config.h"

#include "node/places.h"

#include <arpa/inet.h>
#include <assert.h>
#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void node_config_init(struct node_config *config)
{
    memset(config, 0, sizeof *config);
    *config = (struct node_config){
        .name = "narrows",
        .http = {.address = "127.0.0.1", .port = 8080},
        .targets_max = 20000,
        .keep_lost_ms = INT64_C(30) * 60000,
        .drill_start_ms = AIS_UNKNOWN_MS,
    };
}

void node_config_add_default_source(struct node_config *config)
{
    assert(config->source_count < NODE_SOURCE_COUNT_MAX);
    struct node_source_config *source = &config->sources[config->source_count++];
    *source = (struct node_source_config){.name = "udp", .from = "udp://:10110"};
    enum source_address_error error = source_address_parse(source->from, &source->address);
    assert(error == SOURCE_ADDRESS_OK);
}

/* A whole number from `min` to `max`. */
static bool read_whole(const char *words, long min, long max, long *number)
{
    char *end;
    errno = 0;
    long value = strtol(words, &end, 10);
    if (end == words || *end != '\0' || errno != 0 || value < min || value > max)
        return false;
    *number = value;
    return true;
}

static bool is_address(const char *words)
{
    unsigned char storage[16];
    return inet_pton(AF_INET, words, storage) == 1 || inet_pton(AF_INET6, words, storage) == 1;
}

bool node_config_parse_http(const char *words, struct node_http *http)
{
    struct node_http result = {.address = "0.0.0.0"};
    const char *colon = strrchr(words, ':');
    long port;

    if (colon == NULL || !read_whole(colon + 1, 0, 65535, &port))
        return false;
    size_t size = (size_t)(colon - words);
    if (size >= 2 && words[0] == '[' && colon[-1] == ']') {
        words++;
        size -= 2;
    }
    if (size >= sizeof result.address)
        return false;
    if (size > 0) {
        memset(result.address, 0, sizeof result.address);
        memcpy(result.address, words, size);
    }
    result.port = (uint16_t)port;
    if (!is_address(result.address))
        return false;
    *http = result;
    return true;
}

/* A line fits into inih's buffer of 200 bytes, which cuts longer ones without a word. */
enum { LINE_BYTES_MAX = 190, FILE_BYTES_MAX = 1 << 20, KEY_COUNT_MAX = 16 };

enum section {
    SECTION_NONE,
    SECTION_NODE,
    SECTION_SOURCE,
    SECTION_REFUSED, /* its own line was a mistake; what stands in it is not looked at */
};

/* The file as it is being read. */
struct reader {
    struct node_config *config;
    const char *path;
    FILE *file;
    size_t byte_count;
    int line;
    enum section section;
    struct node_source_config *source; /* the section at hand, NULL in others */
    int key_lines[KEY_COUNT_MAX];      /* of its section: where each key stands, or 0 */
    int node_line;                     /* where [node] stands, or 0 */
    bool awaits_key;                   /* the line at hand must turn out to be a key */
    struct text *mistakes;
    size_t mistake_count;
    bool is_full; /* no more mistakes fit, which the last line says */
};

static void add_mistake(struct reader *reader, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* `line` 0 is the whole file. */
static void add_mistake(struct reader *reader, int line, const char *format, ...)
{
    static const char more[] = "... and more\n";
    struct text *mistakes = reader->mistakes;
    struct text before = *mistakes;
    va_list arguments;

    reader->mistake_count++;
    if (reader->is_full)
        return;
    text_add_format(mistakes, "%s:", reader->path);
    if (line > 0)
        text_add_format(mistakes, "%d:", line);
    text_add_char(mistakes, ' ');
    va_start(arguments, format);
    text_add_format_list(mistakes, format, arguments);
    va_end(arguments);
    text_add_char(mistakes, '\n');
    if (mistakes->is_cut || mistakes->size + sizeof more > mistakes->size_max) {
        *mistakes = before;
        mistakes->bytes[mistakes->size] = '\0';
        text_add(mistakes, more);
        reader->is_full = true;
    }
}

static bool copy_words(char *place, size_t size_max, const char *words)
{
    size_t size = strlen(words);
    if (size == 0 || size >= size_max)
        return false;
    memcpy(place, words, size + 1);
    return true;
}

static void set_name(struct reader *reader, const char *words)
{
    if (!copy_words(reader->config->name, sizeof reader->config->name, words))
        add_mistake(reader, reader->line, "name is empty or too long; 1 to %d bytes",
                    NODE_NAME_BYTES - 1);
}

static void set_http(struct reader *reader, const char *words)
{
    if (!node_config_parse_http(words, &reader->config->http))
        add_mistake(reader, reader->line,
                    "http '%s' is no address and port; write it as 127.0.0.1:8080", words);
}

static void set_host(struct reader *reader, const char *words)
{
    if (!copy_words(reader->config->host, sizeof reader->config->host, words))
        add_mistake(reader, reader->line, "host is empty or too long; 1 to %d bytes",
                    NODE_NAME_BYTES - 1);
}

static void set_store(struct reader *reader, const char *words)
{
    if (!copy_words(reader->config->store, sizeof reader->config->store, words))
        add_mistake(reader, reader->line, "the path of the store is too long; at most %d bytes",
                    SOURCE_PATH_BYTES - 1);
}

/* The class that "class_b:" begins with; HISTORY_CLASS_COUNT when it begins with none. */
static int class_named(const char *words)
{
    int class_of = 0;
    for (; class_of < HISTORY_CLASS_COUNT; class_of++) {
        const char *name = history_class_name((enum history_class)class_of);
        size_t size = strlen(name);
        if (strncmp(words, name, size) == 0 && words[size] == ':')
            break;
    }
    return class_of;
}

/* "3650 class_b:365": days of all classes, and of some. */
static void set_keep_days(struct reader *reader, const char *words)
{
    struct history_keep *keep = &reader->config->keep;
    char copy[LINE_BYTES_MAX + 1];
    char *rest = copy;

    snprintf(copy, sizeof copy, "%s", words);
    for (char *word; (word = strsep(&rest, " ")) != NULL;) {
        int class_of = class_named(word);
        bool is_all = class_of == HISTORY_CLASS_COUNT;
        long days;
        if (word[0] == '\0')
            continue;
        if (!read_whole(is_all ? word : strchr(word, ':') + 1, 1, NODE_KEEP_DAYS_MAX, &days)) {
            add_mistake(reader, reader->line,
                        "keep_days '%s': days from 1 to %d, of all classes or of one, as "
                        "class_b:365; a class is class_a, class_b, long_range, aircraft, "
                        "base_station or aid",
                        word, NODE_KEEP_DAYS_MAX);
            return;
        }
        for (int i = 0; i < HISTORY_CLASS_COUNT; i++)
            if (is_all || i == class_of)
                keep->days[i] = days;
    }
}

static void set_keep_gb(struct reader *reader, const char *words)
{
    long gigabytes;
    if (read_whole(words, 1, NODE_KEEP_GB_MAX, &gigabytes))
        reader->config->keep.size_max = (uint64_t)gigabytes * 1000000000;
    else
        add_mistake(reader, reader->line, "keep_gb '%s' is not from 1 to %d", words,
                    NODE_KEEP_GB_MAX);
}

static void set_waters(struct reader *reader, const char *words)
{
    char path[NODE_PATH_BYTES];
    if (!node_places_waters(words, path))
        add_mistake(reader, reader->line,
                    "there are no waters '%s'; hormuz, oresund, or the path of a file", words);
    else if (!copy_words(reader->config->waters, sizeof reader->config->waters, path))
        add_mistake(reader, reader->line, "the path of the waters is too long; at most %d bytes",
                    SOURCE_PATH_BYTES - 1);
}

static void set_targets_max(struct reader *reader, const char *words)
{
    long number;
    if (read_whole(words, 1, NODE_TARGETS_MAX_MAX, &number))
        reader->config->targets_max = (size_t)number;
    else
        add_mistake(reader, reader->line, "targets_max '%s' is out of range; 1 to %d", words,
                    NODE_TARGETS_MAX_MAX);
}

static void set_keep_lost(struct reader *reader, const char *words)
{
    long number;
    if (read_whole(words, 0, NODE_KEEP_LOST_MIN_MAX, &number))
        reader->config->keep_lost_ms = number * INT64_C(60000);
    else
        add_mistake(reader, reader->line, "keep_lost_min '%s' is out of range; 0 to %d minutes",
                    words, NODE_KEEP_LOST_MIN_MAX);
}

static void set_drill(struct reader *reader, const char *words)
{
    if (strcmp(words, "yes") == 0 || strcmp(words, "no") == 0)
        reader->config->is_drill = words[0] == 'y';
    else
        add_mistake(reader, reader->line, "drill '%s' is neither yes nor no", words);
}

static void set_drill_start(struct reader *reader, const char *words)
{
    if (!ais_stamp_read_time(words, &reader->config->drill_start_ms))
        add_mistake(reader, reader->line,
                    "drill_start '%s' is no time; write it as 2026-11-22T14:00:00Z", words);
}

static void set_drill_stations(struct reader *reader, const char *words)
{
    if (!copy_words(reader->config->drill_stations, sizeof reader->config->drill_stations, words))
        add_mistake(reader, reader->line, "drill_stations is empty; write khasab, larak");
}

static void set_from(struct reader *reader, const char *words)
{
    struct node_source_config *source = reader->source;
    enum source_address_error error = source_address_parse(words, &source->address);

    if (!copy_words(source->from, sizeof source->from, words) && error == SOURCE_ADDRESS_OK)
        error = SOURCE_ADDRESS_TOO_LONG;
    if (error != SOURCE_ADDRESS_OK)
        add_mistake(reader, reader->line, "from '%s' %s", words, source_address_error_words(error));
}

static void set_station(struct reader *reader, const char *words)
{
    if (!copy_words(reader->source->station, sizeof reader->source->station, words))
        add_mistake(reader, reader->line, "station is empty or too long; 1 to %d bytes",
                    AIS_STATION_BYTES - 1);
}

struct key {
    const char *name;
    void (*set)(struct reader *reader, const char *words);
};

static const struct key node_keys[] = {
    {"name", set_name},
    {"http", set_http},
    {"host", set_host},
    {"waters", set_waters},
    {"store", set_store},
    {"keep_days", set_keep_days},
    {"keep_gb", set_keep_gb},
    {"targets_max", set_targets_max},
    {"keep_lost_min", set_keep_lost},
    {"drill", set_drill},
    {"drill_start", set_drill_start},
    {"drill_stations", set_drill_stations},
    {NULL, NULL},
};

static const struct key source_keys[] = {
    {"from", set_from},
    {"station", set_station},
    {NULL, NULL},
};

static void add_unknown_key(struct reader *reader, const struct key *keys, const char *name)
{
    char bytes[256];
    struct text names = text_init(bytes, sizeof bytes);

    for (const struct key *key = keys; key->name != NULL; key++)
        text_add_format(&names, "%s%s", key == keys ? "" : ", ", key->name);
    add_mistake(reader, reader->line, "no key '%s'; one of %s", name, bytes);
}

static void set_key(struct reader *reader, const struct key *keys, const char *name,
                    const char *value)
{
    for (const struct key *key = keys; key->name != NULL; key++) {
        int *line = &reader->key_lines[key - keys];
        if (strcmp(key->name, name) != 0)
            continue;
        if (*line != 0) {
            add_mistake(reader, reader->line, "%s stands in line %d already; one of the two", name,
                        *line);
            return;
        }
        *line = reader->line;
        key->set(reader, value);
        return;
    }
    add_unknown_key(reader, keys, name);
}

/* Called by inih, which gets to see no sections: they are known already. */
static int take_key(void *user, const char *section, const char *name, const char *value)
{
    static_assert(sizeof node_keys / sizeof node_keys[0] <= KEY_COUNT_MAX, "each has its line");
    static_assert(sizeof source_keys / sizeof source_keys[0] <= KEY_COUNT_MAX, "each has its line");
    struct reader *reader = user;

    (void)section;
    reader->awaits_key = false;
    switch (reader->section) {
    case SECTION_NONE:
        add_mistake(reader, reader->line, "'%s' stands in no section; [node] or [source NAME]",
                    name);
        break;
    case SECTION_NODE:
        set_key(reader, node_keys, name, value);
        break;
    case SECTION_SOURCE:
        set_key(reader, source_keys, name, value);
        break;
    case SECTION_REFUSED:
        assert(reader->mistake_count > 0);
        break;
    }
    return 1;
}

static void begin_node(struct reader *reader)
{
    if (reader->node_line != 0) {
        add_mistake(reader, reader->line,
                    "section [node] stands in line %d already; put its keys there",
                    reader->node_line);
        return;
    }
    reader->node_line = reader->line;
    reader->section = SECTION_NODE;
}

static void begin_source(struct reader *reader, const char *name)
{
    struct node_config *config = reader->config;

    if (config->source_count == NODE_SOURCE_COUNT_MAX) {
        add_mistake(reader, reader->line, "too many sources; at most %d", NODE_SOURCE_COUNT_MAX);
        return;
    }
    for (size_t i = 0; i < config->source_count; i++)
        if (strcmp(config->sources[i].name, name) == 0) {
            add_mistake(reader, reader->line, "source '%s' stands in line %d already; another name",
                        name, config->sources[i].line);
            return;
        }
    struct node_source_config *source = &config->sources[config->source_count];
    *source = (struct node_source_config){.line = reader->line};
    if (!copy_words(source->name, sizeof source->name, name)) {
        add_mistake(reader, reader->line,
                    "the source has no name, or a long one; [source NAME] with up to %d bytes",
                    AIS_STATION_BYTES - 1);
        return;
    }
    config->source_count++;
    reader->source = source;
    reader->section = SECTION_SOURCE;
}

static void refuse_section(struct reader *reader)
{
    reader->section = SECTION_REFUSED;
    reader->source = NULL;
}

/* "[source roof]" as it stands in the file, from its bracket. inih tells sections only with their
 * first key, and a section without keys would go unseen. */
static void begin_section(struct reader *reader, const char *line)
{
    static const char blanks[] = " \t"; /* and the NUL, for strchr() */
    char name[LINE_BYTES_MAX + 1];
    struct text text = text_init(name, sizeof name);
    const char *start = line + 1 + strspn(line + 1, blanks);
    const char *end = strchr(start, ']');

    refuse_section(reader);
    memset(reader->key_lines, 0, sizeof reader->key_lines);
    if (end == NULL || end == start) {
        add_mistake(reader, reader->line, "no section; [node] or [source NAME]");
        return;
    }
    const char *rest = end + 1 + strspn(end + 1, " \t\r");
    while (end > start && strchr(blanks, end[-1]) != NULL)
        end--;
    text_add_bytes(&text, start, (size_t)(end - start));
    if (strchr(";#", *rest) == NULL)
        add_mistake(reader, reader->line, "words behind [%s]; put them in a line of their own",
                    name);
    if (strcmp(name, "node") == 0)
        begin_node(reader);
    else if (strncmp(name, "source", 6) == 0 && strchr(blanks, name[6]) != NULL)
        begin_source(reader, name + 6 + strspn(name + 6, blanks));
    else
        add_mistake(reader, reader->line, "no section [%s]; [node] or [source NAME]", name);
}

/* The next line of the file, whole and without its end: at most LINE_BYTES_MAX bytes of it, a NUL,
 * and in `*size` how many there were. False at the end. */
static bool next_line(struct reader *reader, char bytes[static LINE_BYTES_MAX + 1], size_t *size)
{
    size_t count = 0;
    int byte = getc(reader->file);

    if (byte == EOF || reader->byte_count > FILE_BYTES_MAX)
        return false;
    for (; byte != EOF && byte != '\n'; byte = getc(reader->file)) {
        if (count < LINE_BYTES_MAX)
            bytes[count] = (char)byte;
        count++;
        if (++reader->byte_count > FILE_BYTES_MAX)
            break;
    }
    reader->byte_count += byte == '\n';
    bytes[count < LINE_BYTES_MAX ? count : LINE_BYTES_MAX] = '\0';
    reader->line++;
    *size = count;
    return true;
}

static bool check_line(struct reader *reader, const char *bytes, size_t size)
{
    if (reader->byte_count > FILE_BYTES_MAX)
        add_mistake(reader, reader->line, "more than %d bytes; no configuration is that long",
                    FILE_BYTES_MAX);
    else if (size > LINE_BYTES_MAX)
        add_mistake(reader, reader->line, "line of %zu bytes; at most %d", size, LINE_BYTES_MAX);
    else if (strlen(bytes) < size)
        add_mistake(reader, reader->line, "a NUL byte; write the file as plain text in UTF-8");
    else
        return true;
    return false;
}

/* Called by inih as fgets() would be. It gets to see keys, or what should be one, without blanks
 * in front, which would make them the end of the line before; everything else as an empty line. */
static char *read_line(char *bytes, int size_max, void *user)
{
    struct reader *reader = user;
    size_t size;

    assert(size_max > LINE_BYTES_MAX);
    if (reader->awaits_key)
        add_mistake(reader, reader->line, "neither a section nor a key; write key = value");
    reader->awaits_key = false;
    if (!next_line(reader, bytes, &size))
        return NULL;

    const char *start = bytes;
    if (reader->line == 1 && strncmp(start, "\xef\xbb\xbf", 3) == 0)
        start += 3; /* an editor's byte order mark */
    start += strspn(start, " \t\v\f\r");
    if (!check_line(reader, bytes, size)) {
        if (*start == '[')
            refuse_section(reader);
        start = "";
    } else if (*start == '[') {
        begin_section(reader, start);
        start = "";
    }
    reader->awaits_key = strchr(";#", *start) == NULL; /* the NUL is found too */
    memmove(bytes, start, strlen(start) + 1);
    return bytes;
}

static void check_sources(struct reader *reader)
{
    for (size_t i = 0; i < reader->config->source_count; i++) {
        const struct node_source_config *source = &reader->config->sources[i];
        if (source->from[0] == '\0')
            add_mistake(reader, source->line,
                        "source '%s' does not say where it is; add from = udp://:10110 or another",
                        source->name);
    }
}

bool node_config_read(struct node_config *config, const char *path, struct text *mistakes)
{
    struct reader reader = {.config = config, .path = path, .mistakes = mistakes};

    reader.file = fopen(path, "re");
    if (reader.file == NULL) {
        add_mistake(&reader, 0, "cannot be read: %s", strerror(errno));
        return false;
    }
    int result = ini_parse_stream(read_line, &reader, take_key, &reader);
    if (ferror(reader.file))
        add_mistake(&reader, 0, "cannot be read: %s", strerror(errno));
    else if (result < 0)
        add_mistake(&reader, 0, "cannot be read: no memory");
    if (reader.mistake_count == 0)
        check_sources(&reader);
    fclose(reader.file);
    return reader.mistake_count == 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "server/origin.h"

#include <stddef.h>

static const struct {
    const char *origin, *host;
    bool is_own;
} origins[] = {
    {"", "localhost:8080", true},
    {"http://localhost:8080", "localhost:8080", true},
    {"https://AIS.Example.org", "ais.example.org", true},
    {"http://[::1]:8080", "[::1]:8080", true},
    {"http://localhost:8080", "localhost", false},
    {"http://localhost", "localhost:8080", false},
    {"http://localhost:8080.evil.example", "localhost:8080", false},
    {"http://evil.example", "localhost:8080", false},
    {"http://evil.example/localhost:8080", "localhost:8080", false},
    {"null", "localhost:8080", false},
    {"localhost:8080", "localhost:8080", false},
    {"http://", "", false},
    {"://localhost", "localhost", true},
};

static void only_the_same_host_and_port_is_the_nodes_own_page(void)
{
    for (size_t i = 0; i < sizeof origins / sizeof origins[0]; i++)
        CHECK_INT(server_origin_is_own(origins[i].origin, origins[i].host) * 100 + (int)i,
                  origins[i].is_own * 100 + (int)i);
}

static const struct {
    const char *host;
    bool is_local;
} hosts[] = {
    {"", true},
    {"localhost", true},
    {"LOCALHOST:8080", true},
    {"127.0.0.1:8080", true},
    {"192.168.1.7", true},
    {"[::1]:8080", true},
    {"[fe80::1]", true},
    {"Watch:8080", true},
    {"watch.evil.example", false},
    {"localhost.evil.example", false},
    {"evil.example:8080", false},
    {"127.0.0.1.evil.example", false},
    {"[::1", false},
    {"[::1].evil.example", false},
    {":8080", false},
    {"1", false},
    {"0x7f.1", false},
};

static void only_names_that_nobody_else_can_make_mean_this_machine(void)
{
    for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++)
        CHECK_INT(server_origin_host_is_local(hosts[i].host, "watch") * 100 + (int)i,
                  hosts[i].is_local * 100 + (int)i);
    CHECK(!server_origin_host_is_local("evil.example", ""));
    CHECK(!server_origin_host_is_local(":1", ""));
}

int main(void)
{
    RUN(only_the_same_host_and_port_is_the_nodes_own_page);
    RUN(only_names_that_nobody_else_can_make_mean_this_machine);
    return check_summary();
}

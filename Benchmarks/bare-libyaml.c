// SPDX-License-Identifier: Apache-2.0
//
// The limit that reading YAML through libyaml has: its event loop over a file's bytes, in which
// nothing is done. Prints the fastest of several times in seconds.

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <yaml.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static int read_all(const unsigned char *bytes, size_t size) {
  yaml_parser_t parser;
  yaml_event_t event;
  int finished = 0;
  if (!yaml_parser_initialize(&parser)) return 0;
  yaml_parser_set_input_string(&parser, bytes, size);
  while (!finished) {
    if (!yaml_parser_parse(&parser, &event)) break;
    finished = event.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&event);
  }
  yaml_parser_delete(&parser);
  return finished;
}

int main(int count, char **arguments) {
  if (count != 3) return 64;
  FILE *file = fopen(arguments[1], "rb");
  if (!file) return 2;
  fseek(file, 0, SEEK_END);
  size_t size = ftell(file);
  rewind(file);
  unsigned char *bytes = malloc(size);
  if (!bytes || fread(bytes, 1, size, file) != size) return 2;
  fclose(file);

  double fastest = 1e9;
  for (int times = atoi(arguments[2]); times > 0; times--) {
    double start = now();
    if (!read_all(bytes, size)) return 2;
    double time = now() - start;
    if (time < fastest) fastest = time;
  }
  free(bytes);
  printf("%.6f\n", fastest);
  return 0;
}

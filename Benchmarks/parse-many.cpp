// SPDX-License-Identifier: Apache-2.0
// Parses a file of JSON lines with simdjson's parse_many, and does nothing with them.
#include <simdjson.h>

#include <cstdio>
#include <cstring>

#define TEXT(words) #words
#define TEXT_OF(words) TEXT(words)

int main(int count, char **words) {
  if (count > 1 && !std::strcmp(words[1], "--version")) {
    std::puts(TEXT_OF(SIMDJSON_VERSION));
    return 0;
  }
  if (count != 2) return 64;
  simdjson::dom::parser parser;
  simdjson::dom::document_stream documents;
  if (parser.load_many(words[1], 1 << 20).get(documents)) return 2;
  size_t parsed = 0;
  for (auto document : documents) {
    if (document.error()) return 2;
    parsed++;
  }
  std::printf("%zu\n", parsed);
}

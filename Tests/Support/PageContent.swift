// SPDX-License-Identifier: Apache-2.0

/// What is in a page of `-o html` besides its frame, its style and its script, which are the same
/// in all.
package enum PageContent {
  /// From the heading to the data; the whole text where it is no page.
  package static func of(_ page: String) -> String {
    guard let begin = page.firstRange(of: "<header>"),
      let end = page[begin.lowerBound...].firstRange(of: "<script>")
    else { return page }
    return String(page[begin.lowerBound..<end.lowerBound])
  }
}

// SPDX-License-Identifier: Apache-2.0

/// Names by which links find the tables of a page: `switched-on-though-refused`.
struct HTMLNames {
  /// One for each title, none twice.
  let ids: [String]

  init(_ titles: [String]) {
    var used: Set<String> = []
    ids = titles.map { title in
      let words = title.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
      let name = words.isEmpty ? "table" : words.joined(separator: "-")
      var id = "t-\(name)"
      var number = 2
      while !used.insert(id).inserted {
        id = "t-\(name)-\(number)"
        number += 1
      }
      return id
    }
  }
}

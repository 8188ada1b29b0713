// SPDX-License-Identifier: Apache-2.0

import RBAC

/// A `requestURI` taken apart.
struct AuditPath {
  /// The path as the authorizer sees it: without the query, its escapes resolved.
  let decoded: String

  init(_ uri: String) {
    let path = uri.prefix { $0 != "?" }
    guard path.utf8.contains(UInt8(ascii: "%")) else {
      decoded = String(path)
      return
    }
    let bytes = Array(path.utf8)
    var text: [UInt8] = []
    var place = 0
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "%"), place + 2 < bytes.count,
        let value = UInt8(String(decoding: bytes[place + 1...place + 2], as: UTF8.self), radix: 16)
      {
        text.append(value)
        place += 3
      } else {
        text.append(bytes[place])
        place += 1
      }
    }
    decoded = String(decoding: text, as: UTF8.self)
  }

  /// What the path alone asks for, with a verb that is known; `nil` where there is no path.
  func request(_ verb: String) -> Request? {
    decoded.isEmpty ? nil : Request(method: nil, path: decoded)
  }
}
